"""A request for help. Its plain columns hold no answer: those are in the envelope."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contact.models.sealed import Sealed

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, 1, I and L, U and V look-alikes: a reference is read aloud on the phone."""


def new_reference() -> str:
    """Eight random letters and digits; a name for a request, never a key to it."""
    return "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))


class IntakeRequest(Sealed):
    class Status(models.TextChoices):
        NEW = "new", _("New")
        ASSIGNED = "assigned", _("Assigned")
        ATTEMPTED = "attempted", _("Attempted")
        REACHED = "reached", _("Reached")
        CLOSED = "closed", _("Closed")
        SPAM = "spam", _("Spam")

    NEXT = {
        Status.NEW: {Status.ASSIGNED, Status.ATTEMPTED, Status.REACHED, Status.CLOSED, Status.SPAM},
        Status.ASSIGNED: {
            *(Status.NEW, Status.ATTEMPTED, Status.REACHED, Status.CLOSED, Status.SPAM),
        },
        Status.ATTEMPTED: {Status.ASSIGNED, Status.REACHED, Status.CLOSED, Status.SPAM},
        Status.REACHED: {Status.ASSIGNED, Status.ATTEMPTED, Status.CLOSED, Status.SPAM},
        Status.CLOSED: {Status.ASSIGNED},
        Status.SPAM: {Status.NEW},
    }
    """Which status may follow which; whatever is closed may be opened again."""

    OPEN = [Status.NEW, Status.ASSIGNED, Status.ATTEMPTED, Status.REACHED]
    UNANSWERED = [Status.NEW, Status.ASSIGNED]

    class Disposition(models.TextChoices):
        ADMITTED = "admitted", _("Came into treatment")
        REFERRED = "referred", _("Referred to somebody else")
        INFORMED = "informed", _("Got information")
        DECLINED = "declined", _("Did not want help now")
        UNREACHED = "unreached", _("Could not be reached")
        WITHDRAWN = "withdrawn", _("Asked us to stop")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=8, unique=True, editable=False)
    # Null once its half hour is over, and as soon as staff close the request.
    digest = models.BinaryField(max_length=32, null=True, unique=True, editable=False)
    created_at = models.DateTimeField(_("received"), editable=False, db_index=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    answered_at = models.DateTimeField(_("first tried"), null=True, editable=False)
    due_at = models.DateTimeField(_("next step"), null=True, blank=True, db_index=True)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False, db_index=True)
    language = models.CharField(_("language"), max_length=10, editable=False)
    suspected = models.BooleanField(_("suspected spam"), default=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    # The database's own, 0 or 1: what an index can be ordered by.
    laid_aside = models.GeneratedField(
        expression=models.Case(models.When(status__in=OPEN, then=0), default=1),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    disposition = models.CharField(
        _("disposition"), max_length=10, choices=Disposition, blank=True, default=""
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assignee"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        # Wagtail and Django would otherwise make permissions that a superuser always has.
        default_permissions = ()
        # Both hold all that the list filters by: no row, with its envelope of kilobytes, is read
        # for a line that is not shown.
        indexes = [
            models.Index(
                fields=[
                    *("laid_aside", "created_at", "id"),
                    *("status", "assignee", "language", "suspected", "due_at"),
                ],
                name="requests_in_their_turn",
            ),
            models.Index(
                fields=["status", "assignee", "language", "suspected", "due_at", "created_at"],
                name="requests_to_be_counted",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="closed_has_a_disposition",
                condition=~models.Q(status="closed") | ~models.Q(disposition=""),
            )
        ]

    def __str__(self) -> str:
        return self.reference_spaced

    @property
    def reference_spaced(self) -> str:
        """As people read it: K7M2 9QXP."""
        return f"{self.reference[:4]} {self.reference[4:]}"

    @property
    def language_in_words(self) -> str:
        return str(dict(settings.LANGUAGES).get(self.language, self.language))

    @property
    def bound_to(self) -> uuid.UUID:
        return self.id
