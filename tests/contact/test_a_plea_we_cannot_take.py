"""Where nothing can be stored, the page says so, with the phone and with what was typed."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from contact.models import IntakeRequest, Notice
from tests.contact.conftest import Ask
from tests.contact.words import FULL, SHORT, found_in, refuse_inserts_into
from tests.project.processes import AWAY, Site


def says_so(answer: HttpResponse, answers: dict[str, Any]) -> None:
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "We could not take your request" in page
    assert "(888) 380-0342" in page
    for name in ("phone", "email", "name", "message"):
        assert escape(answers[name]) in page, name
    assert 'action="/contact/"' in page
    assert "tel:911" in page
    assert "tel:988" in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert not IntakeRequest.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("answers", [SHORT, FULL], ids=["short", "full"])
def test_without_a_key(ask: Ask, settings: Any, answers: dict[str, Any]) -> None:
    settings.INTAKE_PUBLIC_KEYS = ""
    says_so(ask(answers), answers)


@pytest.mark.parametrize(
    "keys",
    ["nonsense", "key:AAAA", "key:" + "_" * 1621 + "w=="],
    ids=["no-key", "short", "damaged"],
)
def test_with_a_key_that_is_none(ask: Ask, settings: Any, keys: str) -> None:
    """gunicorn runs no system checks: a slip in the environment is first seen here."""
    settings.INTAKE_PUBLIC_KEYS = keys
    says_so(ask(FULL), FULL)


@pytest.mark.parametrize("answers", [SHORT, FULL], ids=["short", "full"])
def test_when_the_database_refuses(ask: Ask, answers: dict[str, Any]) -> None:
    refuse_inserts_into("contact_intakerequest")
    says_so(ask(answers), answers)


def test_the_log_names_the_kind_of_error_alone(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    refuse_inserts_into("contact_intakerequest")
    ask(FULL)
    assert "request not taken: " in caplog.text
    assert found_in(caplog.text) == []
    assert "disk is full" not in caplog.text


def test_a_mistake_is_still_a_mistake(ask: Ask, settings: Any) -> None:
    """What the person can mend is asked for first, key or no key."""
    settings.INTAKE_PUBLIC_KEYS = ""
    assert ask({"form": "short", "phone": "555"}).status_code == 422


def test_the_next_try_is_taken(ask: Ask, settings: Any) -> None:
    keys, settings.INTAKE_PUBLIC_KEYS = settings.INTAKE_PUBLIC_KEYS, ""
    assert ask(FULL).status_code == 503
    settings.INTAKE_PUBLIC_KEYS = keys
    assert ask(FULL).status_code == 303
    assert IntakeRequest.objects.count() == 1


def test_while_the_database_is_away(own_site: Site) -> None:
    """A whole outage, of a process that has served before: the words are still not lost."""
    page = own_site.python(
        AWAY
        + """
answer = client.post("/contact/", """
        + repr(FULL)
        + """)
say([answer.status_code, answer.content.decode()])
"""
    )
    status, text = page
    assert status == 503
    assert escape(FULL["message"]) in text
    assert "(888) 380-0342" in text


def test_reading_goes_on_without_a_key(client: Client, db: None, settings: Any) -> None:
    settings.INTAKE_PUBLIC_KEYS = ""
    assert client.get("/contact/", secure=True).status_code == 200
