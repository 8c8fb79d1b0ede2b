"""The only ways in: `submit()` takes a request, `append()` adds to one that was just made."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from threading import Lock
from typing import TypeVar

from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from contact import repeats
from contact.models import IntakeRequest, Notice, Supplement
from contact.models.intake_request import new_reference
from contact.sealing import keys_to_seal_with
from contact.sealing.envelope import Answers

Stored = TypeVar("Stored")

_one_writer = Lock()


def submit(answers: Answers, *, language: str, suspected: bool = False) -> IntakeRequest:
    """Seal the answers, store them, and owe staff a notice: all of it, or nothing.

    The same answers within half an hour give the row that is there already.
    Raises `contact.sealing.CannotSeal` or `django.db.Error`. After the latter the row may be
    there or not, if the database went away while it answered; sending again gives one row.
    """
    keys, now = keys_to_seal_with(), timezone.now()
    request = IntakeRequest(id=uuid.uuid4(), created_at=now, language=language, suspected=suspected)
    request.seal(answers, keys)
    kind = Notice.Kind.SUSPECTED if suspected else Notice.Kind.REQUEST
    words = repeats.normalise(answers)

    def store() -> IntakeRequest:
        repeats.wait_turn(words)
        known, request.digest = repeats.find(IntakeRequest, words, now)
        if known:
            if known.suspected and not suspected:
                _clear(known)
            return known
        request.reference = new_reference()
        request.save(force_insert=True)
        Notice.objects.create(request=request, kind=kind, created_at=now, next_attempt_at=now)
        return request

    return _durably(store)


def append(request: IntakeRequest, answers: Answers) -> Supplement:
    """Seal what was added on the thanks page, beside the request; staff are told again.

    Raises what `submit()` raises.
    """
    keys, now = keys_to_seal_with(), timezone.now()
    more = Supplement(id=uuid.uuid4(), request=request, created_at=now)
    more.seal(answers, keys)
    kind = Notice.Kind.SUSPECTED if request.suspected else Notice.Kind.MORE
    words = request.id.bytes + repeats.normalise(answers)

    def store() -> Supplement:
        repeats.wait_turn(words)
        known, more.digest = repeats.find(Supplement, words, now)
        if known and known == request.supplements.latest("created_at"):
            return known
        if known:
            # Said before and taken back since: what is said last must stand last.
            Supplement.objects.filter(pk=known.pk).update(digest=None)
        more.save(force_insert=True)
        Notice.objects.create(request=request, kind=kind, created_at=now, next_attempt_at=now)
        return more

    return _durably(store)


def _clear(request: IntakeRequest) -> None:
    """A machine sent the same words first; now a person did, and staff are told at once."""
    now = timezone.now()
    IntakeRequest.objects.filter(pk=request.pk).update(suspected=False)
    waiting = request.notices.filter(kind=Notice.Kind.SUSPECTED, sent_at=None)
    changed = {"kind": Notice.Kind.REQUEST, "round_up": None, "dead_at": None}
    if not waiting.update(**changed, next_attempt_at=now):
        Notice.objects.create(request=request, created_at=now, next_attempt_at=now)


def _turn() -> AbstractContextManager[object]:
    """SQLite has one writer at a time. Our threads wake each other, where its own waiting sleeps
    for up to a tenth of a second."""
    return _one_writer if connection.vendor == "sqlite" else nullcontext()


def _durably(store: Callable[[], Stored]) -> Stored:
    """What `store` gave, committed.

    A connection that breaks during COMMIT leaves open whether the row is there. Storing again
    on a new connection is safe, because the same words are the same row.
    """
    for attempt in range(5):
        used = None
        try:
            with _turn(), transaction.atomic():
                used = connection.connection
                return store()
        except IntegrityError:
            # Two references in 30 to the power of 8 fell together: draw again.
            if attempt == 4:
                raise
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            # Django has put a new connection in the place of one that broke.
            broke = used is not None and connection.connection is not used
            connection.close()
            if attempt or not broke:
                raise
    raise AssertionError("unreachable")
