"""The thanks page takes what was left open, for half an hour, and can do nothing else."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client

from contact.models import IntakeRequest, Notice, Supplement
from contact.notices import deliver
from contact.receipts import write_receipt
from tests.contact.conftest import MailServer
from tests.contact.words import found_in, whole_database

MORE = {"contact_method": "call_only", "best_time": "evening", "insurer": "Canaryinsurer Mutual"}


def add(row: IntakeRequest, answers: dict[str, str], client: Client | None = None) -> Any:
    client = client or Client(raise_request_exception=False)
    return client.post(f"/contact/thanks/{write_receipt(row)}/", answers, secure=True)


def test_it_is_sealed_beside_the_request_and_staff_are_told(
    request_for_help: IntakeRequest, mail_server: MailServer
) -> None:
    answer = add(request_for_help, MORE)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/contact/thanks/{write_receipt(request_for_help)}/#more"
    supplement = Supplement.objects.get()
    assert supplement.open() == MORE
    assert found_in(whole_database()) == []
    assert deliver() == 2
    first, second = mail_server.mails
    assert first["Subject"] == second["Subject"]
    assert "Something was added" in second.get_payload()
    assert found_in(second.as_bytes()) == []


def test_the_page_says_that_it_has_it(request_for_help: IntakeRequest, client: Client) -> None:
    path = f"/contact/thanks/{write_receipt(request_for_help)}/"
    assert "We have what you added" not in client.get(path, secure=True).content.decode()
    add(request_for_help, MORE)
    page = client.get(path, secure=True).content.decode()
    assert "We have what you added" in page
    assert "Canaryinsurer" not in page


@pytest.mark.parametrize("answers", [{}, {"insurer": "  "}, {"unknown": "x"}])
def test_nothing_chosen_is_said_and_stores_nothing(
    request_for_help: IntakeRequest, answers: dict[str, str]
) -> None:
    answer = add(request_for_help, answers)
    assert answer.status_code == 422
    assert "Nothing was chosen" in answer.content.decode()
    assert not Supplement.objects.exists()


def test_what_is_too_long_is_said_beside_its_field(request_for_help: IntakeRequest) -> None:
    answer = add(request_for_help, {"insurer": "x" * 121, "best_time": "evening"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is too long" in page
    assert "x" * 121 in page
    assert '<option value="evening" selected>' in page


def test_it_can_change_nothing_of_the_request_itself(request_for_help: IntakeRequest) -> None:
    before = IntakeRequest.objects.values().get()
    add(request_for_help, MORE | {"phone": "999", "status": "closed", "voicemail_ok": "on"})
    assert IntakeRequest.objects.values().get() == before
    assert Supplement.objects.get().open() == MORE


def test_after_half_an_hour_nothing_is_added_and_what_was_chosen_is_kept(
    request_for_help: IntakeRequest,
) -> None:
    late = request_for_help.created_at + timedelta(minutes=31)
    with time_machine.travel(late):
        answer = add(request_for_help, MORE)
    page = answer.content.decode()
    assert answer.status_code == 410
    assert not Supplement.objects.exists()
    assert "<dd>Call me. Leave no voicemail and send no text.</dd>" in page
    assert "<dd>Early evening</dd>" in page
    assert "<dd>Canaryinsurer Mutual</dd>" in page
    assert "We have your request" not in page


def test_another_sites_post_is_refused(request_for_help: IntakeRequest) -> None:
    client = Client(headers={"Sec-Fetch-Site": "cross-site"})
    answer = add(request_for_help, MORE, client)
    assert answer.status_code == 403
    assert not Supplement.objects.exists()


def test_after_five_times_it_asks_for_a_call(request_for_help: IntakeRequest) -> None:
    for n in range(5):
        assert add(request_for_help, {"insurer": f"number {n}"}).status_code == 303
    answer = add(request_for_help, {"insurer": "number 6"})
    assert answer.status_code == 429
    assert "(888) 380-0342" in answer.content.decode()
    assert 'value="number 6"' in answer.content.decode()


@pytest.mark.parametrize("trouble", ["keys", "database"])
def test_trouble_is_said_and_keeps_what_was_chosen(
    request_for_help: IntakeRequest, settings: Any, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    if trouble == "keys":
        settings.INTAKE_PUBLIC_KEYS = "broken"
    else:
        from tests.contact.words import refuse_inserts_into

        refuse_inserts_into("contact_notice")
    answer = add(request_for_help, MORE)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "We could not add this" in page
    assert 'value="Canaryinsurer Mutual"' in page
    assert not Supplement.objects.exists()
    assert Notice.objects.count() == 1


def test_staff_see_it_with_the_request(request_for_help: IntakeRequest, signed_in: Any) -> None:
    add(request_for_help, MORE)
    page = signed_in("intake").get(f"/admin/requests/{request_for_help.pk}/", secure=True)
    text = page.content.decode()
    assert "Canaryinsurer Mutual" in text
    assert "No. Hang up if nobody answers." in text, "the voicemail was taken back"


def test_who_takes_the_request_back_is_left_in_peace(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    add(request_for_help, {"contact_method": "none"})
    page = signed_in("intake").get(f"/admin/requests/{request_for_help.pk}/", secure=True)
    text = page.content.decode()
    assert "They took their request back" in text
    assert 'href="tel:' not in text


def test_what_is_said_last_about_safety_stands_last(
    request_for_help: IntakeRequest, signed_in: Any
) -> None:
    """Taken back, allowed again, taken back again: the third is no repeat of the first."""
    for method in ("none", "phone", "none"):
        assert add(request_for_help, {"contact_method": method}).status_code == 303
    assert Supplement.objects.count() == 3
    page = signed_in("intake").get(f"/admin/requests/{request_for_help.pk}/", secure=True)
    assert "They took their request back" in page.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_database_that_goes_away_is_said_and_costs_no_choice(
    request_for_help: IntakeRequest, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def away(*said: object, **also: object) -> None:
        raise OperationalError("quokka")

    path = f"/contact/thanks/{write_receipt(request_for_help)}/"
    client = Client(raise_request_exception=False)
    client.get(path, secure=True)
    monkeypatch.setattr("contact.views.read_receipt", away)
    page = getattr(client, method)(path, MORE if method == "post" else {}, secure=True)
    text = page.content.decode()
    assert page.status_code == 503
    assert "(888) 380-0342" in text
    assert "quokka" not in text
    assert ("Canaryinsurer Mutual" in text) == (method == "post")


def test_another_sites_words_are_not_repeated_on_an_expired_page(
    request_for_help: IntakeRequest,
) -> None:
    client = Client(headers={"Origin": "https://evil.example"})
    with time_machine.travel(request_for_help.created_at + timedelta(hours=1)):
        answer = add(request_for_help, {"insurer": "call 6666666"}, client)
    assert answer.status_code == 410
    assert "6666666" not in answer.content.decode()
