"""Where a request stands: saved once, over nobody's newer change, closed with what came of it."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from contact.models import IntakeRequest
from contact.work import StaleError, change


def send(client: Client, row: IntakeRequest, **change: str) -> HttpResponse:
    return client.post(reverse("contact_queue:open", args=[row.pk]), change)


def version_in(page: str) -> str:
    return re.search(r'name="version" value="(\d+)"', page)[1]


def test_a_change_is_saved(request_for_help: IntakeRequest, signed_in: Any, account: Any) -> None:
    lead = account("lead")
    answer = send(
        signed_in("intake"),
        request_for_help,
        status="assigned",
        assignee=str(lead.pk),
        suspected="on",
        version="1",
    )
    assert answer.status_code == 302
    request_for_help.refresh_from_db()
    assert request_for_help.status == "assigned"
    assert request_for_help.assignee == lead
    assert request_for_help.suspected is True
    assert request_for_help.version == 2
    assert request_for_help.closed_at is None


def test_of_two_people_saving_at_once_the_second_is_told(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    one, two = signed_in("intake"), signed_in("lead")
    opened = reverse("contact_queue:open", args=[request_for_help.pk])
    seen = [version_in(c.get(opened).content.decode()) for c in (one, two)]
    assert send(one, request_for_help, status="reached", version=seen[0]).status_code == 302
    answer = send(two, request_for_help, status="spam", version=seen[1])
    assert answer.status_code == 422
    assert "A colleague changed this request meanwhile." in answer.content.decode()
    request_for_help.refresh_from_db()
    assert (request_for_help.status, request_for_help.version) == ("reached", 2)


def test_the_second_sees_what_changed_keeps_what_they_chose_and_can_save(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("intake")
    send(client, request_for_help, status="reached", version="1")
    page = send(client, request_for_help, status="attempted", version="1").content.decode()
    assert "<li>Status: Reached</li>" in page
    assert re.search(r'<option value="attempted"\s+selected', page)
    again = send(client, request_for_help, status="attempted", version=version_in(page))
    assert again.status_code == 302


def test_the_row_itself_refuses_the_slower_of_two(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    """Both passed the form's own check; the update's condition decides."""
    stale = IntakeRequest.objects.get()
    send(signed_in("intake"), request_for_help, status="reached", version="1")
    with pytest.raises(StaleError):
        change(stale, stale.version, status="spam")
    request_for_help.refresh_from_db()
    assert request_for_help.status == "reached"


@pytest.mark.parametrize("version", ["", "0", "2", "x", "-1", "9" * 30])
def test_a_version_that_is_not_the_rows_saves_nothing(
    request_for_help: IntakeRequest, signed_in: Any, version: str
) -> None:
    answer = send(signed_in("intake"), request_for_help, status="spam", version=version)
    assert answer.status_code == 422
    request_for_help.refresh_from_db()
    assert request_for_help.status == "new"


def test_closing_says_what_came_of_it(request_for_help: IntakeRequest, signed_in: Any) -> None:
    client = signed_in("intake")
    answer = send(client, request_for_help, status="closed", version="1")
    assert answer.status_code == 422
    assert "Say what came of it before you close it." in answer.content.decode()
    request_for_help.refresh_from_db()
    assert request_for_help.closed_at is None

    sent = {"status": "closed", "disposition": "informed", "version": "1"}
    assert send(client, request_for_help, **sent).status_code == 302
    request_for_help.refresh_from_db()
    assert request_for_help.closed_at is not None
    assert request_for_help.disposition == "informed"


def test_the_database_itself_keeps_no_closed_row_without_one(
    request_for_help: IntakeRequest,
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        IntakeRequest.objects.update(status="closed", disposition="")


def test_opening_it_again_starts_its_time_anew(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("intake")
    send(client, request_for_help, status="closed", disposition="informed", version="1")
    send(client, request_for_help, status="assigned", disposition="informed", version="2")
    request_for_help.refresh_from_db()
    assert (request_for_help.closed_at, request_for_help.disposition) == (None, "")


def test_only_staff_who_may_open_it_can_be_given_it(
    request_for_help: IntakeRequest, signed_in: Any, account: Any
) -> None:
    for role in ("admin", "editor", "auditor"):
        other = account(role)
        client = signed_in("intake", f"intake-{role}")
        sent = {"status": "assigned", "assignee": str(other.pk), "version": "1"}
        assert send(client, request_for_help, **sent).status_code == 422


def test_what_is_sent_beside_the_form_changes_nothing(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    before = bytes(IntakeRequest.objects.get().envelope)
    beside = {"reference": "AAAA2222", "envelope": "x", "key_id": "x", "language": "zz"}
    send(signed_in("intake"), request_for_help, status="spam", version="1", **beside)
    row = IntakeRequest.objects.get()
    assert (bytes(row.envelope), row.language) == (before, "en")
    assert row.reference == request_for_help.reference


@pytest.mark.parametrize(
    ("now", "wanted"),
    [("closed", "reached"), ("closed", "new"), ("spam", "closed"), ("reached", "new")],
)
def test_a_status_that_may_not_follow_is_refused_with_a_message(
    request_for_help: IntakeRequest, signed_in: Any, now: str, wanted: str
) -> None:
    IntakeRequest.objects.update(status=now, disposition="informed" if now == "closed" else "")
    sent = {"status": wanted, "disposition": "informed", "version": "1"}
    answer = send(signed_in("intake"), request_for_help, **sent)
    assert answer.status_code == 422
    assert "This status cannot follow the present one." in answer.content.decode()
    assert IntakeRequest.objects.get().status == now


def test_every_status_leads_back_to_an_open_one() -> None:
    """Whatever was closed by mistake can be opened again."""
    for status in IntakeRequest.Status:
        assert status in IntakeRequest.OPEN or IntakeRequest.NEXT[status] & set(IntakeRequest.OPEN)
