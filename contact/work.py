"""What staff do with a request. What adds (an attempt, a note) is never refused for a colleague's
newer change; what replaces (where it stands) is."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from contact.models import Attempt, IntakeRequest, Link, Note
from contact.sealing import keys_to_seal_with

Status = IntakeRequest.Status


class StaleError(Exception):
    """A colleague changed the request meanwhile; nothing was saved."""


class CannotLink(Exception):
    """To itself, or to a request that was erased meanwhile."""


def change(request: IntakeRequest, version: int, **to: Any) -> None:
    """Set plain columns, if the row still has that version; raises `StaleError` otherwise."""
    now = timezone.now()
    status = to.get("status", request.status)
    to |= {"updated_at": now, "version": version + 1}
    if status in IntakeRequest.OPEN:
        to |= {"closed_at": None}
    else:
        # The same words after that are a new plea, not a repeat of one that was laid aside.
        to |= {"digest": None, "due_at": None}
        if request.closed_at is None:
            to |= {"closed_at": now}
    if request.answered_at is None and status not in IntakeRequest.UNANSWERED:
        to |= {"answered_at": now}
    if not IntakeRequest.objects.filter(pk=request.pk, version=version).update(**to):
        raise StaleError


@transaction.atomic
def log_attempt(
    request: IntakeRequest,
    user: Any,
    way: str,
    outcome: str,
    due_at: datetime | None = None,
    words: str = "",
) -> Attempt:
    """Enter a try to reach them, with the next step and a sealed note if there is one.

    Moves an open request on to attempted or reached, and gives it to `user` if nobody has it.
    Raises `contact.sealing.CannotSeal`; then nothing was entered.
    """
    attempt = Attempt.objects.create(
        request=request, by=user, username=user.get_username(), way=way, outcome=outcome
    )
    row = IntakeRequest.objects.filter(pk=request.pk)
    row.update(due_at=due_at, updated_at=attempt.at, version=F("version") + 1)
    row.filter(answered_at=None).update(answered_at=attempt.at)
    row.filter(assignee=None).update(assignee=user)
    if outcome == Attempt.Outcome.REACHED:
        row.filter(status__in=IntakeRequest.OPEN).update(status=Status.REACHED)
    else:
        row.filter(status__in=IntakeRequest.UNANSWERED).update(status=Status.ATTEMPTED)
    if words:
        write_note(request, user, words)
    return attempt


def write_note(request: IntakeRequest, user: Any, words: str) -> Note:
    """Seal a colleague's words beside the request. Raises `contact.sealing.CannotSeal`."""
    note = Note(request=request, author=user, username=user.get_username())
    note.seal({"note": words}, keys_to_seal_with())
    note.save(force_insert=True)
    return note


@transaction.atomic
def link(one: IntakeRequest, other: IntakeRequest, user: Any) -> bool:
    """Say that both came from the same person; False if that was said before, either way round.

    Raises `CannotLink`.
    """
    # Held until the end: what is erased at the same moment is not linked to.
    both = IntakeRequest.objects.filter(pk__in=[one.pk, other.pk]).order_by("pk")
    if len(both.select_for_update().values_list("pk")) != 2:
        raise CannotLink
    _link, made = Link.objects.get_or_create(
        **Link.pair(one, other), defaults={"by": user, "username": user.get_username()}
    )
    return made


def unlink(one: IntakeRequest, other: IntakeRequest) -> bool:
    """Take that back; False if they were not linked."""
    removed, _by_model = Link.objects.filter(**Link.pair(one, other)).delete()
    return bool(removed)
