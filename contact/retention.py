"""Retention is code: a closed request leaves after its time, and only a tombstone stays.

A tombstone stands in the database and as a line of a file beside it, which no backup of the
database brings back to an older state: after a restore, what was erased is erased again.
"""

import os
import uuid
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from contact import access_log
from contact.models import AccessEntry, IntakeRequest, Notice, Office, Tombstone


def purge() -> int:
    """Erase what was closed longer ago than the office keeps it; returns how many rows.

    Raises nothing of its own. A request whose notice was never sent is not erased in silence:
    it stays, and its dead letter stands as an alert.
    """
    before = timezone.now() - timedelta(days=Office.current().retention_days)
    erased = erase_again()
    ripe = IntakeRequest.objects.filter(
        status__in=[IntakeRequest.Status.CLOSED, IntakeRequest.Status.SPAM], closed_at__lt=before
    ).exclude(notices__sent_at=None, notices__isnull=False)
    for request in ripe.only("pk", "reference"):
        with transaction.atomic():
            # A colleague may have opened it again since the list was read.
            locked = IntakeRequest.objects.select_for_update().filter(pk=request.pk).first()
            if locked is not None and ripe.filter(pk=request.pk).exists():
                erase(locked, "retention")
                erased += 1
    # A round-up that speaks of nothing any more.
    Notice.objects.filter(kind=Notice.Kind.ROUND_UP, gathered=None).exclude(sent_at=None).delete()
    return erased


@transaction.atomic
def erase(request: IntakeRequest, reason: str) -> None:
    """Take a request out of the database for good; what stays says only that it was here."""
    # A restored backup may bring back what was erased before: its tombstone stands already.
    Tombstone.objects.get_or_create(id=request.pk, defaults={"reason": reason})
    _engrave(request.pk)
    access_log.record(reason, AccessEntry.Action.ERASED, request.reference)
    request.delete()


def erase_again() -> int:
    """Erase what a restored backup brought back; returns how many rows."""
    erased = 0
    graves = engraved() | set(Tombstone.objects.values_list("pk", flat=True))
    for row in list(IntakeRequest.objects.values_list("pk", flat=True)):
        if row in graves:
            erase(IntakeRequest.objects.get(pk=row), "restored")
            erased += 1
    return erased


def engraved() -> set[uuid.UUID]:
    """The ids in the file; a line that is not one, such as a torn last line, is passed over."""
    found = set()
    path = Path(settings.TOMBSTONES)
    for line in path.read_text().splitlines() if path.exists() else []:
        try:
            found.add(uuid.UUID(line.partition(" ")[0]))
        except ValueError:
            continue
    return found


def _engrave(row: uuid.UUID) -> None:
    """Append to the file, durably, before the row goes. Raises `OSError`: then nothing goes."""
    line = f"{row} {timezone.now():%Y-%m-%d}\n".encode()
    handle = os.open(settings.TOMBSTONES, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)
