"""What the file says of each request, in words, a line each."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contact.forms import FullRequestForm, SupplementForm, in_words
from contact.models import IntakeRequest, Office
from contact.queue.safe_contact import SafeContact, open_all
from contact.sealing import CannotOpen

FIRST = ("phone", "email")
"""Answers that stand beside whether they may be used."""

THEN = ("name", "contact_method", "best_time", "seeking_for", "insurer", "message")


def heads(office: Office) -> list[str]:
    labels = {name: str(field.label) for name, field in _fields().items()}
    return [
        _("Reference"),
        _("Received (%s)") % office.time_zone,
        _("Status"),
        _("Disposition"),
        _("Assignee"),
        _("Language"),
        _("Suspected spam"),
        _("Opens"),
        *(labels[name] for name in FIRST),
        _("Call allowed"),
        _("Voicemail allowed"),
        _("Text allowed"),
        _("Email allowed"),
        *(labels[name] for name in THEN),
        _("Attempts"),
    ]


def lines(rows: QuerySet[IntakeRequest], office: Office) -> Iterator[list[str]]:
    """Opens each request in memory; one that does not open is named and says so.

    Notes are not here: colleagues wrote them for one another.
    """
    found = rows.select_related("assignee").prefetch_related("supplements", "attempts")
    fields = _fields()
    for row in found.iterator(chunk_size=500):
        yield _line(row, office, fields)


def _line(row: IntakeRequest, office: Office, fields: dict[str, Any]) -> list[str]:
    plain = [
        row.reference_spaced,
        _when(row.created_at, office),
        row.get_status_display(),
        row.get_disposition_display() if row.disposition else "",
        row.assignee.get_username() if row.assignee else "",
        str(dict(settings.LANGUAGES).get(row.language, row.language)),
        _yes(row.suspected),
    ]
    attempts = "\n".join(f"{_when(tried.at, office)} {tried}" for tried in row.attempts.all())
    try:
        answers, _added = open_all(row)
    except CannotOpen:
        # Nobody is reached on a guess.
        unknown = [_("Not known: do not use")] * 4
        says = _("No: not with the keys of this server. It is kept.")
        return [*plain, says, *([""] * len(FIRST)), *unknown, *([""] * len(THEN)), attempts]
    said, safe = dict(in_words(fields, answers)), SafeContact.of(answers)
    allowed = [_yes(way) for way in (safe.call, safe.voicemail, safe.text, safe.email)]
    first, then = ([said.get(str(fields[n].label), "") for n in names] for names in (FIRST, THEN))
    return [*plain, _yes(True), *first, *allowed, *then, attempts]


def _fields() -> dict[str, Any]:
    fields = FullRequestForm().fields | SupplementForm().fields
    return {name: fields[name] for name in (*FIRST, *THEN)}


def _when(at: Any, office: Office) -> str:
    return office.local(at).strftime("%Y-%m-%d %H:%M")


def _yes(so: bool) -> str:
    return _("Yes") if so else _("No")
