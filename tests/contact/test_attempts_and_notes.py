"""What staff try and write is logged, sealed, and moves the request on; nothing of it is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from contact.models import AccessEntry, Attempt, IntakeRequest, Note
from contact.sealing import CannotOpen
from tests.contact.words import whole_database


def post(client: Client, row: IntakeRequest, **said: str) -> Any:
    return client.post(f"/admin/requests/{row.pk}/", said)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("no_answer", "attempted"), ("voicemail", "attempted"), ("reached", "reached")],
)
def test_an_attempt_moves_the_request_on(
    request_for_help: IntakeRequest, signed_in: Any, outcome: str, status: str
) -> None:
    client = signed_in("intake")
    later = (timezone.localtime() + timedelta(days=4)).strftime("%Y-%m-%d %H:%M")
    said = {"attempt": "", "way": "call", "outcome": outcome, "next_step": later}
    assert (
        post(client, request_for_help, **said, words="wordcanary asked for Thursday").status_code
        == 302
    )
    row = IntakeRequest.objects.get()
    assert (row.status, row.assignee.username, row.version) == (status, "intake", 2)
    assert timezone.localtime(row.due_at).strftime("%Y-%m-%d %H:%M") == later
    assert row.answered_at is not None
    assert (Attempt.objects.get().way, Attempt.objects.get().outcome) == ("call", outcome)
    assert Note.objects.get().open() == {"note": "wordcanary asked for Thursday"}
    assert b"wordcanary" not in whole_database()
    page = client.get(f"/admin/requests/{row.pk}/").content.decode()
    assert "wordcanary asked for Thursday" in page
    assert AccessEntry.objects.filter(action="change", detail=f"call: {outcome}").exists()


def test_the_first_try_is_what_the_clock_stops_at(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("intake")
    post(client, request_for_help, attempt="", way="call", outcome="no_answer")
    first = IntakeRequest.objects.get().answered_at
    post(client, request_for_help, attempt="", way="call", outcome="reached")
    assert IntakeRequest.objects.get().answered_at == first
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"way": "text", "outcome": "voicemail"}, "This cannot come of it"),
        ({"way": "smoke", "outcome": "reached"}, "Select a valid choice"),
        ({"way": "call", "outcome": ""}, "This field is required"),
        ({"way": "call", "outcome": "reached", "next_step": "yesterday"}, "Enter a valid date"),
        ({"way": "call", "outcome": "reached", "next_step": "2001-01-01 10:00"}, "in the past"),
        (
            {"way": "call", "outcome": "reached", "next_step": "2999-01-01 10:00"},
            "a year away",
        ),
        ({"way": "call", "outcome": "reached", "words": "x" * 5001}, "at most 5000"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_is_kept(
    request_for_help: IntakeRequest, signed_in: Any, said: dict[str, str], message: str
) -> None:
    answer = post(signed_in("intake"), request_for_help, attempt="", **{"words": "kept"} | said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert (said.get("words", "kept"))[:40] in page
    assert not Attempt.objects.exists()
    assert not Note.objects.exists()


def test_a_note_is_never_refused_for_a_colleagues_newer_change(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    one, two = signed_in("intake"), signed_in("lead")
    for client in (one, two):
        client.get(f"/admin/requests/{request_for_help.pk}/")
    post(one, request_for_help, attempt="", way="call", outcome="reached")
    assert post(two, request_for_help, write_note="", note="the mother rang us").status_code == 302
    assert Note.objects.get().username == "lead"


@pytest.mark.parametrize(
    ("note", "message"), [("", "Write the note first"), ("x" * 5001, "too long")]
)
def test_a_note_that_cannot_be_kept_is_said(
    request_for_help: IntakeRequest, signed_in: Any, note: str, message: str
) -> None:
    answer = post(signed_in("intake"), request_for_help, write_note="", note=note)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not Note.objects.exists()


def test_without_a_key_nothing_is_kept_in_the_clear_and_the_words_stay_on_the_page(
    request_for_help: IntakeRequest, signed_in: Any, settings: Any
) -> None:
    client = signed_in("intake")
    settings.INTAKE_PUBLIC_KEYS = "broken"
    answer = post(client, request_for_help, write_note="", note="wordcanary")
    assert answer.status_code == 503
    assert "wordcanary" in answer.content.decode()
    assert b"wordcanary" not in whole_database()


def test_a_note_moved_to_another_request_does_not_open(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    from contact.intake import submit

    post(signed_in("intake"), request_for_help, write_note="", note="about the first")
    Note.objects.update(request=submit({"phone": "2"}, language="en"))
    with pytest.raises(CannotOpen):
        Note.objects.get().open()


def test_who_opens_what_a_colleague_has_open_is_warned(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    one, two = signed_in("intake"), signed_in("lead")
    url = f"/admin/requests/{request_for_help.pk}/"
    assert "opened this" not in one.get(url).content.decode()
    assert "opened this" not in one.get(url).content.decode(), "not of oneself"
    assert "intake opened this" in two.get(url).content.decode()


@pytest.mark.parametrize("role", ["editor", "publisher", "reviewer", "auditor", "admin"])
def test_nobody_else_logs_or_writes(
    request_for_help: IntakeRequest, signed_in: Any, role: str
) -> None:
    client = signed_in(role)
    post(client, request_for_help, write_note="", note="x")
    post(client, request_for_help, attempt="", way="call", outcome="reached")
    assert not Note.objects.exists()
    assert not Attempt.objects.exists()
