import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from contact.sealing import open_envelope, private_keys
from contact.sealing.envelope import Answers


class Supplement(models.Model):
    """What a person added on the thanks page: a second envelope beside the first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        "contact.IntakeRequest", on_delete=models.CASCADE, related_name="supplements"
    )
    envelope = models.BinaryField(editable=False)
    key_id = models.CharField(max_length=40, editable=False)
    digest = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("received"), editable=False)

    class Meta:
        ordering = ["created_at"]
        default_permissions = ()
        verbose_name = _("supplement")

    def __str__(self) -> str:
        return str(self.id)

    @property
    def bound_to(self) -> uuid.UUID:
        """What the envelope is sealed for: this row of that request, and no other."""
        return uuid.uuid5(self.request_id, self.id.hex)

    def open(self) -> Answers:
        """What the person added. Raises `contact.sealing.CannotOpen`; the row is kept."""
        return open_envelope(bytes(self.envelope), self.bound_to, private_keys())
