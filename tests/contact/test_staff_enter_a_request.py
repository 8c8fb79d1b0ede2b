"""A request taken by phone or in person goes through the same intake as any other."""

from typing import Any

import pytest

from contact.models import AccessEntry, IntakeRequest, Notice
from tests.contact.conftest import Ask
from tests.contact.words import FULL, SHORT, found_in, whole_database

TOLD = {k: v for k, v in FULL.items() if k not in ("form", "acknowledged")} | {"language": "es"}


def test_it_is_sealed_owed_to_staff_and_logged(db: None, signed_in: Any) -> None:
    answer = signed_in("intake").post("/admin/requests/enter/", TOLD)
    row = IntakeRequest.objects.get()
    assert answer.headers["Location"] == f"/admin/requests/{row.pk}/"
    opened = row.open()
    assert (opened["form"], opened["name"]) == ("staff", TOLD["name"])
    assert (opened["phone"], opened["voicemail_ok"]) == ("+1 602-555-0142 ext. 90817", True)
    assert "language" not in opened
    assert (row.language, row.suspected) == ("es", False)
    assert Notice.objects.get().kind == "request"
    assert AccessEntry.objects.filter(detail="entered by staff", reference=row.reference).exists()
    assert found_in(whole_database()) == []


def test_who_also_wrote_on_the_site_is_one_request(ask: Ask, signed_in: Any) -> None:
    ask(SHORT)
    told = {k: v for k, v in SHORT.items() if k != "form"} | {"language": "en"}
    client = signed_in("intake")
    answer = client.post("/admin/requests/enter/", told, follow=True)
    assert IntakeRequest.objects.count() == Notice.objects.count() == 1
    assert "The same words came in just before" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"phone": "", "email": ""}, "Give a phone number or an email"),
        ({"phone": "12"}, "looks too short"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_is_kept(
    db: None, signed_in: Any, change: dict[str, str], message: str
) -> None:
    answer = signed_in("intake").post("/admin/requests/enter/", TOLD | change)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert "canarymessage" in answer.content.decode()
    assert not IntakeRequest.objects.exists()


def test_without_a_key_nothing_is_stored_and_the_words_stay(
    db: None, signed_in: Any, settings: Any
) -> None:
    client = signed_in("intake")
    settings.INTAKE_PUBLIC_KEYS = "broken"
    answer = client.post("/admin/requests/enter/", TOLD)
    assert answer.status_code == 503
    assert "canarymessage" in answer.content.decode()
    assert not IntakeRequest.objects.exists()


def test_the_public_cannot_choose_this_form(ask: Ask) -> None:
    assert ask(SHORT | {"form": "staff"}).status_code == 422
    assert not IntakeRequest.objects.exists()


@pytest.mark.parametrize("role", ["editor", "publisher", "reviewer", "auditor", "admin"])
def test_nobody_else_enters_one(db: None, signed_in: Any, role: str) -> None:
    client = signed_in(role)
    assert client.get("/admin/requests/enter/").status_code in (302, 403)
    client.post("/admin/requests/enter/", TOLD)
    assert not IntakeRequest.objects.exists()


def test_the_list_leads_there(db: None, signed_in: Any) -> None:
    client = signed_in("lead")
    assert 'href="/admin/requests/enter/"' in client.get("/admin/requests/").content.decode()
    assert client.get("/admin/requests/enter/").status_code == 200
