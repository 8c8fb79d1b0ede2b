"""A sent form becomes one durable row, and the page that says so says it of that row."""

import re
from typing import Any

import pytest
from django.test import Client

from contact.models import IntakeRequest, Notice
from tests.contact.conftest import Ask
from tests.contact.words import FULL, SHORT


@pytest.mark.parametrize("answers", [SHORT, FULL], ids=["short", "full"])
def test_one_row_one_notice_and_the_thanks_page(
    ask: Ask, client: Client, answers: dict[str, Any]
) -> None:
    answer = ask(answers)
    assert answer.status_code == 303
    row = IntakeRequest.objects.get()
    assert Notice.objects.get().request == row
    assert re.fullmatch(r"/contact/thanks/[A-Za-z0-9_-]{43}/", answer.headers["Location"])

    thanks = client.get(answer.headers["Location"], secure=True)
    assert thanks.status_code == 200
    assert row.reference_spaced in thanks.content.decode()
    assert re.fullmatch(r"[0-9A-Z]{4} [0-9A-Z]{4}", row.reference_spaced)


@pytest.mark.parametrize("answers", [SHORT, FULL], ids=["short", "full"])
def test_every_answer_is_there_when_it_is_opened(ask: Ask, answers: dict[str, Any]) -> None:
    ask(answers)
    opened = IntakeRequest.objects.get().open()
    assert opened["form"] == answers["form"]
    assert opened["phone"] == "+1 602-555-0142 ext. 90817"
    for name in ("email", "name", "message"):
        assert opened[name] == answers[name]
    assert opened["voicemail_ok"] is True
    assert opened["text_ok"] is ("text_ok" in answers)
    if answers is FULL:
        for name in ("seeking_for", "contact_method", "best_time", "insurer"):
            assert opened[name] == FULL[name]
        assert opened["acknowledged"] is True


def test_a_get_stores_nothing(client: Client, db: None) -> None:
    assert client.get("/contact/", SHORT, secure=True).status_code == 200
    assert not IntakeRequest.objects.exists()


def test_the_language_of_the_address_is_kept(client: Client, db: None) -> None:
    answer = client.post("/es/contact/", SHORT, secure=True)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/es/contact/thanks/")
    assert IntakeRequest.objects.get().language == "es"


def test_two_requests_have_two_references(ask: Ask) -> None:
    for message in ("one", "two"):
        assert ask(SHORT | {"message": message}).status_code == 303
    assert len(set(IntakeRequest.objects.values_list("reference", flat=True))) == 2


def test_no_reference_has_a_letter_that_is_mistaken_for_another(ask: Ask) -> None:
    from contact.models.intake_request import new_reference

    drawn = "".join(new_reference() for _ in range(500))
    assert not set(drawn) & set("01ILOUilou")


def test_a_reference_that_is_taken_is_drawn_again(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One in 30^8 cannot be waited for, so the draw is dealt by hand."""
    drawn = iter(["AAAA2222", "AAAA2222", "BBBB3333"])
    monkeypatch.setattr("contact.intake.new_reference", lambda: next(drawn))
    assert ask(SHORT).status_code == 303
    assert ask(FULL).status_code == 303
    assert {"AAAA2222", "BBBB3333"} == set(
        IntakeRequest.objects.values_list("reference", flat=True)
    )
    assert Notice.objects.count() == 2
