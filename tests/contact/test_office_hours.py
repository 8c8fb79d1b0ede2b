"""When a request is read next, and by when we call: in the office's time, in opening hours."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from contact.models import Office, OpeningHours

EAST = ZoneInfo("America/New_York")
WEEK = [(day, 8, 18) for day in range(5)]
"""Monday to Friday, 8 to 6."""


def office(
    hours: list[tuple[int, int, int]], zone: str = "America/New_York", within: int = 4
) -> Office:
    made = Office(time_zone=zone, answer_within_hours=within)
    made.hours = [
        OpeningHours(weekday=day, opens=time(opens), closes=time(closes))
        for day, opens, closes in hours
    ]
    return made


def east(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=EAST)


@pytest.mark.parametrize(
    ("now", "read", "call"),
    [
        # 2026-11-16 is a Monday.
        ("2026-11-16 10:00", "2026-11-16 10:00", "2026-11-16 14:00"),
        ("2026-11-16 07:59", "2026-11-16 08:00", "2026-11-16 12:00"),
        ("2026-11-16 14:00", "2026-11-16 14:00", "2026-11-16 18:00"),
        ("2026-11-16 16:30", "2026-11-16 16:30", "2026-11-17 10:30"),
        ("2026-11-16 17:59", "2026-11-16 17:59", "2026-11-17 11:59"),
        ("2026-11-16 18:00", "2026-11-17 08:00", "2026-11-17 12:00"),
        ("2026-11-16 23:59", "2026-11-17 08:00", "2026-11-17 12:00"),
        # Over the weekend.
        ("2026-11-20 17:00", "2026-11-20 17:00", "2026-11-23 11:00"),
        ("2026-11-20 18:01", "2026-11-23 08:00", "2026-11-23 12:00"),
        ("2026-11-21 12:00", "2026-11-23 08:00", "2026-11-23 12:00"),
        ("2026-11-22 23:00", "2026-11-23 08:00", "2026-11-23 12:00"),
        # Over the nights on which the clocks change.
        ("2026-03-06 19:00", "2026-03-09 08:00", "2026-03-09 12:00"),
        ("2026-10-30 17:00", "2026-10-30 17:00", "2026-11-02 11:00"),
    ],
)
def test_over_days_and_weekends(now: str, read: str, call: str) -> None:
    weekly = office(WEEK)
    assert weekly.next_reading(east(now)) == east(read)
    assert weekly.call_by(east(now)) == east(call)


def test_the_clock_that_counts_is_the_offices() -> None:
    utc = datetime(2026, 11, 16, 12, 30, tzinfo=ZoneInfo("UTC"))
    assert office(WEEK).next_reading(utc) == east("2026-11-16 08:00")
    pacific = office(WEEK, "America/Los_Angeles").next_reading(utc)
    assert pacific == datetime(2026, 11, 16, 8, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert pacific.tzinfo == ZoneInfo("America/Los_Angeles")


def test_before_and_after_the_clocks_change_eight_is_eight() -> None:
    read = [office(WEEK).next_reading(east(f"2026-{day} 20:00")) for day in ("03-05", "03-08")]
    assert [at.time() for at in read] == [time(8), time(8)]
    assert [at.utcoffset().total_seconds() / 3600 for at in read] == [-5, -4]


def test_an_hour_that_the_clocks_skip_or_repeat_breaks_nothing() -> None:
    nights = office([(day, 0, 23) for day in range(7)])
    for now in ("2026-03-08 02:30", "2026-11-01 01:30"):
        for fold in (0, 1):
            at = east(now).replace(fold=fold)
            assert nights.next_reading(at) >= at
            assert nights.call_by(at) > at


def test_a_day_that_closes_at_noon_and_opens_again() -> None:
    split = office([(0, 8, 12), (0, 14, 18)])
    assert split.next_reading(east("2026-11-16 12:30")) == east("2026-11-16 14:00")
    assert split.call_by(east("2026-11-16 11:00")) == east("2026-11-16 17:00")


def test_one_day_a_week() -> None:
    mondays = office([(0, 8, 10)])
    assert mondays.next_reading(east("2026-11-16 10:00")) == east("2026-11-23 08:00")
    assert mondays.call_by(east("2026-11-16 09:00")) == east("2026-11-30 09:00")


def test_a_long_answer_target_is_spread_over_days() -> None:
    assert office(WEEK, within=72).call_by(east("2026-11-16 08:00")) == east("2026-11-25 10:00")


def test_without_hours_nothing_is_promised() -> None:
    closed = office([])
    assert closed.next_reading(east("2026-11-16 10:00")) is None
    assert closed.call_by(east("2026-11-16 10:00")) is None


def test_what_is_read_never_lies_before_now_and_falls_within_the_hours() -> None:
    weekly = office(WEEK)
    for hour in range(24 * 14):
        now = datetime.fromtimestamp(1_793_000_000 + hour * 3600, EAST)
        read, call = weekly.next_reading(now), weekly.call_by(now)
        assert now <= read < call
        for at in (read, call):
            assert at.weekday() < 5
            assert time(8) <= at.time() <= time(18)


@pytest.mark.parametrize(
    "change",
    [
        {"time_zone": "Eastern"},
        {"recipients": "one@example.org\nnobody"},
        {"recipients": "one@example.org, two@example.org"},
        {"answer_within_hours": 0},
        {"answer_within_hours": 73},
        {"retention_days": 0},
        {"retention_days": 3651},
    ],
    ids=str,
)
def test_settings_that_cannot_be_meant_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Office(**change).full_clean(exclude=["id"])
    Office().full_clean(exclude=["id"])


def test_hours_that_end_before_they_begin_are_refused() -> None:
    for closes in (time(8), time(7)):
        with pytest.raises(ValidationError):
            OpeningHours(weekday=0, opens=time(8), closes=closes).clean()
