"""Intake staff and leads open requests. Nobody else does, by any address or method."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from contact.models import AccessEntry, IntakeRequest
from tests.contact.words import FULL, found_in

STAFF, OTHERS = ["intake", "lead"], ["admin", "editor", "reviewer", "publisher", "auditor"]
METHODS = ["get", "head", "post", "put", "patch", "delete", "options", "trace"]
SUFFIXES = ["", "?export=csv", "?export=xlsx", "?format=json", "?_w_filter_fragment=true"]


def addresses(row: IntakeRequest) -> list[str]:
    return [
        reverse("contact_queue:list"),
        reverse("contact_queue:results"),
        reverse("contact_queue:open", args=[row.pk]),
    ]


def shows_nothing(answer: HttpResponse, row: IntakeRequest) -> None:
    assert answer.status_code in (302, 403, 404, 405)
    text = answer.content.decode()
    assert found_in(text) == []
    for part in (row.reference, row.reference_spaced):
        assert part not in text
    location = answer.headers.get("Location", "")
    assert location in ("", "/admin/") or location.startswith("/admin/login/")


@pytest.mark.parametrize("role", STAFF)
def test_intake_staff_see_the_list_and_the_words(
    request_for_help: IntakeRequest, signed_in: Any, role: str
) -> None:
    client = signed_in(role)
    listed, _results, opened = addresses(request_for_help)
    page = client.get(listed).content.decode()
    assert request_for_help.reference_spaced in page
    assert opened in page
    assert found_in(page) == [], "the list opens nothing"

    page = client.get(opened).content.decode()
    for name in ("email", "name", "insurer"):
        assert FULL[name] in page, name
    assert "My daughter Philippina canarymessage" in page
    assert "Someone I love" in page
    assert "Yes. Do not mention treatment." in page, "voicemail"


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_sees_anything_of_it(
    request_for_help: IntakeRequest, signed_in: Any, role: str, method: str, suffix: str
) -> None:
    client = signed_in(role)
    change = {"status": "closed", "disposition": "informed", "version": "1"}
    for address in addresses(request_for_help):
        send = getattr(client, method)
        answer = send(address + suffix, change) if method == "post" else send(address + suffix)
        shows_nothing(answer, request_for_help)
    request_for_help.refresh_from_db()
    assert (request_for_help.status, request_for_help.version) == ("new", 1)
    assert not AccessEntry.objects.exists(), "what was refused is no access"


@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_is_asked_to_sign_in(request_for_help: IntakeRequest, method: str) -> None:
    for address in addresses(request_for_help):
        shows_nothing(getattr(Client(), method)(address), request_for_help)


def test_intake_staff_who_left_are_strangers(
    request_for_help: IntakeRequest, signed_in: Any, account: Any
) -> None:
    from django.contrib.auth import get_user_model

    client = signed_in("intake")
    get_user_model().objects.update(is_active=False)
    for address in addresses(request_for_help):
        shows_nothing(client.get(address), request_for_help)


def test_a_superuser_finds_it_nowhere_else_in_the_admin(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    client = signed_in("admin")
    client.get("/admin/")
    for address in (
        "/admin/",
        "/admin/reports/site-history/",
        "/admin/snippets/",
        "/admin/settings/contact/office/",
        "/admin/users/",
        "/admin/snippets/contact/intakerequest/",
        "/admin/snippets/contact/notice/",
        "/admin/reports/aging-pages/",
    ):
        answer = client.get(address, follow=True)
        assert answer.status_code < 500, address
        text = answer.content.decode()
        assert found_in(text) == [], address
        assert request_for_help.reference_spaced not in text, address


@pytest.mark.parametrize("role", [*STAFF, *OTHERS])
def test_the_menu_offers_what_one_may_follow(signed_in: Any, role: str) -> None:
    client = signed_in(role)
    menu = client.get("/admin/").content.decode()
    for name, label in (("list", "Requests for help"), ("access_log", "Access log")):
        address = reverse(f"contact_queue:{name}")
        may = client.get(address).status_code == 200
        assert (f'"{address}"' in menu) is may, address
        assert (label in menu) is may, label


def test_a_request_that_does_not_open_is_said_to_be_kept(
    request_for_help: IntakeRequest, signed_in: Any, settings: Any
) -> None:
    settings.INTAKE_PRIVATE_KEYS = ""
    answer = signed_in("intake").get(addresses(request_for_help)[2])
    assert answer.status_code == 200
    assert "It is kept." in answer.content.decode()
    assert found_in(answer.content) == []


def test_no_permission_on_requests_exists_that_a_group_could_be_given(db: None) -> None:
    from django.contrib.auth.models import Permission

    models = ["intakerequest", "notice", "accessentry", "tombstone"]
    named = Permission.objects.filter(content_type__app_label="contact")
    assert not named.filter(content_type__model__in=models).exists()
