"""Leads export, after signing in again and with a reason; each reference is entered into the log,
and where the log cannot be written no file leaves."""

import time
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contact import access_log
from contact.intake import submit
from contact.models import AccessEntry, IntakeRequest
from tests.contact.conftest import show_again
from tests.contact.exports import FORMATS, REASON, URL, by_head, export
from tests.contact.words import found_in, refuse_inserts_into

PASSWORD = "calm-water-in-the-evening"
AGAIN = "/admin/signin/again/"


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "options"])
@pytest.mark.parametrize("role", ["intake", "auditor", "editor", "reviewer", "publisher", "admin"])
def test_nobody_else_exports(
    request_for_help: IntakeRequest, signed_in: Any, role: str, method: str
) -> None:
    client = show_again(signed_in(role))
    said = {"format": "csv", "reason": REASON}
    answer = getattr(client, method)(URL, said if method == "post" else {}, secure=True)
    assert answer.status_code in (302, 403)
    assert answer.headers.get("Location", "/admin/") == "/admin/"
    assert "attachment" not in str(answer.headers)
    assert found_in(answer.content) == []
    assert not AccessEntry.objects.filter(action="export").exists()


@pytest.mark.parametrize("role", ["intake", "lead"])
def test_the_list_offers_it_to_those_who_may(
    request_for_help: IntakeRequest, signed_in: Any, role: str
) -> None:
    page = signed_in(role).get("/admin/requests/", secure=True).content.decode()
    assert (URL in page) is (role == "lead")


@pytest.mark.parametrize("role", ["intake", "lead"])
@pytest.mark.parametrize("kind", FORMATS)
def test_no_other_page_hands_out_a_file(
    request_for_help: IntakeRequest, signed_in: Any, role: str, kind: str
) -> None:
    """Wagtail's own lists know `?export=`, and write formulas as they are."""
    client = show_again(signed_in(role))
    for path in ("/admin/requests/", "/admin/requests/results/", "/admin/requests/access-log/"):
        answer = client.get(f"{path}?export={kind}", secure=True)
        assert "Content-Disposition" not in answer.headers
        assert answer.headers["Content-Type"].startswith("text/html")


def test_signing_in_to_the_admin_is_not_enough(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    """Signed in a moment ago: to export is asked for anew all the same."""
    client = signed_in("lead")
    here = f"{URL}?status=new"
    for answer in (client.get(here, secure=True), export(client, "csv", "?status=new")):
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{AGAIN}?{urlencode({'next': here})}"
    kept = str(dict(client.session.items()))
    assert REASON not in kept
    assert "status" not in kept, "neither the reason nor the selection lies in the session"


@pytest.mark.parametrize(("seconds", "may"), [(299, True), (301, False)])
def test_it_holds_for_five_minutes(
    request_for_help: IntakeRequest, exporter: Client, seconds: int, may: bool
) -> None:
    with time_machine.travel(time.time() + seconds, tick=False):
        for answer in (exporter.get(URL, secure=True), export(exporter, "csv")):
            assert (answer.status_code == 200) is may
            assert answer.headers.get("Location", "").startswith(AGAIN) is not may
    assert AccessEntry.objects.filter(action="export").exists() is may


def test_a_password_shown_again_leads_back_to_the_selection(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("lead")
    user = client.get("/admin/", secure=True).wsgi_request.user
    user.set_password(PASSWORD)
    user.save()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    asked = client.get(f"{URL}?status=new", secure=True, follow=True)
    assert asked.status_code == 200
    assert "password" in asked.content.decode()
    wrong = client.post(asked.request["PATH_INFO"], {"password": "x", "next": URL}, secure=True)
    assert wrong.status_code == 200
    assert export(client, "csv").status_code == 302
    here = f"{URL}?status=new"
    back = client.post(AGAIN, {"password": PASSWORD, "next": here}, secure=True)
    assert back.headers["Location"] == here
    assert client.get(here, secure=True).status_code == 200
    assert export(client, "csv").status_code == 200


def test_a_stranger_is_asked_to_sign_in(request_for_help: IntakeRequest, client: Client) -> None:
    answer = export(client, "csv")
    assert answer.headers["Location"].startswith("/admin/login/?next=")


def exports() -> list[tuple[str, str, str]]:
    rows = AccessEntry.objects.filter(action="export").order_by("number")
    return list(rows.values_list("username", "reference", "detail"))


@pytest.mark.parametrize("kind", FORMATS)
def test_each_reference_is_entered_and_the_reason_once(
    db: None, exporter: Client, kind: str
) -> None:
    rows = [submit({"message": str(n), "name": "Wilhelmina"}, language="en") for n in range(3)]
    assert len(by_head(export(exporter, kind))) == 3
    assert exports() == [
        ("lead", "", f"{kind}, 3: {REASON}"),
        *(("lead", row.reference, "") for row in rows),
    ]
    assert list(access_log.verify()) == []
    assert found_in(str(list(AccessEntry.objects.values_list()))) == []


def test_the_longest_reason_is_kept_whole(
    request_for_help: IntakeRequest, exporter: Client
) -> None:
    assert export(exporter, "xlsx", reason="é" * 200).status_code == 200
    assert exports()[0][2] == "xlsx, 1: " + "é" * 200


def test_looking_at_the_page_is_no_export(
    request_for_help: IntakeRequest, exporter: Client
) -> None:
    page = exporter.get(URL, secure=True)
    assert page.status_code == 200
    assert found_in(page.content) == [], "it counts, and opens nothing"
    exporter.post(URL, {"format": "csv", "reason": ""}, secure=True)
    assert exports() == []


def test_where_the_log_cannot_be_written_no_file_leaves(
    request_for_help: IntakeRequest, exporter: Client
) -> None:
    refuse_inserts_into("contact_accessentry")
    answer = export(exporter, "csv")
    assert answer.status_code == 503
    page = unescape(answer.content.decode())
    assert "could not be entered into the log, so nothing left" in page
    assert REASON in page, "what was typed is kept"
    assert found_in(page) == []
    assert "Content-Disposition" not in answer.headers


def test_all_are_entered_or_none(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last batch fails: the ones before it are taken back, and the chain goes on."""
    access_log.record("ann", "list")
    many = [(f"A{n:07}", "") for n in range(1100)]
    calls, insert = [], type(AccessEntry.objects.all())._batched_insert

    def failing(self: Any, *said: Any, **also: Any) -> Any:
        calls.append(insert(self, *said, **also))
        raise DatabaseError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("django.db.models.query.QuerySet._batched_insert", failing)
        with pytest.raises(DatabaseError):
            access_log.record_each("ann", "export", many)
    assert len(calls) == 1
    assert AccessEntry.objects.count() == 1
    assert len(access_log.record_each("ann", "export", many)) == 1100
    access_log.record("ann", "list")
    assert access_log.head().number == 1102
    assert list(access_log.verify()) == []


def test_many_are_entered_in_few_queries(db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        access_log.record_each("ann", "export", [(f"A{n:07}", "") for n in range(5000)])
    assert len(captured) < 60, "SQLite takes them in batches, PostgreSQL in ten"
