"""The pages say when requests are read, in words a tired person takes in."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from contact.models import IntakeRequest, Office, OpeningHours
from contact.receipts import write_receipt
from contact.templatetags.intake import day_and_hour, days, plain_hours

EAST = ZoneInfo("America/New_York")
Hours = list[tuple[int, time, time]]


def words(hours: Hours) -> str:
    office = Office()
    office.all_hours = [OpeningHours(weekday=d, opens=o, closes=c) for d, o, c in hours]
    return plain_hours(office)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ([], ""),
        ([(0, time(8), time(18))], "Monday, 8 to 6"),
        ([(d, time(8), time(18)) for d in range(5)], "Monday to Friday, 8 to 6"),
        (
            [(d, time(8), time(18)) for d in reversed(range(5))],
            "Monday to Friday, 8 to 6",
        ),
        (
            [(0, time(8), time(18)), (2, time(8), time(18))],
            "Monday, 8 to 6; Wednesday, 8 to 6",
        ),
        (
            [*((d, time(8), time(18)) for d in range(5)), (5, time(9, 30), time(12))],
            "Monday to Friday, 8 to 6; Saturday, 9:30 to 12",
        ),
        ([(5, time(18), time(22))], "Saturday, 6 in the evening to 10 in the evening"),
        ([(5, time(8), time(11))], "Saturday, 8 in the morning to 11 in the morning"),
        ([(d, time(8), time(20)) for d in range(7)], "Monday to Sunday, 8 to 8"),
    ],
)
def test_days_with_the_same_hours_are_said_together(hours: Hours, said: str) -> None:
    assert words(hours) == said


def test_with_no_office_nothing_is_said() -> None:
    assert plain_hours(None) == ""
    assert day_and_hour(None) == ""


@time_machine.travel(datetime(2026, 11, 16, 10, tzinfo=EAST), tick=False)
@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 16, 15, tzinfo=EAST), "today at 3 in the afternoon"),
        (datetime(2026, 11, 16, 15, 30, 59, tzinfo=EAST), "today at 3:30 in the afternoon"),
        (datetime(2026, 11, 17, 8, tzinfo=EAST), "tomorrow at 8 in the morning"),
        (datetime(2026, 11, 20, 12, tzinfo=EAST), "on Friday at noon"),
    ],
)
def test_a_moment_is_said_as_a_person_would(at: datetime, said: str) -> None:
    assert day_and_hour(at) == said


@time_machine.travel(datetime(2026, 11, 16, 10, tzinfo=EAST), tick=False)
def test_a_day_of_another_week_is_not_said_like_one_of_this(db: None) -> None:
    """A long answer target reaches past a week; "on Wednesday" would then be a false promise."""
    this, other = (datetime(2026, 11, day, 10, tzinfo=EAST) for day in (18, 25))
    assert day_and_hour(this) != day_and_hour(other)


def test_today_is_the_offices_today() -> None:
    """Late on Monday in New York it is Tuesday in Greenwich."""
    with time_machine.travel(datetime(2026, 11, 16, 21, tzinfo=EAST)):
        assert day_and_hour(datetime(2026, 11, 16, 22, tzinfo=EAST)) == "today at 10 in the evening"


def test_days_are_counted() -> None:
    assert (days(1), days(90)) == ("1 day", "90 days")


def test_in_spanish_the_days_are_spanish() -> None:
    with translation.override("es"):
        assert "lunes" in words([(0, time(8), time(18))]).lower()


def test_the_form_and_the_thanks_page_say_them(
    request_for_help: IntakeRequest, client: Client
) -> None:
    form = client.get("/contact/", secure=True).content.decode()
    assert "We read requests Monday to Friday, 8 to 6" in form
    IntakeRequest.objects.update(created_at=datetime(2026, 11, 20, 19, tzinfo=EAST))
    with time_machine.travel(datetime(2026, 11, 20, 19, 5, tzinfo=EAST)):
        page = client.get(f"/contact/thanks/{write_receipt(request_for_help)}/", secure=True)
    text = page.content.decode()
    assert "We read it next on Monday at 8 in the morning" in text
    assert "at the latest on Monday at noon" in text


def test_with_no_hours_the_thanks_page_promises_none(
    request_for_help: IntakeRequest, client: Client
) -> None:
    OpeningHours.objects.all().delete()
    page = client.get(f"/contact/thanks/{write_receipt(request_for_help)}/", secure=True)
    assert page.status_code == 200
    assert "We read it next" not in page.content.decode()
    assert "at the latest" not in page.content.decode()
