"""Where blocks lead: to what everyone may read, in the page's own language."""

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Locale, Page, PageViewRestriction

from articles.blocks.shared import chosen


def in_private_section(of_aliases: bool = False) -> Exists:
    """For a query of a few pages: whether the page, or one above it, is not for everyone.

    What Wagtail's `public()` asks, without a query of its own; `public()` is the quicker one where
    thousands of pages are looked at. With `of_aliases` an alias is as private as the page that it
    stands for, at two steps too.
    The path comes from a subquery, no join: SQLite would walk all pages to join a few restrictions.
    """
    restricted = Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path")
    restrictions = PageViewRestriction.objects.annotate(path=Subquery(restricted))
    above = Q(path=Substr(OuterRef("path"), 1, Length("path")))
    if of_aliases:
        for original in ("alias_of", "alias_of__alias_of"):
            aliases = Page.objects.filter(**{original: OuterRef("page_id")}).annotate(
                section=Substr(OuterRef(OuterRef("path")), 1, Length("path"))
            )
            above |= Q(Exists(aliases.filter(path=F("section"))))
    return Exists(restrictions.filter(above))


def targets(raw: object, locale: Locale) -> dict[int, Page]:
    """By the key that a block of `raw` chose under `page`: the page that a reader is led to.

    One query. Under the site's first language a page that is not there stands for itself: an
    editor who chose a page in Spanish means it. Elsewhere nothing leads out of the language.
    """
    keys = chosen(raw, {"page"})
    if not keys:
        return {}
    same = Page.objects.filter(pk__in=keys).values("translation_key")
    wanted = Page.objects.filter(Q(pk__in=keys) | Q(translation_key__in=same, locale=locale))
    pages = list(wanted.annotate(private=in_private_section()).select_related("locale"))
    readable = [page for page in pages if page.live and not page.private]
    ours = {page.translation_key: page for page in readable if page.locale_id == locale.pk}
    itself = readable if locale.language_code == settings.LANGUAGE_CODE else []
    return {page.pk: page for page in itself} | {
        page.pk: ours[page.translation_key] for page in pages if page.translation_key in ours
    }
