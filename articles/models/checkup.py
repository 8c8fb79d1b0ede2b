"""What is wrong with each page, looked at when it was last saved: the report only reads it."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from articles.editing.flaws import NAMES, Flaw, Kind, at, flaws, harm
from articles.editing.language import VERSION
from articles.editing.links import addresses, page_ids
from articles.models.citing import Citation, citations, retracted
from articles.models.door import RETRACTED, picture_faults
from articles.models.evidence.source import Source
from articles.models.link import Link, PageLink
from articles.models.registry import registry
from articles.models.translations.behind import untranslated

log = logging.getLogger(__name__)

MOST_KEPT = 200
"""Flaws that are kept with their words; all are counted."""


class CheckupQuerySet(QuerySet["Checkup"]):
    def outdated(self) -> QuerySet[Page]:
        """Pages that were never looked at, or by an older list of terms."""
        other = Q(checkup=None) | ~Q(checkup__version=VERSION)
        return Page.objects.filter(other, depth__gt=1).order_by("pk")

    def of_translations(self, page: Page) -> "CheckupQuerySet":
        same = self.filter(page__translation_key=page.translation_key)
        return same.exclude(page__locale=page.locale_id)


class Checkup(models.Model):
    """Of the newest draft, which is what an editor would mend. One for each page."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="checkup")
    harm = models.PositiveIntegerField(_("harm"), default=0)
    """By `articles.editing.flaws.HARM`; the report adds what changes by itself."""
    counts = models.JSONField(default=dict)
    """How many there are of each kind."""
    flaws = models.JSONField(default=list)
    grade = models.FloatField(_("reading grade"), default=0)
    words = models.PositiveIntegerField(_("words"), default=0)
    behind = models.PositiveSmallIntegerField(_("texts not translated yet"), default=0)
    sources = models.ManyToManyField(Source, related_name="checkups")
    broken = models.PositiveSmallIntegerField(_("broken links"), default=0)
    """As `articles.link_check` last counted them."""
    version = models.CharField(max_length=20)
    """Of the list of terms."""
    checked_at = models.DateTimeField(default=timezone.now)

    objects = CheckupQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("checkup")
        verbose_name_plural = _("checkups")

    def __str__(self) -> str:
        return f"{self.page_id}"

    @property
    def found(self) -> list[Flaw]:
        """The worst first."""
        return [Flaw(**{**row, "kind": Kind(row["kind"])}) for row in self.flaws]

    @property
    def said(self) -> str:
        """What is wrong, counted, in words; with `overdue` if the query asked for it."""
        parts = [
            f"{name}: {self.counts[kind]}" for kind, name in NAMES.items() if kind in self.counts
        ]
        if getattr(self, "overdue", False):
            parts.append(_now("Overdue for review"))
        if self.broken:
            parts.append(_now("Broken links: %(links)s") % {"links": self.broken})
        if self.behind:
            parts.append(_now("Not translated yet: %(texts)s") % {"texts": self.behind})
        return "; ".join(parts)


def look_over(page: Any) -> None:
    """Keep what is wrong with `page` as it stands in memory.

    It is logged where this fails, and the page saves: a check must not cost an editor their words.
    """
    try:
        # All of it: PostgreSQL takes nothing more after a query that failed.
        with transaction.atomic():
            _look_over(page)
    except (AttributeError, DatabaseError, KeyError, LookupError, TypeError, ValueError) as error:
        with suppress(DatabaseError), transaction.atomic():
            # Not looked at again and again: the next list of terms, or the next save, tries anew.
            Checkup.objects.update_or_create(page_id=page.pk, defaults={"version": VERSION})
        log.error("page %s could not be looked over: %s", page.pk, type(error).__name__)


def _look_over(page: Any) -> None:
    cited = citations(page)
    found, read = flaws(page, registry())
    found += _others(page, cited)
    found.sort(key=lambda flaw: (-harm([flaw.kind]), flaw.kind))
    kinds = [flaw.kind for flaw in found]
    checkup, _created = Checkup.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "harm": harm(kinds),
            "counts": {kind.value: kinds.count(kind) for kind in dict.fromkeys(kinds)},
            "flaws": [asdict(flaw) for flaw in found[:MOST_KEPT]],
            "grade": read.grade,
            "words": read.words,
            "behind": _behind(page),
            "broken": _broken(page),
            "version": VERSION,
            "checked_at": timezone.now(),
        },
    )
    keys = {key for each in cited for key in each.keys}
    checkup.sources.set(Source.objects.filter(pk__in=keys))


def _others(page: Any, cited: list[Citation]) -> Iterator[Flaw]:
    """What the words alone do not show."""
    for kind, (place, message) in picture_faults(page):
        yield at(place, kind, place.text, message)
    for place, source in retracted(cited):
        yield at(place, Kind.RETRACTED, source.title, str(RETRACTED))


def _behind(page: Any) -> int:
    """For a translation: the texts of its source that it does not say yet."""
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return 0
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    return untranslated(translation).count() if translation is not None else 0


def _broken(page: Any) -> int:
    """The links of it that lead nowhere, as far as is known."""
    Link.objects.record(page, addresses(page), page_ids(page))
    ours = PageLink.objects.broken().filter(page=page.pk).count()
    return ours + Link.objects.broken().filter(pages=page.pk).count()


def count_what_is_behind(source: Page) -> None:
    """What changed in `source`, its translations do not say yet."""
    for checkup in Checkup.objects.of_translations(source).select_related("page__locale"):
        checkup.behind = _behind(checkup.page)
        checkup.save(update_fields=["behind"])


def look_over_outdated(most: int = 20) -> int:
    """For the worker: the pages that wait for it, a few at a time; returns how many it took."""
    pages = list(Checkup.objects.outdated()[:most])
    for page in pages:
        draft = page.get_latest_revision_as_object()
        look_over(draft)
    return len(pages)
