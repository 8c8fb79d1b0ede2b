"""Retention is code: a closed request leaves after its time, and only a tombstone stays."""

from datetime import timedelta

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
    erased = 0
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
    access_log.record(reason, AccessEntry.Action.ERASED, request.reference)
    request.delete()
