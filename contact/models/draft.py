from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.models.sealed import SealedPart


class Draft(SealedPart):
    """What a colleague is writing about a request and has not kept yet, sealed like a note."""

    request = models.ForeignKey(
        "contact.IntakeRequest", on_delete=models.CASCADE, related_name="drafts"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        default_permissions = ()
        verbose_name = _("draft")
        constraints = [
            models.UniqueConstraint(fields=["request", "author"], name="one_draft_a_colleague")
        ]
