import secrets
from datetime import datetime

from django.db import models


def new_key() -> bytes:
    return secrets.token_bytes(32)


class DigestKey(models.Model):
    """The secret behind the digests of half an hour, destroyed once none of them is left.

    It lies beside the digests, so that every process knows a repeat. While both are there, who
    holds the database can test a guess at what was written; afterwards nobody can.
    """

    key = models.BinaryField(default=new_key, editable=False)
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"

    @classmethod
    def made(cls, at: datetime) -> "DigestKey":
        return cls.objects.create(created_at=at)
