"""Who looked at or changed which request is written down, and is read by leads and auditors."""

from typing import Any

import pytest
from django.urls import reverse

from contact.models import AccessEntry, IntakeRequest
from tests.contact.words import found_in

ALL = ["admin", "editor", "reviewer", "publisher", "intake", "lead", "auditor"]


def entries() -> list[tuple[str, str, str, str]]:
    rows = AccessEntry.objects.order_by("pk")
    return list(rows.values_list("username", "action", "reference", "detail"))


def test_seeing_the_list_opening_and_changing_are_written_down(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client, reference = signed_in("intake"), request_for_help.reference
    opened = reverse("contact_queue:open", args=[request_for_help.pk])
    client.get(reverse("contact_queue:list"))
    client.get(opened)
    client.post(opened, {"status": "attempted", "version": "1"})
    assert entries() == [
        ("intake", "list", "", ""),
        ("intake", "open", reference, ""),
        ("intake", "change", reference, "new → attempted"),
    ]
    assert {entry.user.get_username() for entry in AccessEntry.objects.all()} == {"intake"}


def test_no_entry_holds_what_somebody_wrote(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("lead")
    opened = reverse("contact_queue:open", args=[request_for_help.pk])
    client.get(opened)
    client.post(opened, {"status": "closed", "disposition": "referred", "version": "1"})
    assert found_in(str(list(AccessEntry.objects.values_list()))) == []


def test_a_change_that_was_refused_is_an_opening_and_no_change(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    opened = reverse("contact_queue:open", args=[request_for_help.pk])
    signed_in("intake").post(opened, {"status": "closed", "version": "1"})
    assert [entry[1] for entry in entries()] == ["open"]


def test_what_does_not_open_is_written_down_too(
    request_for_help: IntakeRequest, signed_in: Any, settings: Any
) -> None:
    settings.INTAKE_PRIVATE_KEYS = ""
    signed_in("intake").get(reverse("contact_queue:open", args=[request_for_help.pk]))
    assert [entry[1] for entry in entries()] == ["open"]


def test_an_entry_outlives_the_account(request_for_help: IntakeRequest, signed_in: Any) -> None:
    from django.contrib.auth import get_user_model

    signed_in("intake").get(reverse("contact_queue:list"))
    get_user_model().objects.all().delete()
    entry = AccessEntry.objects.get()
    assert (entry.user, entry.username) == (None, "intake")


@pytest.mark.parametrize("role", ALL)
@pytest.mark.parametrize("name", ["access_log", "access_log_results"])
def test_leads_and_auditors_alone_read_the_log(
    request_for_help: IntakeRequest, signed_in: Any, role: str, name: str
) -> None:
    AccessEntry.objects.create(username="somebody", action="open", reference="AAAA2222")
    answer = signed_in(role).get(reverse(f"contact_queue:{name}"))
    if role in ("lead", "auditor"):
        assert answer.status_code == 200
        assert "AAAA2222" in answer.content.decode()
        assert "somebody" in answer.content.decode()
    else:
        assert answer.status_code in (302, 403)
        assert "AAAA2222" not in answer.content.decode()


def test_the_log_is_only_read(signed_in: Any) -> None:
    AccessEntry.objects.create(username="somebody", action="open", reference="AAAA2222")
    client = signed_in("auditor")
    for method in ("post", "put", "patch", "delete"):
        getattr(client, method)(reverse("contact_queue:access_log"))
    assert AccessEntry.objects.get().reference == "AAAA2222"


def test_a_page_that_did_not_reach_anyone_is_kept_by_nobody(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("lead")
    for name, args in (("list", []), ("open", [request_for_help.pk]), ("access_log", [])):
        answer = client.get(reverse(f"contact_queue:{name}", args=args))
        assert "no-store" in answer.headers["Cache-Control"], name
