"""A double click, a refresh, Back and send again: one row, one reference, one address."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from contact.intake import append, submit
from contact.models import DigestKey, IntakeRequest, Notice, Supplement
from contact.repeats import WINDOW, forget
from tests.contact.conftest import Ask
from tests.contact.words import FULL, SHORT
from tests.project.processes import Site

HALF_PAST = timezone.now().replace(minute=30, second=0, microsecond=0)


def test_a_repeat_has_the_same_address_byte_for_byte(ask: Ask) -> None:
    first, second = ask(SHORT), ask(SHORT)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert IntakeRequest.objects.count() == Notice.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"phone": "+1 (602) 555 0142 ext. 90817"},
        {"name": "  Wilhelmina   Canaryname "},
        {"message": "My daughter Philippina canarymessage\r\nsecond line canaryline\r\n"},
        {"unknown": "field"},
    ],
    ids=["spelling of the number", "blanks", "line ends", "unknown field"],
)
def test_the_same_words_written_otherwise_are_the_same(ask: Ask, change: dict[str, str]) -> None:
    ask(SHORT)
    ask(SHORT | change)
    assert IntakeRequest.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"phone": "(602) 555-0143 ext. 90817"},
        {"email": "quokka@zanzibar-canary.examples"},
        {"name": "Wilhelmine Canaryname"},
        {"message": "My daughter"},
        {"voicemail_ok": ""},
        {"text_ok": "on"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changed_words_are_a_second_request(ask: Ask, change: dict[str, str]) -> None:
    first = ask(SHORT)
    second = ask({k: v for k, v in (SHORT | change).items() if v})
    assert first.headers["Location"] != second.headers["Location"]
    assert IntakeRequest.objects.count() == Notice.objects.count() == 2


def test_the_long_form_with_the_words_of_the_short_one_is_a_repeat(ask: Ask) -> None:
    ask(SHORT)
    ask(SHORT | {"form": "full", "acknowledged": "on"})
    assert IntakeRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("minutes", "rows"), [(0, 1), (10, 1), (29.9, 1), (30.1, 2), (59, 2), (60 * 24, 2)]
)
@pytest.mark.parametrize("begin", [0, 5, 25, 29.99])
def test_it_holds_for_half_an_hour_whenever_the_key_changes(
    db: None, begin: float, minutes: float, rows: int
) -> None:
    """`begin`: how old the key is when the first request comes."""
    DigestKey.made(HALF_PAST - timedelta(minutes=begin))
    for at in (0, minutes):
        with time_machine.travel(HALF_PAST + timedelta(minutes=at), tick=False):
            submit({"phone": "1", "message": "same"}, language="en")
    assert IntakeRequest.objects.count() == rows


def test_the_key_is_destroyed_with_its_digests(db: None) -> None:
    with time_machine.travel(HALF_PAST, tick=False) as clock:
        submit({"phone": "1"}, language="en")
        clock.shift(WINDOW - timedelta(seconds=1))
        assert forget() == 0
        assert DigestKey.objects.count() == 1
        submit({"phone": "2"}, language="en")
        clock.shift(timedelta(seconds=2))
        assert forget() == 1
        assert IntakeRequest.objects.exclude(digest=None).count() == 1
        clock.shift(WINDOW)
        assert forget() == 1
        assert not IntakeRequest.objects.exclude(digest=None).exists()
        assert not DigestKey.objects.exists()


def test_once_staff_closed_it_the_same_words_are_a_new_plea(ask: Ask, signed_in: Any) -> None:
    ask(SHORT)
    row = IntakeRequest.objects.get()
    closing = {"status": "closed", "disposition": "withdrawn", "assignee": "", "version": 1}
    signed_in("intake").post(f"/admin/requests/{row.pk}/", closing, secure=True)
    ask(SHORT)
    assert IntakeRequest.objects.filter(status="new").count() == 1
    assert Notice.objects.count() == 2


def test_the_database_refuses_a_second_row_of_one_digest(request_for_help: IntakeRequest) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeRequest.objects.create(
            reference="AAAA2222",
            created_at=timezone.now(),
            envelope=b"",
            digest=request_for_help.digest,
        )


def test_what_is_added_twice_is_added_once(request_for_help: IntakeRequest) -> None:
    first = append(request_for_help, {"best_time": "evening"})
    assert append(request_for_help, {"best_time": "evening"}) == first
    append(request_for_help, {"best_time": "morning"})
    assert Supplement.objects.count() == 2
    other = submit({"phone": "2"}, language="en")
    assert append(other, {"best_time": "evening"}) != first


STRADDLE = """
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from django.db import connection
from django.utils import timezone
from contact import repeats
from contact.intake import submit
from contact.models import DigestKey, IntakeRequest

DigestKey.made(timezone.now() - repeats.WINDOW + timedelta(seconds=1))
looked, finds = Event(), repeats.find

def slow(model, words, now):
    found = finds(model, words, now)
    if not looked.is_set():
        looked.set()
        while DigestKey.objects.first().created_at > timezone.now() - repeats.WINDOW: pass
        Event().wait(1)
    return found

def send():
    try:
        return str(submit({"phone": "1"}, language="en").pk)
    finally:
        connection.close()

repeats.find = slow
with ThreadPoolExecutor(2) as pool:
    first = pool.submit(send)
    looked.wait()
    Event().wait(1.2)
    second = pool.submit(send)
    say([first.result() == second.result(), IntakeRequest.objects.count()])
"""


def test_two_posts_that_straddle_a_change_of_key_are_one(own_site: Site) -> None:
    """The first looked under the old key and has not committed when the second comes, which makes
    a new key: the unique column sees two digests, so only waiting for each other helps."""
    assert own_site.python(STRADDLE) == [True, 1]


def test_reading_the_thanks_page_again_adds_nothing(ask: Ask, client: Client) -> None:
    address = ask(FULL).headers["Location"]
    bodies = {client.get(address, secure=True).content for _ in range(3)}
    assert len(bodies) == 1
    assert IntakeRequest.objects.count() == 1
