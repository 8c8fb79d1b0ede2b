import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One mail owed to staff: written with the request, sent by the worker, never holding words.

    It is due at `next_attempt_at` until it is sent or dead. `leased_until` keeps a second worker
    from sending it too; a worker that dies loses its lease by time.

    What looks like spam owes no mail of its own: its notice waits for a round-up, and is sent
    or dead with that.
    """

    class Kind(models.TextChoices):
        REQUEST = "request", _("new request")
        MORE = "more", _("something was added")
        SUSPECTED = "suspected", _("suspected spam, waiting for a round-up")
        ROUND_UP = "round-up", _("round-up of suspected spam")
        REMINDER = "reminder", _("reminder of the next step")

    LEASE = timedelta(minutes=5)
    """Longer than a mail server that is silent at every step of one mail can hold us up. One that
    drips on for longer costs a second copy, with the same Message-ID."""

    RETRY_AFTER = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 360, 360)]
    """After each failed try. The ninth failure, after about 22 hours, makes it a dead letter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.REQUEST)
    request = models.ForeignKey(
        "contact.IntakeRequest", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    """None for a round-up, which speaks of several."""
    round_up = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="gathered"
    )
    reminds_of = models.DateTimeField(null=True)
    """Of a reminder alone: the next step that it was written for, which may be moved since."""
    created_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
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
        indexes = [
            # What the worker looks for every few seconds, among years of sent ones.
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(sent_at=None, dead_at=None),
                name="notices_that_are_owed",
            ),
            models.Index(
                fields=["reminds_of"],
                condition=models.Q(reminds_of__isnull=False, sent_at=None),
                name="reminders_that_are_unsent",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="only_a_round_up_has_no_request",
                condition=models.Q(kind="round-up", request=None)
                | (~models.Q(kind="round-up") & models.Q(request__isnull=False)),
            ),
            models.UniqueConstraint(
                fields=["request", "reminds_of"], name="one_reminder_a_next_step"
            ),
            models.CheckConstraint(
                name="only_a_reminder_has_a_next_step",
                condition=models.Q(kind="reminder", reminds_of__isnull=False)
                | (~models.Q(kind="reminder") & models.Q(reminds_of=None)),
            ),
        ]

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
