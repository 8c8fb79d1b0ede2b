"""The admin's home page shows the day's numbers to those who answer, and to nobody else."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone

from contact.intake import submit
from contact.models import IntakeRequest, Notice, Office
from contact.queue.today import DAYS, answered_in_time, chart
from tests.contact.test_the_queue_list import MONDAY


def stored(hours_after: float, answered_after: float | None = None) -> IntakeRequest:
    """Received so long after Monday at nine; answered so many hours later."""
    at = MONDAY + timedelta(hours=hours_after)
    with time_machine.travel(at, tick=False):
        row = submit({"message": f"{hours_after} {answered_after}"}, language="en")
    if answered_after is not None:
        answered = at + timedelta(hours=answered_after)
        IntakeRequest.objects.filter(pk=row.pk).update(answered_at=answered, status="attempted")
    return row


def test_it_shows_what_matters_today(db: None, signed_in: Any) -> None:
    oldest = stored(0)
    stored(1), stored(2, answered_after=1)
    Notice.objects.filter(request=oldest).update(dead_at=MONDAY)
    IntakeRequest.objects.filter(pk=oldest.pk).update(due_at=MONDAY)
    with time_machine.travel(MONDAY + timedelta(hours=5), tick=False):
        page = signed_in("intake").get("/admin/").content.decode()
    panel = BeautifulSoup(page, "html.parser").select_one("#requests-today-section")
    said = {
        dt.get_text(): dt.find_next("dd").get_text(" ", strip=True) for dt in panel.select("dt")
    }
    assert said["Waiting"] == "2"
    assert said["Oldest"].startswith(oldest.reference_spaced)
    assert "5 h 0 min" in said["Oldest"]
    assert said["Next steps due"] == "1"
    assert said["Answered within 4 opening hours, last 7 days"] == "1 of 2"
    assert said["Mail not delivered"] == "1"
    rows = [int(td.get_text()) for td in panel.select("tbody td:nth-child(2)")]
    assert (len(rows), rows[0], sum(rows)) == (DAYS, 3, 3)


@pytest.mark.parametrize("role", ["editor", "publisher", "reviewer", "auditor", "admin"])
def test_nobody_else_sees_it(request_for_help: IntakeRequest, signed_in: Any, role: str) -> None:
    page = signed_in(role).get("/admin/").content.decode()
    assert "requests-today" not in page
    assert request_for_help.reference_spaced not in page


def test_in_time_counts_opening_hours_and_what_was_due(db: None) -> None:
    stored(8.5, answered_after=15)
    stored(0, answered_after=5)
    stored(1)
    stored(30)
    with time_machine.travel(MONDAY + timedelta(hours=32), tick=False):
        # In time over night; too late; still waiting and too late; waiting and not due yet.
        assert answered_in_time(Office.current()) == (1, 3)


def test_the_chart_has_a_bar_a_day_of_the_offices_own_days(db: None) -> None:
    stored(-9.5)
    stored(14.9)
    stored(15.1)
    with time_machine.travel(MONDAY + timedelta(hours=30), tick=False):
        bars = chart(Office.current())
    assert len(bars) == DAYS
    assert [bar.number for bar in bars[-3:]] == [1, 1, 1]
    assert all(0 <= bar.y <= 60 and bar.height + bar.y == 60 for bar in bars)


def test_an_empty_month_is_drawn_too(db: None, signed_in: Any) -> None:
    assert timezone.now()
    page = signed_in("lead").get("/admin/").content.decode()
    assert len(re.findall(r"<rect ", page)) == DAYS + 1
