import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from articles.editing.blank import is_blank

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
    authors = models.CharField(_("authors"), max_length=300)
    title = models.CharField(
        _("title"), max_length=400, help_text=_("Exactly as published, whatever words it uses.")
    )
    publisher = models.CharField(_("journal or publisher"), max_length=200)
    year = models.CharField(_("year"), max_length=80, blank=True)
    doi = models.CharField(_("DOI"), max_length=120, blank=True)
    url = models.URLField(_("link"), max_length=400, blank=True)
    checked_on = models.DateField(
        _("read on"), help_text=_("The day somebody read the work, or a copy of it.")
    )
    checked_note = models.TextField(
        _("how it was read"), blank=True, help_text=_("For editors: the whole work, or a copy.")
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

    def clean(self) -> None:
        if is_blank(self.title):
            raise ValidationError({"title": _("Readers would see nothing here.")})
        typed = self.doi
        if before := _BEFORE_DOI.match(typed):
            self.doi = typed[before.end() :]
            self.doi = unquote(self.doi) if "//" in before[0] else self.doi
        if typed and not _DOI.match(self.doi):
            raise ValidationError({"doi": _("A DOI looks like 10.1234/abcd.")})

    @property
    def link(self) -> str:
        """The address a reader can follow, or nothing. DOI addresses: doi.org's own rule."""
        return f"https://doi.org/{self.doi}" if self.doi else self.url
