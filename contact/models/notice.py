import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One mail owed to staff: written with the request, sent by the worker, never holding words.

    It is due at `next_attempt_at` until it is sent or dead. `leased_until` keeps a second worker
    from sending it too; a worker that dies loses its lease by time.
    """

    LEASE = timedelta(minutes=2)
    RETRY_AFTER = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 360, 360)]
    """After each failed try. The ninth failure, after about 22 hours, makes it a dead letter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(
        "contact.IntakeRequest", on_delete=models.CASCADE, related_name="notices"
    )
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField(db_index=True)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    last_error = models.CharField(
        max_length=80, blank=True, help_text=_("The kind of error alone: its text may quote mail.")
    )

    class Meta:
        ordering = ["created_at"]
        default_permissions = ()
        verbose_name = _("notice")

    def __str__(self) -> str:
        return str(self.id)

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that a repeat is known as one; it fits on one line."""
        return f"<{self.id.hex}@recovery-site.invalid>"

    def fail(self, error: Exception, now: datetime) -> None:
        """Record a failed attempt: when to try again, or that nobody will."""
        self.last_error = type(error).__name__[:80]
        self.leased_until = None
        if self.attempts > len(self.RETRY_AFTER):
            self.dead_at = now
        else:
            self.next_attempt_at = now + self.RETRY_AFTER[self.attempts - 1]
