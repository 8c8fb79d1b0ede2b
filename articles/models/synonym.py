"""Words as families say them, and the articles' own words for the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Synonym(models.Model):
    """Read by the search alone and shown to no reader: so even a word that hurts may stand here."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        SPANISH = "es", _("Spanish")

    words = models.CharField(
        _("as families say it"),
        max_length=80,
        help_text=_("A word or a few: a street name, a brand, slang, also one that hurts."),
    )
    means = models.CharField(
        _("as the articles say it"),
        max_length=300,
        help_text=_("The words of the articles, in English; several with commas between."),
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language.choices,
        default=Language.ENGLISH,
        help_text=_("The language in which a family types the words."),
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["words"]
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        constraints = [
            models.UniqueConstraint(fields=["words", "language"], name="synonym_said_once")
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.means}"
