from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AccessEntry(models.Model):
    """Who looked at, changed or took away which request, and when; never what it says.

    Written by `contact.access_log.record` alone, which chains each to the one before.
    """

    class Action(models.TextChoices):
        LISTED = "list", _("saw the list")
        OPENED = "open", _("opened")
        SEARCHED = "search", _("searched")
        CHANGED = "change", _("changed")
        EXPORTED = "export", _("exported")
        TEAM = "team", _("changed the team")
        ERASED = "erase", _("erased")

    number = models.PositiveBigIntegerField(_("number"), null=True, unique=True, editable=False)
    mac = models.BinaryField(max_length=32, null=True, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    username = models.CharField(_("who"), max_length=150)
    action = models.CharField(_("did what"), max_length=10, choices=Action)
    reference = models.CharField(_("reference"), max_length=8, blank=True)
    detail = models.CharField(
        _("change"),
        max_length=250,
        blank=True,
        help_text=_("Status values, or the reason of an export; never a person's words."),
    )

    class Meta:
        ordering = ["-at", "-pk"]
        default_permissions = ()
        verbose_name = _("access entry")
        verbose_name_plural = _("access log")
        # What a request's own page asks: who opened it just now, and what was changed.
        indexes = [models.Index(fields=["reference", "at"], name="entries_of_a_request")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.username} {self.action} {self.reference}"
