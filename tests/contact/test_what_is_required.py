"""One way to answer is required, and on the full form that the promise was read; nothing else."""

import re

import pytest
from django.http import HttpResponse

from contact.models import IntakeRequest
from tests.contact.conftest import Ask

PHONE, EMAIL = {"phone": "602 555 0142"}, {"email": "mother@example.org"}
TICK = {"acknowledged": "on"}


def errors(answer: HttpResponse) -> list[str]:
    """The ids of the fields that the summary links to."""
    page = answer.content.decode()
    summary = page.partition('class="error-summary"')[2].partition("</div>")[0]
    return re.findall(r'href="#([^"]+)"', summary)


@pytest.mark.parametrize("reach", [PHONE, EMAIL, PHONE | EMAIL])
@pytest.mark.parametrize("form", [{"form": "short"}, {"form": "full"} | TICK])
def test_phone_or_email_is_enough(ask: Ask, form: dict[str, str], reach: dict[str, str]) -> None:
    assert ask(form | reach).status_code == 303
    assert IntakeRequest.objects.count() == 1


@pytest.mark.parametrize("form", [{"form": "short"}, {"form": "full"} | TICK])
def test_without_either_it_asks_for_one(ask: Ask, form: dict[str, str]) -> None:
    answer = ask(form | {"name": "Ann", "message": "please"})
    assert answer.status_code == 422
    assert errors(answer) == ["id_phone"]
    assert "Give a phone number or an email" in answer.content.decode()
    assert not IntakeRequest.objects.exists()


@pytest.mark.parametrize("blank", ["", "   ", "\t", "\r\n", "\x00", "\u202e"])
def test_blank_is_not_an_answer(ask: Ask, blank: str) -> None:
    assert ask({"form": "short", "phone": blank, "email": blank}).status_code == 422
    assert not IntakeRequest.objects.exists()


def test_the_full_form_asks_that_the_promise_was_read(ask: Ask) -> None:
    answer = ask({"form": "full"} | PHONE)
    assert answer.status_code == 422
    assert errors(answer) == ["id_acknowledged"]
    assert not IntakeRequest.objects.exists()


def test_the_short_form_does_not(ask: Ask) -> None:
    assert ask({"form": "short"} | PHONE).status_code == 303


@pytest.mark.parametrize("form", ["", "other", "FULL", "short "])
def test_an_unknown_form_is_held_to_the_full_one(ask: Ask, form: str) -> None:
    assert ask({"form": form} | PHONE).status_code == 422
    assert ask({"form": form} | PHONE | TICK).status_code == 303


def test_a_mistyped_phone_beside_a_good_email_is_pointed_out(ask: Ask) -> None:
    answer = ask({"form": "short", "phone": "555"} | EMAIL)
    assert answer.status_code == 422
    assert errors(answer) == ["id_phone"]


def test_ticks_that_are_absent_mean_no(ask: Ask) -> None:
    ask({"form": "short"} | PHONE)
    opened = IntakeRequest.objects.get().open()
    assert (opened["voicemail_ok"], opened["text_ok"]) == (False, False)


@pytest.mark.parametrize("name", ["seeking_for", "contact_method", "best_time"])
def test_an_odd_choice_never_loses_a_plea(ask: Ask, name: str) -> None:
    """As `contact.forms` says: refused only for giving no way to answer. A page that a phone kept
    open since last month may send a choice that is no longer offered."""
    assert ask({"form": "full", name: "something-else"} | PHONE | TICK).status_code == 303


@pytest.mark.parametrize("typed", ["mother", "mother@", "@example.org", "a b@example.org", "a@b"])
def test_an_email_that_nobody_could_write_to_is_pointed_out(ask: Ask, typed: str) -> None:
    answer = ask({"form": "short", "email": typed})
    assert answer.status_code == 422
    assert errors(answer) == ["id_email"]
    page = answer.content.decode().replace("aria-invalid", "")
    assert "This email looks incomplete." in page
    assert "invalid" not in page.lower()
