"""What happened to a request, in the order in which it happened."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from contact import forms
from contact.forms import FullRequestForm, SupplementForm
from contact.models import AccessEntry, IntakeRequest
from contact.sealing import CannotOpen
from contact.sealing.envelope import Answers

APART = ("phone", "email", "message", "voicemail_ok", "text_ok", "acknowledged", "reply_topic")
"""Answers that have a place of their own on the page."""

JUST_NOW = timedelta(minutes=10)


@dataclass
class Event:
    at: datetime
    who: str
    what: str
    words: str = ""
    lines: list[tuple[str, str]] = field(default_factory=list)


def history(request: IntakeRequest) -> list[Event]:
    """Opens notes and supplements in memory; one that does not open says so in its place."""
    events = [Event(request.created_at, "", _("Received"))]
    for more in request.supplements.all():
        lines = in_words(_opened(more) or {"note": _("This does not open here.")})
        events.append(Event(more.created_at, "", _("The person added"), lines=lines))
    for attempt in request.attempts.all():
        events.append(Event(attempt.at, attempt.username, str(attempt)))
    for note in request.notes.all():
        words = (_opened(note) or {}).get("note", _("This note does not open here."))
        events.append(Event(note.created_at, note.username, _("Note"), str(words)))
    changed, exported = AccessEntry.Action.CHANGED, AccessEntry.Action.EXPORTED
    entries = AccessEntry.objects.filter(
        reference=request.reference, action__in=[changed, exported]
    )
    for entry in entries:
        what = _("Changed: %s") % entry.detail if entry.action == changed else _("Exported")
        events.append(Event(entry.at, entry.username, what))
    return sorted(events, key=lambda event: event.at)


def looking_at(request: IntakeRequest, username: str) -> list[AccessEntry]:
    """Who else opened it in the last ten minutes, the latest first, each once."""
    opened = AccessEntry.objects.filter(
        reference=request.reference,
        action=AccessEntry.Action.OPENED,
        at__gt=timezone.now() - JUST_NOW,
    ).exclude(username=username)
    latest: dict[str, AccessEntry] = {}
    for entry in opened.order_by("at"):
        latest[entry.username] = entry
    return sorted(latest.values(), key=lambda entry: entry.at, reverse=True)


def in_words(answers: Answers) -> list[tuple[str, str]]:
    """The answers in words, in the form's own order; what has its own place is left out."""
    fields = FullRequestForm().fields | SupplementForm().fields
    return forms.in_words({name: fields[name] for name in fields if name not in APART}, answers)


def _opened(part: Any) -> Answers | None:
    try:
        return part.open()
    except CannotOpen:
        return None
