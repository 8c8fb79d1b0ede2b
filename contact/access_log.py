"""The access log is a chain: each entry carries a keyed hash of itself and of the one before.

Whoever can write to the database but does not hold `SECRET_KEY` cannot change, remove or slip in an
entry unseen. What is cut off at the end is seen by somebody who noted the head before.
"""

import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from contact.models import AccessEntry

_START = b"\0" * 32


@dataclass(frozen=True)
class Head:
    """Where the log ends: the number of its last entry, and that entry's hash."""

    number: int = 0
    mac: bytes = _START

    def __str__(self) -> str:
        return f"{self.number}:{self.mac.hex()}"


def record(
    username: str,
    action: str,
    reference: str = "",
    detail: str = "",
    user: Any = None,
) -> AccessEntry:
    """Add an entry to the end of the chain. Of two writers the unique number lets one go first;
    the other comes after it, once that one's transaction has ended."""
    while True:
        entry = _after(head(), user, username, action, reference, detail)
        if _added(entry):
            return entry


def record_each(
    username: str, action: str, entries: Iterable[tuple[str, str]], user: Any = None
) -> list[AccessEntry]:
    """Add one entry for each reference and its detail, all of them or none.

    Raises `django.db.IntegrityError` where the database takes none.
    """
    wanted = list(entries)
    while True:
        last = before = head()
        chain = []
        for reference, detail in wanted:
            chain.append(_after(last, user, username, action, reference, detail))
            last = _as_head(chain[-1])
        try:
            with transaction.atomic():
                return AccessEntry.objects.bulk_create(chain, batch_size=500)
        except IntegrityError:
            # Another writer's entry took the first number: ours come after it. Whatever else the
            # database refuses is not asked of it again.
            if head() == before:
                raise


def _after(
    last: Head, user: Any, username: str, action: str, reference: str, detail: str
) -> AccessEntry:
    """The entry that comes next, chained to the last one; not stored yet."""
    entry = AccessEntry(
        number=last.number + 1,
        at=timezone.now(),
        user=user,
        username=username,
        action=action,
        reference=reference,
        detail=detail,
    )
    entry.mac = _mac(settings.SECRET_KEY, last.mac, entry)
    return entry


def _added(entry: AccessEntry) -> bool:
    """Whether it got its number; without a lock or a savepoint, so that each page that is logged
    costs two statements, and an outer transaction goes on where another writer was faster."""
    fields = [f for f in entry._meta.concrete_fields if not f.primary_key]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    values = [f.get_db_prep_save(getattr(entry, f.attname), connection) for f in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{entry._meta.db_table}" ({columns})'  # noqa: S608  (names, no values)
            f" VALUES ({', '.join(['%s'] * len(fields))})"
            " ON CONFLICT (number) DO NOTHING RETURNING id",
            values,
        )
        row = cursor.fetchone()
    if row is None:
        return False
    entry.pk, entry._state.adding = row[0], False
    return True


def head() -> Head:
    last = AccessEntry.objects.exclude(number=None).order_by("-number").first()
    return _as_head(last) if last else Head()


def _as_head(entry: AccessEntry) -> Head:
    return Head(entry.number or 0, bytes(entry.mac or b""))


def verify() -> Iterator[str]:
    """What is wrong with the chain, entry by entry; nothing if it is whole.

    Entries from before the chain began carry no number and are passed over.
    """
    before = Head()
    for entry in AccessEntry.objects.exclude(number=None).order_by("number").iterator():
        here = _as_head(entry)
        if here.number != before.number + 1:
            yield f"entries {before.number + 1} to {here.number - 1} are missing"
        elif not _fits(before.mac, entry):
            yield f"entry {here.number} or the one before it was changed"
        before = here


def _fits(before: bytes, entry: AccessEntry) -> bool:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(hmac.compare_digest(_mac(key, before, entry), _as_head(entry).mac) for key in keys)


def _mac(key: str, before: bytes, entry: AccessEntry) -> bytes:
    # Not the user's row: it may be deleted, and the name stays.
    said = [entry.number, entry.at.isoformat(), entry.username, entry.action]
    said += [entry.reference, entry.detail]
    words = before + json.dumps(said).encode()
    return salted_hmac("contact.access_log", words, secret=key, algorithm="sha256").digest()
