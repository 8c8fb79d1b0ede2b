"""What a person writes is shown to staff as words, whatever it would like to be."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contact.intake import submit
from contact.models import IntakeRequest
from tests.contact.conftest import Ask
from tests.contact.words import FULL

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "{{ constructor.constructor('alert(1)')() }}{% debug %}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
]
FIELDS = ["phone", "email", "name", "message", "insurer", "seeking_for", "contact_method"]


class Danger(HTMLParser):
    """What a browser would run of a page: script text, handlers, and addresses that are code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}" for name, _value in attrs if name.startswith("on")]
        self.found += [
            f"{tag} {n}"
            for n, value in attrs
            if (value or "").startswith("javascript:")
            and n in ("href", "src", "action", "formaction")
        ]

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and "alert(1)" in data:
            self.found.append("script")


def harmless(page: str) -> None:
    assert Danger(page).found == []


def test_the_look_for_danger_finds_some() -> None:
    assert [Danger(payload).found for payload in PAYLOADS[:2]] == [["script"], ["img onerror"]]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_the_request_that_staff_open(db: None, signed_in: Any, payload: str) -> None:
    """Sealed past the form, so that every field carries it."""
    row = submit({"form": "full"} | dict.fromkeys(FIELDS, payload), language="en")
    answer = signed_in("intake").get(reverse("contact_queue:open", args=[row.pk]))
    assert answer.status_code == 200
    page = answer.content.decode()
    harmless(page)
    shown = page.partition("How it is safe to reach them")[2]
    assert shown.count("alert(1)") >= len(FIELDS), "nothing was left out"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_the_form_that_comes_back(ask: Ask, payload: str) -> None:
    answer = ask(FULL | dict.fromkeys(FIELDS, payload))
    assert answer.status_code == 422
    harmless(answer.content.decode())
    assert answer.content.decode().count("alert(1)") >= 4


@pytest.mark.parametrize("payload", PAYLOADS)
def test_in_the_refusal(ask: Ask, payload: str) -> None:
    answer = ask(FULL | dict.fromkeys(FIELDS, payload), {"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    harmless(answer.content.decode())


def test_lines_of_a_message_stay_lines(db: None, signed_in: Any) -> None:
    row = submit({"phone": "+1 602-555-0142", "message": "one\ntwo\n\nthree <b>"}, language="en")
    page = signed_in("intake").get(reverse("contact_queue:open", args=[row.pk])).content.decode()
    assert "<p>one<br>two</p>" in page
    assert "three &lt;b&gt;" in page


def test_a_phone_number_is_a_link_that_dials_it(db: None, signed_in: Any) -> None:
    row = submit({"phone": "+1 602-555-0142 ext. 12"}, language="en")
    page = signed_in("intake").get(reverse("contact_queue:open", args=[row.pk])).content.decode()
    target = re.search(r'href="tel:([^"]+)"', page)[1]
    assert re.fullmatch(r"\+1-?602-?555-?0142(;ext=12)?", target), target


def test_the_list_names_only_what_we_made(ask: Ask, signed_in: Any) -> None:
    ask(FULL | {"name": PAYLOADS[0], "message": PAYLOADS[1], "reply_topic": PAYLOADS[2]})
    client: Client = signed_in("intake")
    page = client.get(reverse("contact_queue:list")).content.decode()
    assert IntakeRequest.objects.get().reference_spaced in page
    assert "alert(1)" not in page
