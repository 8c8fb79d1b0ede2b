"""Words that a colleague has begun to write: kept sealed, so that a session may end at any time."""

from typing import Any

from django.db import transaction

from contact.models import Draft, IntakeRequest
from contact.models.note import LETTERS
from contact.sealing import CannotOpen, keys_to_seal_with
from contact.sealing.envelope import Answers

FIELDS = ("note", "words")
"""Which fields of the request's page; each becomes a note."""


@transaction.atomic
def lay_aside(request: IntakeRequest, user: Any, typed: Answers) -> None:
    """Keep what stands in these fields now; nothing in any of them forgets the draft.

    Raises `contact.sealing.CannotSeal`; then what was kept before is still there.
    """
    words = {n: str(typed.get(n, ""))[:LETTERS].replace("\0", "") for n in FIELDS}
    words = {name: said for name, said in words.items() if said.strip()}
    drafts = Draft.objects.filter(request=request, author=user)
    if not words:
        drafts.delete()
        return
    draft = Draft(request=request, author=user)
    draft.seal(words, keys_to_seal_with())
    drafts.delete()
    draft.save(force_insert=True)


def taken_up(request: IntakeRequest, user: Any) -> dict[str, Any]:
    """What was laid aside, or nothing."""
    draft = Draft.objects.filter(request=request, author=user).first()
    try:
        return dict(draft.open()) if draft else {}
    except CannotOpen:
        return {}


def forget(request: IntakeRequest, user: Any, field: str) -> None:
    """One field was kept for good: of the draft only the others stay.

    Raises `contact.sealing.CannotSeal`.
    """
    words = taken_up(request, user)
    if words.pop(field, ""):
        lay_aside(request, user, words)
