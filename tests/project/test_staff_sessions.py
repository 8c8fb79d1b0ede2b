"""A session of intake staff ends after a quarter of an hour without a click; anyone's after eight
hours. What was being written is kept, sealed, and signing in again returns to it."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from contact.drafts import lay_aside, taken_up
from contact.intake import submit
from contact.models import Draft, IntakeRequest, Note
from tests.conftest import sign_in
from tests.contact.words import whole_database

MINUTE = 60
QUEUE = "/admin/requests/"


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(time.time(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def request_row(db: None) -> IntakeRequest:
    return submit({"phone": "+1 570-555-0123", "message": "quiet words"}, language="en")


def test_a_quarter_of_an_hour_without_a_click_ends_it(clock: Any, signed_in: Any) -> None:
    client = signed_in("intake")
    for _ in range(5):
        clock.shift(14 * MINUTE)
        assert client.get(QUEUE, secure=True).status_code == 200
    clock.shift(15 * MINUTE + 1)
    away = client.get(f"{QUEUE}?status=new", secure=True)
    assert away.status_code == 302
    assert away.headers["Location"] == f"/admin/login/?next={QUEUE.replace('/', '%2F')}"
    assert (
        "You were away for a while"
        in client.get(away.headers["Location"], secure=True).content.decode()
    )
    assert client.get(QUEUE, secure=True).status_code == 302, "and it stays ended"


@pytest.mark.parametrize("role", ["lead", "auditor"])
def test_the_whole_team_has_short_sessions(clock: Any, signed_in: Any, role: str) -> None:
    client = signed_in(role)
    clock.shift(16 * MINUTE)
    assert client.get("/admin/", secure=True).status_code == 302


def test_editors_may_think_for_longer(clock: Any, signed_in: Any) -> None:
    client = signed_in("editor")
    clock.shift(3 * 60 * MINUTE)
    assert client.get("/admin/", secure=True).status_code == 200


@pytest.mark.parametrize("role", ["intake", "editor", "admin"])
def test_eight_hours_end_it_for_everyone(clock: Any, signed_in: Any, role: str) -> None:
    client = signed_in(role)
    for _ in range(48):
        clock.shift(10 * MINUTE)
        client.get("/admin/", secure=True)
    clock.shift(MINUTE)
    assert client.get("/admin/", secure=True).status_code == 302


def test_a_list_that_stays_open_is_no_activity(clock: Any, signed_in: Any) -> None:
    client = signed_in("intake")
    for _ in range(15):
        clock.shift(MINUTE)
        client.get(f"{QUEUE}news/", secure=True)
    clock.shift(2)
    answer = client.get(f"{QUEUE}news/", secure=True, headers={"sec-fetch-dest": "empty"})
    assert answer.status_code == 403
    assert client.get(QUEUE, secure=True).status_code == 302


def test_writing_is_activity_and_is_kept_sealed(
    clock: Any, signed_in: Any, request_row: IntakeRequest
) -> None:
    client = signed_in("intake")
    url = f"{QUEUE}{request_row.pk}/"
    for n in range(20):
        clock.shift(5 * MINUTE)
        kept = client.post(f"{url}draft/", {"note": f"canarynote {n}", "words": ""}, secure=True)
        assert kept.status_code == 204
    assert client.get(QUEUE, secure=True).status_code == 200
    assert Draft.objects.count() == 1
    assert b"canarynote" not in whole_database()
    page = client.get(url, secure=True).content.decode()
    assert "canarynote 19" in page
    assert "had not kept is still in its place" in page


def test_a_note_sent_too_late_waits_for_the_next_sign_in(
    clock: Any, account: Any, request_row: IntakeRequest
) -> None:
    """Also without a script."""
    user = account("intake")
    client = sign_in(Client(), user)
    url = f"{QUEUE}{request_row.pk}/"
    client.get(url, secure=True)
    clock.shift(20 * MINUTE)
    away = client.post(url, {"write_note": "", "note": "she will call on Thursday"}, secure=True)
    assert away.headers["Location"] == f"/admin/login/?next={url.replace('/', '%2F')}"
    assert not Note.objects.exists()
    sign_in(client, user)
    assert "she will call on Thursday" in client.get(url, secure=True).content.decode()
    kept = {"write_note": "", "note": "she will call on Thursday"}
    client.post(url, kept, secure=True)
    assert Note.objects.count() == 1
    assert not Draft.objects.exists(), "it is a note now"


def test_the_two_fields_are_kept_apart(request_row: IntakeRequest, account: Any) -> None:
    user = account("intake")
    lay_aside(request_row, user, {"note": "one", "words": "two"})
    client = sign_in(Client(), user)
    client.post(f"{QUEUE}{request_row.pk}/", {"write_note": "", "note": "one"}, secure=True)
    assert taken_up(request_row, user) == {"words": "two"}
    form = {"attempt": "", "way": "call", "outcome": "no_answer", "words": "two"}
    client.post(f"{QUEUE}{request_row.pk}/", form, secure=True)
    assert not Draft.objects.exists()


def test_a_draft_is_its_writers_alone(
    request_row: IntakeRequest, account: Any, signed_in: Any
) -> None:
    lay_aside(request_row, account("intake"), {"note": "mine, unfinished"})
    other = signed_in("lead")
    page = other.get(f"{QUEUE}{request_row.pk}/", secure=True).content.decode()
    assert "mine, unfinished" not in page


@pytest.mark.parametrize("role", ["editor", "admin", "auditor"])
def test_nobody_else_lays_anything_aside(
    request_row: IntakeRequest, signed_in: Any, role: str
) -> None:
    client = signed_in(role)
    client.post(f"{QUEUE}{request_row.pk}/draft/", {"note": "x"}, secure=True)
    assert not Draft.objects.exists()


def test_a_draft_goes_with_its_request_and_moves_with_the_key(
    request_row: IntakeRequest, account: Any, settings: Any
) -> None:
    from contact.resealing import reseal
    from contact.sealing.keyring import generate

    user = account("intake")
    lay_aside(request_row, user, {"note": "kept"})
    private, public = generate("newer")
    settings.INTAKE_PUBLIC_KEYS = public
    settings.INTAKE_PRIVATE_KEYS = f"{private},{settings.INTAKE_PRIVATE_KEYS}"
    assert all(reseal())
    assert Draft.objects.get().key_id == "newer"
    assert taken_up(request_row, user) == {"note": "kept"}
    request_row.delete()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("words", ["", "   \n ", "\0"])
def test_nothing_written_keeps_nothing(
    request_row: IntakeRequest, account: Any, words: str
) -> None:
    user = account("intake")
    lay_aside(request_row, user, {"note": "something"})
    lay_aside(request_row, user, {"note": words, "words": ""})
    assert not Draft.objects.exists()


def test_what_is_too_long_is_cut_and_kept(request_row: IntakeRequest, account: Any) -> None:
    user = account("intake")
    lay_aside(request_row, user, {"note": "x" * 100_000})
    assert taken_up(request_row, user) == {"note": "x" * 5000}


def test_a_role_taken_away_counts_at_once(
    signed_in: Any, request_row: IntakeRequest, account: Any
) -> None:
    from django.contrib.auth import get_user_model

    from contact import team

    client = signed_in("intake")
    url = f"{QUEUE}{request_row.pk}/"
    assert client.get(url, secure=True).status_code == 200
    team.leave(get_user_model().objects.get(username="intake"), "Intake", by="test")
    assert client.get(url, secure=True).status_code == 302


def test_a_switched_off_account_is_out_at_once(signed_in: Any) -> None:
    from django.contrib.auth import get_user_model

    client = signed_in("intake")
    get_user_model().objects.filter(username="intake").update(is_active=False)
    assert client.get(QUEUE, secure=True).status_code == 302
