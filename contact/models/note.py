from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.models.sealed import SealedPart

LETTERS = 5000
"""At most, in a note and in what becomes one."""


class Note(SealedPart):
    """What a colleague wrote about a request, sealed like the request itself."""

    request = models.ForeignKey(
        "contact.IntakeRequest", on_delete=models.CASCADE, related_name="notes"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    username = models.CharField(_("who"), max_length=150)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        ordering = ["created_at"]
        default_permissions = ()
        verbose_name = _("note")
