"""What a word means: said once, for every article that uses it."""

import re
from functools import cached_property
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from articles.models.evidence.source import Source
from articles.models.spoken import Spoken, spoken


class GlossaryTerm(index.Indexed, Spoken):
    """A word that families meet, in English and, once somebody wrote it, in Spanish."""

    SPOKEN: ClassVar = ("term", "also", "meaning")

    key = models.SlugField(
        _("key"), unique=True, help_text=_("Short and lasting: the address of the term ends so.")
    )
    term = models.CharField(
        _("term"),
        max_length=80,
        help_text=_("The word as an article uses it, in small letters unless it is a name."),
    )
    also = models.CharField(
        _("also written"),
        max_length=200,
        blank=True,
        help_text=_("Other forms that mean the same, with commas between: plurals, short forms."),
    )
    meaning = models.TextField(
        _("what it means"), max_length=400, help_text=_("One to three short sentences.")
    )
    term_es = models.CharField(
        _("term, in Spanish"),
        max_length=80,
        blank=True,
        help_text=_("The word that Spanish articles use. It then needs its meaning too."),
    )
    also_es = models.CharField(
        _("also written, in Spanish"),
        max_length=200,
        blank=True,
        help_text=_("Other Spanish forms that mean the same, with commas between."),
    )
    meaning_es = models.TextField(
        _("what it means, in Spanish"),
        max_length=400,
        blank=True,
        help_text=_(
            "For somebody who hears the word for the first time: one to three short sentences."
        ),
    )
    source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("source"),
        help_text=_("What backs the meaning, where it is more than the word itself."),
    )

    search_fields = [index.SearchField("term"), index.AutocompleteField("term")]

    class Meta:
        ordering = ["term"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    def __str__(self) -> str:
        return self.term

    def clean(self) -> None:
        if bool(self.term_es) != bool(self.meaning_es):
            wrong = "meaning_es" if self.term_es else "term_es"
            message = _("A term in Spanish needs both: the word, and what it means.")
            raise ValidationError({wrong: message})

    @cached_property
    def forms(self) -> list[str]:
        """As it is written in the active language, in small letters; nothing if it is not said."""
        written = [getattr(self, spoken("term")), *getattr(self, spoken("also")).split(",")]
        plain = (" ".join(form.lower().split()) for form in written)
        return list(dict.fromkeys(form for form in plain if form))


def said_terms() -> list[GlossaryTerm]:
    """Those that the active language has, in its alphabetical order."""
    terms = GlossaryTerm.objects.exclude(**{spoken("term"): ""}).select_related("source")
    return sorted(terms, key=lambda term: slugify(term.said["term"]))


def pattern(terms: list[GlossaryTerm]) -> re.Pattern[str] | None:
    """Finds any form of any of `terms` as a whole word, the longest where two begin alike."""
    forms = sorted({form for term in terms for form in term.forms}, key=len, reverse=True)
    if not forms:
        return None
    joined = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)
