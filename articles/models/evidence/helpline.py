from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index


class Helpline(index.Indexed, models.Model):
    """A number that was checked once, here, for every page that shows it."""

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    call = models.CharField(_("number to call"), max_length=40, blank=True)
    text = models.CharField(_("how to text"), max_length=160, blank=True)
    chat = models.CharField(_("chat"), max_length=120, blank=True)
    tty = models.CharField(_("TTY"), max_length=40, blank=True)
    what_for = models.CharField(_("what it is for"), max_length=300)
    who_answers = models.CharField(_("who answers"), max_length=200, blank=True)
    hours = models.CharField(_("hours"), max_length=80, blank=True)
    languages = models.CharField(_("languages"), max_length=240, blank=True)
    checked_on = models.DateField(_("checked on"))
    checked_note = models.TextField(_("how it was checked"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=50)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("helpline")
        verbose_name_plural = _("helplines")

    def __str__(self) -> str:
        return f"{self.name} ({self.call or self.text})"

    @property
    def digits(self) -> str:
        """The number as a `tel:` address wants it: digits alone (RFC 3966), +1 before long ones."""
        digits = "".join(c for c in self.call if c.isdigit())
        return digits if len(digits) < 7 else f"+1{digits.removeprefix('1')}"
