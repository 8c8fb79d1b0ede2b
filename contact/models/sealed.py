import uuid
from typing import Any

from django.db import models

from contact.sealing import PublicKeys, open_envelope, private_keys, seal
from contact.sealing.envelope import Answers


class Sealed(models.Model):
    """A row whose words lie in an envelope that opens for this row alone."""

    envelope = models.BinaryField(editable=False)
    key_id = models.CharField(max_length=40, editable=False)

    class Meta:
        abstract = True

    @property
    def bound_to(self) -> uuid.UUID:
        """What the envelope is sealed for: this row, of that request where it belongs to one."""
        raise NotImplementedError

    def seal(self, answers: Answers, keys: PublicKeys) -> None:
        """Raises `contact.sealing.CannotSeal`. The row is not saved."""
        self.envelope = seal(answers, self.bound_to, keys)
        self.key_id = next(iter(keys))

    def open(self) -> Answers:
        """What was written. Raises `contact.sealing.CannotOpen`; the row is kept."""
        return open_envelope(bytes(self.envelope), self.bound_to, private_keys())


class SealedPart(Sealed):
    """What belongs to a request: it opens beside that one alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request: Any

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)

    @property
    def bound_to(self) -> uuid.UUID:
        return uuid.uuid5(self.request_id, self.id.hex)  # type: ignore[attr-defined]
