"""The address of a thanks page: the row's id with a signature, the same for every repeat.

It is a capability for half an hour: it shows that a request was taken, and adds to it.
"""

import hmac
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from contact.models import IntakeRequest

LIFE = timedelta(minutes=30)

_SALT = "contact.receipt"
_SIGNATURE = 16


def write_receipt(request: IntakeRequest) -> str:
    """43 letters of base64url: 16 bytes of id, 16 of HMAC-SHA-256."""
    return urlsafe_b64encode(request.id.bytes + _sign(request.id)).decode().rstrip("=")


def read_receipt(receipt: str) -> uuid.UUID | None:
    """The id of the row that a receipt stands for, or None if it is not one of ours."""
    try:
        raw = urlsafe_b64decode(receipt + "=" * (-len(receipt) % 4))
        row = uuid.UUID(bytes=raw[:-_SIGNATURE])
    except ValueError:
        return None
    return row if hmac.compare_digest(raw[-_SIGNATURE:], _sign(row)) else None


def has_expired(request: IntakeRequest, now: datetime) -> bool:
    return now - request.created_at > LIFE


def _sign(row: uuid.UUID) -> bytes:
    return salted_hmac(_SALT, row.bytes, algorithm="sha256").digest()[:_SIGNATURE]
