"""`submit()` is the only way a request comes into being."""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from contact.models import IntakeRequest, Notice
from contact.models.intake_request import new_reference
from contact.sealing import CannotSeal, public_keys, seal
from contact.sealing.envelope import Answers
from contact.sealing.keyring import UnusableKey


def submit(answers: Answers, *, language: str, suspected: bool = False) -> IntakeRequest:
    """Seal the answers, store them, and owe staff a notice: all of it, or nothing.

    Raises `contact.sealing.CannotSeal` or `django.db.Error`; then no row was written.
    """
    try:
        keys = public_keys()
    except UnusableKey as error:
        raise CannotSeal("a public key is not usable") from error
    row, now = uuid.uuid4(), timezone.now()
    envelope = seal(answers, row, keys)
    for attempt in range(5):
        try:
            with transaction.atomic():
                request = IntakeRequest.objects.create(
                    id=row,
                    reference=new_reference(),
                    envelope=envelope,
                    key_id=next(iter(keys)),
                    created_at=now,
                    language=language,
                    suspected=suspected,
                )
                Notice.objects.create(request=request, created_at=now, next_attempt_at=now)
                return request
        except IntegrityError:
            # Two references in 30 to the power of 8 fell together: draw again.
            if attempt == 4:
                raise
    raise AssertionError("unreachable")
