"""How long a request has waited, by the office's clock, and how urgent that is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from contact.models import IntakeRequest, Office


@dataclass(frozen=True)
class Waiting:
    """`time` counts opening hours alone: a night is no delay."""

    time: timedelta
    level: str
    """"", "amber" or "red": the limits are the office's."""

    def __str__(self) -> str:
        minutes = int(self.time.total_seconds()) // 60
        hours, minutes = divmod(minutes, 60)
        if hours:
            return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
        return _("%(minutes)d min") % {"minutes": minutes}


def waiting(request: IntakeRequest, office: Office, now: datetime | None = None) -> Waiting:
    """Until somebody first tried to reach them, or until it was closed."""
    until = request.answered_at or request.closed_at
    time = office.open_time(request.created_at, until or now or timezone.now())
    level = ""
    if until is None:
        if time >= timedelta(hours=office.red_after_hours):
            level = "red"
        elif time >= timedelta(hours=office.amber_after_hours):
            level = "amber"
    return Waiting(time, level)


def as_cell(request: IntakeRequest, office: Office) -> str:
    """The time, and the level in words and colour: colour alone tells nobody enough."""
    waited = waiting(request, office)
    if not waited.level:
        return str(waited)
    kind = {"amber": "warning", "red": "critical"}[waited.level]
    words = {"amber": _("waiting"), "red": _("waiting too long")}[waited.level]
    return format_html('<span class="status-tag {}">{}: {}</span>', kind, words, waited)
