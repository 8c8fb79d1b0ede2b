"""The thanks page answers for a row that is there, for half an hour, and for nothing else."""

import uuid
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from contact.models import AccessEntry, IntakeRequest
from contact.receipts import read_receipt, write_receipt
from tests.contact.words import found_in


def thanks(client: Client, receipt: str, method: str = "get") -> Any:
    return getattr(client, method)(f"/contact/thanks/{receipt}/", secure=True)


def test_the_same_row_has_the_same_receipt(request_for_help: IntakeRequest) -> None:
    receipt = write_receipt(request_for_help)
    assert receipt == write_receipt(IntakeRequest.objects.get())
    assert len(receipt) == 43
    assert read_receipt(receipt) == request_for_help.pk


def test_it_shows_the_reference_and_none_of_the_words(
    request_for_help: IntakeRequest, client: Client
) -> None:
    page = thanks(client, write_receipt(request_for_help))
    assert page.status_code == 200
    assert request_for_help.reference_spaced in page.content.decode()
    # The choices on offer stand in the form, whoever chose what.
    before, _, after = page.content.partition(b'<form class="ask"')
    # When we call may well be in the afternoon.
    assert set(found_in(before + after.partition(b"</form>")[2])) <= {"afternoon"}
    assert b" selected" not in after.replace(b'value="" selected', b"")
    assert "no-store" in page.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert not AccessEntry.objects.exists()


def test_a_forged_one_is_not_found(request_for_help: IntakeRequest, client: Client) -> None:
    row = request_for_help.pk.bytes
    honest = write_receipt(request_for_help)
    other = urlsafe_b64encode(uuid.uuid4().bytes + b"\0" * 16).decode().rstrip("=")
    unsigned = urlsafe_b64encode(row + b"\0" * 16).decode().rstrip("=")
    changed = honest[:30] + ("A" if honest[30] != "A" else "B") + honest[31:]
    for receipt in (other, unsigned, changed, "A" * 43, "_" * 43, "-" * 43):
        assert read_receipt(receipt) is None
        assert thanks(client, receipt).status_code == 404


@pytest.mark.parametrize("receipt", ["", "A", "A" * 42, "A" * 44, "é" * 43, "%00" * 43, "A" * 4000])
def test_what_is_no_receipt_is_not_found(db: None, client: Client, receipt: str) -> None:
    assert thanks(client, receipt).status_code in (400, 404)


def test_another_secret_makes_it_worthless(
    request_for_help: IntakeRequest, client: Client, settings: Any
) -> None:
    receipt = write_receipt(request_for_help)
    settings.SECRET_KEY = "another-secret-" + "y" * 50
    assert thanks(client, receipt).status_code == 404


def test_for_a_row_that_is_gone_it_is_not_found(
    request_for_help: IntakeRequest, client: Client
) -> None:
    receipt = write_receipt(request_for_help)
    IntakeRequest.objects.all().delete()
    assert thanks(client, receipt).status_code == 404


@pytest.mark.parametrize(("after", "status"), [(29, 200), (31, 410), (60 * 24 * 400, 410)])
def test_after_half_an_hour_it_has_expired(
    request_for_help: IntakeRequest, client: Client, after: int, status: int
) -> None:
    receipt = write_receipt(request_for_help)
    with time_machine.travel(request_for_help.created_at + timedelta(minutes=after)):
        page = thanks(client, receipt)
    assert page.status_code == status
    if status == 410:
        text = page.content.decode()
        assert request_for_help.reference_spaced not in text
        assert "This page has expired" in text
        assert "(888) 380-0342" in text
        assert 'href="/contact/"' in text
        assert "no-store" in page.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_it_is_read_and_added_to_and_nothing_else(
    request_for_help: IntakeRequest, client: Client, method: str
) -> None:
    answer = thanks(client, write_receipt(request_for_help), method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
