from django.db import models
from django.utils.translation import gettext_lazy as _

from contact.models.sealed import SealedPart


class Supplement(SealedPart):
    """What a person added on the thanks page: a second envelope beside the first."""

    request = models.ForeignKey(
        "contact.IntakeRequest", on_delete=models.CASCADE, related_name="supplements"
    )
    digest = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("received"), editable=False)

    class Meta:
        ordering = ["created_at"]
        default_permissions = ()
        verbose_name = _("supplement")
