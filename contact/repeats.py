"""Two posts of the same words within half an hour are one: a keyed hash of them all says so.

The unique column `digest` decides, not a cache. Its key is replaced every half hour and destroyed
half an hour later, when no digest made with it is left: then the database does not tell any more
whether a guess at somebody's words is right.
"""

import hmac
import json
import unicodedata
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from contact.models import DigestKey, IntakeRequest, Supplement
from contact.sealing.envelope import Answers

WINDOW = timedelta(minutes=30)

# Which form it was, and what we thought of it, are no words of the person's.
_UNSAID = ("form", "acknowledged", "suspected_for")

Row = TypeVar("Row", IntakeRequest, Supplement)


def normalise(answers: Answers) -> bytes:
    """The answers that were given, without what differs between two sendings of the same words."""
    said = {k: _plain(v) for k, v in answers.items() if k not in _UNSAID and v not in ("", False)}
    return json.dumps(said, sort_keys=True).encode()


def _plain(value: str | bool) -> str | bool:
    if isinstance(value, bool):
        return value
    return " ".join(unicodedata.normalize("NFC", value).split())


def wait_turn(words: bytes) -> None:
    """Until this transaction ends, nobody else looks for or stores the same words.

    The number that is waited for is 16 bits of a hash: enough for others to wait seldom, too few
    to confirm a guess from the database's own log.

    The unique column alone would let two posts pass that straddle a change of key. SQLite's
    transactions wait for each other anyway (`transaction_mode` IMMEDIATE). A turn that does not
    come in five seconds, because a lost client's transaction lingers, raises `OperationalError`.
    """
    if connection.vendor == "postgresql":
        turn = salted_hmac("contact.repeats", words, algorithm="sha256").digest()[:2]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('lock_timeout', '5s', true), pg_advisory_xact_lock(%s)",
                [int.from_bytes(turn, "big")],
            )


def find(model: type[Row], words: bytes, now: datetime) -> tuple[Row | None, bytes]:
    """The row that holds these words already, if any, and the digest for a new one."""
    recent = DigestKey.objects.order_by().filter(created_at__gt=now - 2 * WINDOW)
    keys = sorted(recent.values_list("created_at", "key"), key=lambda pair: pair[0], reverse=True)
    if not keys or keys[0][0] <= now - WINDOW:
        keys.insert(0, (now, DigestKey.made(now).key))
    digests = [hmac.digest(bytes(key), words, "sha256") for _, key in keys]
    found = model.objects.order_by().filter(digest__in=digests).values_list("pk", "created_at")
    for pk, created_at in found:
        if created_at > now - WINDOW:
            return model.objects.get(pk=pk), digests[0]
        model.objects.filter(pk=pk).update(digest=None)
    return None, digests[0]


def forget() -> int:
    """Empty the digests whose half hour is over, then destroy their key; returns how many."""
    now = timezone.now()
    over = {"digest__isnull": False, "created_at__lte": now - WINDOW}
    emptied = sum(m.objects.filter(**over).update(digest=None) for m in (IntakeRequest, Supplement))
    DigestKey.objects.filter(created_at__lte=now - 2 * WINDOW).delete()
    return emptied
