"""Other requests of the same person: those that a colleague linked, and those that may be.

Phone and email are sealed, so they are compared in this process's memory alone. Nothing of them,
no digest of one either, is written anywhere.
"""

from dataclasses import dataclass
from typing import Any

import phonenumbers
from django.db.models import F, Func, IntegerField, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from contact.models import IntakeRequest, Link
from contact.queue.newest_first import newest_first
from contact.queue.safe_contact import SafeContact, open_all
from contact.sealing import CannotOpen

LOOKED_AT = 2000
"""Requests that are opened to find others of the same person. What is older than the office keeps
is erased, so these are the newest of what is kept."""

WAYS = {"call": "phone", "voicemail": "phone", "text": "phone", "email": "email"}
"""What each way to reach somebody needs."""

MOST = 50
"""Requests that are followed from link to link."""


@dataclass(frozen=True)
class Linked:
    row: IntakeRequest
    directly: bool
    """Or through another one, which is linked to both."""
    safe: SafeContact | None
    """None where it does not open here."""
    refused: frozenset[str]
    """Of the ways that it gave, those it does not allow."""

    def stricter_than(self, safe: SafeContact) -> list[str]:
        """In words, what this one refuses and the other would offer."""
        words = {
            "call": _("no call"),
            "voicemail": _("no voicemail"),
            "text": _("no text"),
            "email": _("no email"),
        }
        return [words[way] for way in words if way in self.refused and getattr(safe, way)]


def linked(request: IntakeRequest) -> list[Linked]:
    """All that are linked to it, directly or through others, oldest first; each is opened."""
    known, frontier = {request.pk}, {request.pk}
    near: set[Any] = set()
    while frontier and len(known) <= MOST:
        pairs = Link.objects.filter(Q(one__in=frontier) | Q(other__in=frontier))
        ends = {pk for pair in pairs.values_list("one", "other") for pk in pair}
        frontier = ends - known
        near = near or frontier
        known |= frontier
    if not near:
        return []
    rows = IntakeRequest.objects.filter(pk__in=known - {request.pk}).order_by("created_at", "pk")
    return [_seen(row, row.pk in near) for row in rows.prefetch_related("supplements")]


def _seen(row: IntakeRequest, directly: bool) -> Linked:
    try:
        answers, _added = open_all(row)
    except CannotOpen:
        return Linked(row, directly, None, frozenset())
    safe = SafeContact.of(answers)
    given = [way for way, needs in WAYS.items() if answers.get(needs)]
    refused = frozenset(way for way in given if not getattr(safe, way))
    return Linked(row, directly, safe, refused)


def number_of_links() -> Subquery:
    """How many requests are directly linked to each row of a list."""
    links = Link.objects.filter(Q(one=OuterRef("pk")) | Q(other=OuterRef("pk"))).order_by()
    counted = links.annotate(number=Func(F("pk"), function="COUNT")).values("number")
    return Subquery(counted, output_field=IntegerField())


@dataclass(frozen=True)
class Suggested:
    row: IntakeRequest
    what: str
    """What is the same, in words, for the page alone."""
    withdrawn: bool


def suggested(request: IntakeRequest) -> tuple[list[Suggested], int]:
    """Those of the newest `LOOKED_AT` others that gave the same phone or email, and how many were
    looked at. One that does not open is passed over.

    Raises `contact.sealing.CannotOpen` where this one does not.
    """
    sought = Ways.of(request)
    others = IntakeRequest.objects.exclude(pk=request.pk)
    found, looked_at = [], 0
    for row in newest_first(others, "supplements", most=LOOKED_AT) if sought else ():
        looked_at += 1
        try:
            what = sought.shared(Ways.of(row))
        except CannotOpen:
            continue
        if what:
            safe = _seen(row, directly=False).safe
            found.append(Suggested(row, what, safe is not None and safe.withdrawn))
    return found, looked_at


@dataclass(frozen=True)
class Ways:
    """The numbers and addresses that a request ever named, alike however they were written."""

    phones: frozenset[str]
    emails: frozenset[str]

    @classmethod
    def of(cls, request: IntakeRequest) -> "Ways":
        """Raises `contact.sealing.CannotOpen`."""
        said = [request.open(), *(more.open() for more in request.supplements.all())]
        phones = {phone(str(answers.get("phone") or "")) for answers in said}
        emails = {str(answers.get("email") or "").strip().casefold() for answers in said}
        return cls(frozenset(phones - {""}), frozenset(emails - {""}))

    def __bool__(self) -> bool:
        return bool(self.phones or self.emails)

    def shared(self, other: "Ways") -> str:
        same = [
            (self.phones & other.phones, _("the same phone")),
            (self.emails & other.emails, _("the same email")),
        ]
        return ", ".join(words for common, words in same if common)


def phone(written: str) -> str:
    """In the form of E.164, without the extension: who shares a number may share the person."""
    try:
        number = phonenumbers.parse(written, "US")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
