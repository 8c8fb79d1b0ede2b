"""A post that a browser says another site sent stores nothing, and loses no words."""

import pytest
from django.test import Client
from django.utils.html import escape

from contact.models import IntakeRequest
from tests.contact.conftest import Ask
from tests.contact.words import FULL

FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "http://testserver"},
    {"Origin": "https://testserver:8443"},
    {"Origin": "https://testserver.evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "nonsense"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://testserver"},
]
OWN = [
    {},
    {"Origin": "https://testserver"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://testserver"},
    {"Referer": "https://evil.example/"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_nothing_is_stored_and_the_words_are_shown(ask: Ask, headers: dict[str, str]) -> None:
    answer = ask(FULL, headers)
    assert answer.status_code == 403
    assert not IntakeRequest.objects.exists()
    page = answer.content.decode()
    for name in ("phone", "email", "name", "message", "insurer"):
        assert escape(FULL[name]) in page, name
    assert "(888) 380-0342" in page
    assert 'action="/contact/"' in page, "it can be sent from here"
    assert "tel:911" in page
    assert "tel:988" in page
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("headers", OWN, ids=str)
def test_our_own_pages_and_no_browser_at_all_are_served(ask: Ask, headers: dict[str, str]) -> None:
    assert ask(FULL, headers).status_code == 303
    assert IntakeRequest.objects.count() == 1


def test_an_incomplete_foreign_post_is_refused_like_a_complete_one(ask: Ask) -> None:
    assert ask({"form": "short"}, {"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_reading_from_another_site_is_welcome(client: Client, db: None) -> None:
    answer = client.get("/contact/", headers={"Sec-Fetch-Site": "cross-site"}, secure=True)
    assert answer.status_code == 200


def test_the_spanish_form_is_guarded_too(client: Client, db: None) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/es/contact/", FULL, headers=headers, secure=True).status_code == 403
    assert not IntakeRequest.objects.exists()


def test_no_token_and_no_cookie_stand_in_the_form(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/contact/", secure=True)
    assert "csrf" not in page.content.decode().lower()
    assert not page.cookies
    assert client.post("/contact/", FULL, secure=True).status_code == 303
