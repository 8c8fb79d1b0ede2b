"""The numbers that matter today, on the admin's home page, for those who answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from contact.models import IntakeRequest, Notice, Office
from contact.queue.waiting import waiting

DAYS = 30
HEIGHT, STEP = 60, 10
"""Of the chart, in its own units."""


@dataclass(frozen=True)
class Bar:
    day: date
    number: int
    x: int
    y: float
    height: float


class TodayPanel(Component):
    order = 10
    name = "requests-today"
    template_name = "contact/queue/today.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        office, now = Office.current(), timezone.now()
        unanswered = IntakeRequest.objects.filter(status__in=IntakeRequest.UNANSWERED)
        # Says again what the status says: an index has those apart, in their order.
        in_order = unanswered.filter(laid_aside=0).order_by("created_at")
        oldest = in_order.defer("envelope").first()
        bars = chart(office)
        return {
            "list_url": reverse("contact_queue:list"),
            "waiting": unanswered.count(),
            "oldest": oldest,
            "oldest_waited": waiting(oldest, office, now) if oldest else None,
            "due": IntakeRequest.objects.filter(
                due_at__lte=now, status__in=IntakeRequest.OPEN
            ).count(),
            "answered": answered_in_time(office),
            "target": office.answer_within_hours,
            "dead": Notice.objects.exclude(dead_at=None).count(),
            "bars": bars,
            "most": max(bar.number for bar in bars),
            "width": DAYS * STEP,
            "height": HEIGHT,
            "bar_width": STEP - 2,
        }


def answered_in_time(office: Office) -> tuple[int, int]:
    """Of the last seven days' requests whose answer was due: how many had it in time, and all.

    Suspected spam does not count; what still waits within its time is not due yet.
    """
    now, target = timezone.now(), timedelta(hours=office.answer_within_hours)
    rows = IntakeRequest.objects.filter(created_at__gt=now - timedelta(days=7), suspected=False)
    in_time = every = 0
    for created_at, answered_at in rows.values_list("created_at", "answered_at"):
        kept = office.open_time(created_at, answered_at or now) <= target
        if answered_at or not kept:
            every += 1
            in_time += bool(answered_at and kept)
    return in_time, every


def chart(office: Office) -> list[Bar]:
    """A bar a day, the office's own days, the last of them today."""
    zone = ZoneInfo(office.time_zone)
    today = timezone.now().astimezone(zone).date()
    days = [today - timedelta(days=ago) for ago in range(DAYS - 1, -2, -1)]
    begins = [datetime.combine(day, time(), tzinfo=zone) for day in days]
    # Between two moments: the index on them knows, where no database has our days.
    of_day = {
        str(n): Count("created_at", filter=Q(created_at__gte=begins[n], created_at__lt=ends))
        for n, ends in enumerate(begins[1:])
    }
    counted = IntakeRequest.objects.filter(created_at__gte=begins[0]).aggregate(**of_day)
    most = max([*counted.values(), 1])
    bars = []
    for n, day in enumerate(days[:-1]):
        number = counted[str(n)]
        height = HEIGHT * number / most
        bars.append(Bar(day, number, n * STEP, round(HEIGHT - height, 1), round(height, 1)))
    return bars
