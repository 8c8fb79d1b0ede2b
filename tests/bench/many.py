"""As many requests as are wanted, with real envelopes and all that gathers around them."""

import itertools
import random
import secrets
import uuid
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from contact.models import AccessEntry, Attempt, IntakeRequest, Note, Notice, Supplement
from contact.models.intake_request import new_reference
from contact.sealing import keys_to_seal_with

SPREAD = timedelta(days=300)
"""Of the times at which they came in: a tenth of them within the last thirty days."""

SHARES = {"new": 2, "assigned": 2, "attempted": 3, "reached": 3, "closed": 88, "spam": 2}
CHUNK = 2000
ENTRIES = 3
"""Lines of the access log for each request."""

chance = random.Random(20261124)  # noqa: S311  (the same rows at every run)


def store(number: int, whole: int, user: Any) -> None:
    """Store `number` requests, spread in time as if there were `whole` of them."""
    keys, now = keys_to_seal_with(), timezone.now()
    statuses = [status for status, share in SHARES.items() for _ in range(share)]
    entries = itertools.count((AccessEntry.objects.count() or 0) + 1)
    for begin in range(0, number, CHUNK):
        rows = []
        for n in range(begin, min(begin + CHUNK, number)):
            row = IntakeRequest(
                id=uuid.uuid4(),
                reference=new_reference(),
                created_at=now - SPREAD * chance.random(),
                language=chance.choice(["en", "en", "en", "es"]),
                suspected=chance.random() < 0.02,
                status=chance.choice(statuses),
            )
            if row.status in IntakeRequest.OPEN:
                row.due_at = now + timedelta(hours=chance.randint(-20, 200)) if n % 4 else None
            else:
                row.closed_at = row.created_at + timedelta(days=1)
                row.disposition = "informed" if row.status == "closed" else ""
            if row.status not in IntakeRequest.UNANSWERED:
                row.answered_at = row.created_at + timedelta(hours=3)
            row.assignee = user if row.status != "new" and n % 5 == 0 else None
            row.seal(_words(n), keys)
            rows.append(row)
        IntakeRequest.objects.bulk_create(rows)
        _around(rows, user, keys, entries)
    _settle()


def _words(n: int) -> dict[str, str | bool]:
    return {
        "form": "full",
        "phone": f"+1 602-{555 + n % 100}-{chance.randint(0, 9999):04}",
        "email": f"person{chance.randint(0, 10**6)}@example.org",
        "name": f"Name{n} Family",
        "message": f"Please call about my daughter, word{n}. " + "More is said here. " * 15,
        "voicemail_ok": True,
        "text_ok": False,
    }


def _around(rows: list[IntakeRequest], user: Any, keys: Any, entries: Any) -> None:
    """The mail, the tries, the notes, what was added, and the log of it all."""
    sent = [Notice(request=r, created_at=r.created_at, next_attempt_at=r.created_at) for r in rows]
    for notice in sent:
        notice.sent_at = notice.created_at
    Notice.objects.bulk_create(sent)
    Attempt.objects.bulk_create(
        Attempt(request=r, by=user, username="bench", at=r.created_at, way="call", outcome="sent")
        for r in rows
    )
    notes = [Note(request=r, author=user, username="bench") for r in rows[::3]]
    for note in notes:
        note.seal({"note": "The mother rang, and asked for Thursday."}, keys)
    Note.objects.bulk_create(notes)
    added = [Supplement(request=r, created_at=r.created_at) for r in rows[::20]]
    for more in added:
        more.seal({"best_time": "evening"}, keys)
    Supplement.objects.bulk_create(added)
    AccessEntry.objects.bulk_create(
        AccessEntry(
            number=next(entries),
            mac=secrets.token_bytes(32),
            at=r.created_at,
            user=user,
            username="bench",
            action=chance.choice(["open", "change"]),
            reference=r.reference,
        )
        for r in rows
        for _ in range(ENTRIES)
    )


def _settle() -> None:
    """What an installation's database does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
