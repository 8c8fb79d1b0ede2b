"""The registry of numbers: what it takes in, what it shows as a link, what it says is overdue."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from articles.models import Helpline, Organisation
from articles.models.evidence.helpline import CHECK_EVERY, HowChecked
from tests.articles.conftest import soup, words

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
WHO_TO_CALL = "/help-in-pennsylvania/who-to-call-988-and-helplines/"


def line(**said: Any) -> Helpline:
    given = {"key": "new", "name": "A line", "call": "1-800-662-4357", "what_for": "Talk."}
    return Helpline(**(given | {"checked_how": "rung", "checked_on": TODAY()} | said))


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ({"call": ""}, "call", "Give a number to call, or say how to text."),
        ({"call": "ask at the desk"}, "call", "This does not look like a phone number."),
        ({"call": "12"}, "call", "This does not look like a phone number."),
        ({"tty": "none"}, "tty", "This does not look like a phone number."),
        ({"checked_on": None}, "checked_on", "Say on which day it was checked."),
        ({"checked_on": TODAY() + timedelta(days=1)}, "checked_on", "This day has not come yet."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    said: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(ValidationError) as raised:
        line(**said).full_clean()
    assert raised.value.message_dict == {field: [message]}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"call": "988"},
        {"call": "", "text": "HOME to 741741"},
        {"checked_how": "not", "checked_on": None},
    ],
)
def test_a_good_entry_is_taken(said: dict[str, Any]) -> None:
    line(**said).full_clean()


def test_a_helpline_without_a_number_is_refused_in_the_admin(signed_in: Any) -> None:
    client: Client = signed_in("publisher")
    sent = {"name": "A line", "key": "a-line", "what_for": "Talk.", "order": "9"}
    sent |= {"call": "", "text": "", "chat": "", "tty": "", "hours": "", "languages": ""}
    sent |= {"who_answers": "", "checked_how": "not", "checked_on": "", "checked_note": ""}
    answer: HttpResponse = client.post("/admin/snippets/articles/helpline/add/", sent)
    assert answer.status_code == 200
    assert "Give a number to call, or say how to text." in answer.content.decode()
    assert not Helpline.objects.filter(key="a-line").exists()


@pytest.mark.parametrize("how", HowChecked)
def test_only_what_was_rung_or_read_is_a_link(how: HowChecked) -> None:
    Helpline.objects.filter(key="poison-control").update(checked_how=how)
    page = soup(Client().get(WHO_TO_CALL))
    links = page.select('main a[href="tel:+18002221222"]')
    assert bool(links) == (how not in (HowChecked.ELSEWHERE, HowChecked.NOT))
    # Whether or not it is a link, the number is there to be typed.
    assert "1-800-222-1222" in words(page.main)


def test_no_number_of_the_sample_is_a_link_without_a_reading_of_its_own_page() -> None:
    unread = Helpline.objects.filter(checked_how__in=[HowChecked.ELSEWHERE, HowChecked.NOT])
    assert {each.key for each in unread} == {"ndvh", "crisis-text-line"}
    for each in unread:
        if each.call:
            assert f"tel:{each.digits}" not in Client().get(WHO_TO_CALL).content.decode()


def test_a_page_says_how_a_number_was_checked() -> None:
    page = soup(Client().get(WHO_TO_CALL))
    said = {
        words(item.select_one(".helpline-name")): words(item.select("dd")[-1])
        for item in page.select(".helplines > li")
    }
    assert said["Poison Control"].startswith("Read in a copy of its own page on 22 November 2026.")
    assert said["National Domestic Violence Hotline"].startswith(
        "Read elsewhere on 22 November 2026."
    )
    assert said["988 Suicide and Crisis Lifeline"].startswith("A federal law gives")


@pytest.mark.parametrize(("days", "overdue"), [(0, False), (1, True)])
def test_an_entry_is_overdue_once_its_check_is_too_old(days: int, overdue: bool) -> None:
    Helpline.objects.update(checked_on=TODAY())
    Organisation.objects.update(checked_on=TODAY())
    old = TODAY() - CHECK_EVERY - timedelta(days=days)
    Helpline.objects.filter(key="988").update(checked_on=old)
    entry = Helpline.objects.get(key="988")
    assert entry.is_overdue is overdue
    assert list(Helpline.objects.overdue()) == ([entry] if overdue else [])
    ready = Client().get("/readyz")
    assert ready.status_code == 200
    warning = "1 phone numbers are overdue for a check"
    assert (warning in ready.json()["warnings"]) is overdue


def test_a_number_that_nobody_checked_is_overdue_from_the_first_day() -> None:
    Helpline.objects.update(checked_on=TODAY())
    new = line(checked_how="not", checked_on=None)
    new.save()
    assert list(Helpline.objects.overdue()) == [new]


def test_the_report_begins_with_what_is_overdue(signed_in: Any) -> None:
    old = TODAY() - CHECK_EVERY - timedelta(days=9)
    Helpline.objects.update(checked_on=TODAY())
    Organisation.objects.update(checked_on=TODAY())
    Helpline.objects.filter(key="childline-pa").update(checked_on=old)
    page = soup(signed_in("editor").get("/admin/reports/numbers/"))
    rows = [words(row) for row in page.select("table tbody tr")]
    assert rows[0].startswith("ChildLine, Pennsylvania")
    assert "Overdue" in rows[0]
    assert not [row for row in rows[1:] if "Overdue" in row]
    assert [row for row in rows if "(888) 380-0342" in row]
    assert "1 number is overdue." in words(page.main)


def test_the_report_is_not_for_those_who_answer(signed_in: Any) -> None:
    assert signed_in("intake").get("/admin/reports/numbers/").status_code in (302, 403)
