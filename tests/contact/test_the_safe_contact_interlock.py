"""No state of a request offers an unsafe action: every combination of answers is walked."""

import itertools
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from contact.forms.request import CONTACT_METHOD
from contact.forms.supplement import SAFE_CONTACT
from contact.intake import append, submit
from contact.queue.safe_contact import SafeContact

METHODS = sorted({value for value, _ in [*CONTACT_METHOD, *SAFE_CONTACT]} | {"smoke-signal"})
WALK = [
    {
        "phone": phone,
        "email": email,
        "voicemail_ok": voicemail,
        "text_ok": text,
        "contact_method": m,
    }
    for phone, email, voicemail, text, m in itertools.product(
        ("", "+1 570-555-0123"), ("", "a@example.org"), (True, False), (True, False), METHODS
    )
]
TREATMENT = (
    "treatment",
    "recovery",
    "addiction",
    "rehab",
    "drug",
    "alcohol",
    "clinic",
    "help line",
)


@pytest.mark.parametrize("answers", WALK, ids=str)
def test_only_what_was_allowed_is_offered(answers: dict[str, Any]) -> None:
    safe, method = SafeContact.of(answers), answers["contact_method"]
    if safe.call:
        assert answers["phone"]
        assert method != "none"
    if safe.voicemail:
        assert safe.call
        assert answers["voicemail_ok"]
        assert method != "call_only"
    if safe.text:
        assert answers["phone"]
        assert answers["text_ok"]
        assert method not in ("call_only", "none")
    if safe.email:
        assert answers["email"]
        assert method not in ("call_only", "none")
    if method == "none":
        assert not safe.any
        assert safe.withdrawn
    if method == "email" and answers["email"]:
        # Who would rather be written to may not be alone.
        assert not safe.call
        assert not safe.text
    if method in ("", "phone") and answers["phone"]:
        assert safe.call, "a number given is permission to call it"


def test_nobody_who_can_be_reached_is_left_without_a_way() -> None:
    """But for who took the request back, or asked for calls alone and gave no number."""
    for answers in WALK:
        method = answers["contact_method"]
        if method == "none" or (method == "call_only" and not answers["phone"]):
            continue
        if answers["phone"] or answers["email"]:
            assert SafeContact.of(answers).any, answers


@pytest.mark.parametrize("answers", WALK[:: len(WALK) // 12], ids=str)
@pytest.mark.parametrize("later", ["", "call_only", "none"])
def test_the_page_offers_what_the_interlock_allows_and_nothing_else(
    db: None, signed_in: Any, answers: dict[str, Any], later: str
) -> None:
    row = submit({"name": "Ann", "message": "hello"} | answers, language="en")
    if later:
        append(row, {"contact_method": later})
        answers = answers | {"contact_method": later}
    client: Client = signed_in("intake")
    page = BeautifulSoup(client.get(f"/admin/requests/{row.pk}/").content, "html.parser")
    safe = SafeContact.of(answers)
    assert bool(page.select('main a[href^="tel:"]')) == safe.call
    assert bool(page.select('main a[href^="mailto:"]')) == safe.email
    panel = page.select_one("#reach-section").get_text(" ", strip=True)
    assert ("this is a call back for you" in panel) == safe.voicemail
    if not safe.any:
        assert "took their request back" in panel or "Wait" in panel


def test_no_script_and_no_subject_names_treatment(db: None, signed_in: Any) -> None:
    said = {"phone": "+1 570-555-0123", "email": "a@example.org", "voicemail_ok": True}
    row = submit(said | {"text_ok": True}, language="en")
    page = BeautifulSoup(
        signed_in("intake").get(f"/admin/requests/{row.pk}/").content, "html.parser"
    )
    script = page.find(string=lambda text: text and "call back for you" in text)
    subject = page.select_one('a[href^="mailto:"]')["href"].partition("subject=")[2]
    assert subject
    quoted = script.partition("“")[2].partition("”")[0]
    assert quoted
    for word in TREATMENT:
        assert word not in quoted.lower()
        assert word not in subject.lower()
