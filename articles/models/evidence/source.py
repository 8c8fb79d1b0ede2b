import re
from typing import Any
from urllib.parse import unquote

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, ReferenceIndex
from wagtail.search import index

from articles.editing.blank import is_blank
from articles.models.evidence.due import ReviewDue

_DOI = re.compile(r"^10\.\d{4,9}/\S+$")
"""Crossref's own pattern."""

_BEFORE_DOI = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
"""What is pasted together with one."""


class Source(index.Indexed, models.Model):
    """A work that backs a claim, shared by every article that leans on it.

    A source has a link only where the work itself stands: its DOI, PubMed, or its publisher's
    own host. Without one the reader sees "link to be confirmed" rather than a copy.
    """

    key = models.SlugField(
        _("key"), unique=True, help_text=_("Short and lasting, such as suchman-2017.")
    )
    authors = models.CharField(
        _("authors"),
        max_length=300,
        help_text=_("Who wrote it, in the order of the work. An office may be an author."),
    )
    title = models.CharField(
        _("title"), max_length=400, help_text=_("Exactly as published, whatever words it uses.")
    )
    publisher = models.CharField(
        _("journal or publisher"),
        max_length=200,
        help_text=_("Who stands behind it, so that a reader can weigh it."),
    )
    year = models.CharField(
        _("year"),
        max_length=80,
        blank=True,
        help_text=_(
            "The year it came out, or was last revised. Leave it empty if the work says none."
        ),
    )
    doi = models.CharField(
        _("DOI"),
        max_length=120,
        blank=True,
        help_text=_("Begins with 10. It becomes the link, and lasts longer than an address."),
    )
    url = models.URLField(
        _("link"),
        max_length=400,
        blank=True,
        help_text=_(
            "Where the work itself stands: PubMed, or its publisher. Never a copy elsewhere."
        ),
    )
    checked_on = models.DateField(
        _("read on"), help_text=_("The day somebody read the work, or a copy of it.")
    )
    checked_note = models.TextField(
        _("how it was read"), blank=True, help_text=_("For editors: the whole work, or a copy.")
    )

    retracted_on = models.DateField(
        _("retracted on"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which its publisher withdrew it. Every page that leans on it is then due"
            " for review, and readers are told."
        ),
    )
    retracted_note = models.CharField(
        _("where that is said"),
        max_length=300,
        blank=True,
        help_text=_("Such as the address of the notice. For colleagues."),
    )

    search_fields = [
        index.SearchField("title"),
        index.SearchField("authors"),
        index.AutocompleteField("title"),
        index.AutocompleteField("key"),
    ]

    class Meta:
        ordering = ["key"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return f"{self.key}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        if self.retracted_on and not self._was_retracted:
            ReviewDue.objects.open(leaning_on(self), ReviewDue.Reason.RETRACTED, self)
        self._was_retracted = bool(self.retracted_on)

    def clean(self) -> None:
        if is_blank(self.title):
            raise ValidationError({"title": _("Readers would see nothing here.")})
        typed = self.doi
        if before := _BEFORE_DOI.match(typed):
            self.doi = typed[before.end() :]
            self.doi = unquote(self.doi) if "//" in before[0] else self.doi
        if typed and not _DOI.match(self.doi):
            raise ValidationError({"doi": _("A DOI looks like 10.1234/abcd.")})
        if self.retracted_on and self.retracted_on > timezone.localdate():
            raise ValidationError({"retracted_on": _("This day has not come yet.")})

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> "Source":
        source = super().from_db(*args, **kwargs)
        source._was_retracted = bool(source.__dict__.get("retracted_on"))
        return source

    _was_retracted = False
    """As the database has it."""

    @property
    def link(self) -> str:
        """The address a reader can follow, or nothing. DOI addresses: doi.org's own rule."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url


def leaning_on(source: Source) -> "models.QuerySet[Page]":
    """The pages whose newest draft names `source`, and those that name it as they are live.

    The second is Wagtail's reference index, which follows a publication within seconds.
    """
    of_pages = ContentType.objects.get_for_model(Page)
    live = ReferenceIndex.get_references_to(source).filter(base_content_type=of_pages)
    keys = {int(key) for key in live.values_list("object_id", flat=True)}
    drafts = Page.objects.filter(checkup__sources=source).values_list("pk", flat=True)
    return Page.objects.filter(pk__in=keys | set(drafts)).order_by("pk")
