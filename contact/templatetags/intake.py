"""What pages of other apps may show of ours: the short form, and when requests are read."""

from datetime import datetime, time
from typing import Any

from django import template
from django.db import Error as DatabaseError
from django.forms import BoundField
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contact.forms import ShortRequestForm
from contact.models import Office, OpeningHours

register = template.Library()

NOON, EVENING = 12, 18
"""Hours of the day from which we say "afternoon" and "evening"."""


@register.simple_tag
def short_request_form() -> ShortRequestForm:
    return ShortRequestForm()


@register.simple_tag(takes_context=True)
def office(context: dict[str, Any]) -> Office | None:
    """The office's settings, read once a page; None while the database is away."""
    request = context.get("request")
    if request is None:
        return None
    if not hasattr(request, "_office"):
        try:
            found = Office.current()
            found.all_hours = list(found.hours.all())
            request._office = found
        except DatabaseError:
            request._office = None
    return request._office


@register.filter
def plain_hours(office: Office | None) -> str:
    """The opening hours in words: "Monday to Friday, 8 to 6"."""
    if office is None:
        return ""
    spans: list[list[OpeningHours]] = []
    for day in sorted(office.all_hours, key=lambda h: (h.weekday, h.opens)):
        last = spans[-1][-1] if spans else None
        if (
            last
            and last.weekday + 1 == day.weekday
            and (last.opens, last.closes) == (day.opens, day.closes)
        ):
            spans[-1].append(day)
        else:
            spans.append([day])
    return "; ".join(_in_words(span) for span in spans)


def _in_words(span: list[OpeningHours]) -> str:
    opens, closes = span[0].opens, span[0].closes
    if opens.hour < NOON <= closes.hour:
        # "8 to 6": nobody takes it for 8 in the evening to 6 in the morning.
        hours = _("%(opens)s to %(closes)s") % {"opens": _clock(opens), "closes": _clock(closes)}
    else:
        hours = _("%(opens)s to %(closes)s") % {
            "opens": in_words(opens),
            "closes": in_words(closes),
        }
    first, last = span[0].get_weekday_display(), span[-1].get_weekday_display()
    days = first if len(span) == 1 else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return f"{days}, {hours}"


def _clock(at: time) -> str:
    """8, or 8:30, on a clock of twelve hours."""
    hour = (at.hour - 1) % 12 + 1
    return f"{hour}:{at.minute:02}" if at.minute else str(hour)


def in_words(at: time) -> str:
    """8 in the morning, noon, 6 in the evening."""
    if (at.hour, at.minute) == (NOON, 0):
        return _("noon")
    if at.hour < NOON:
        return _("%(hour)s in the morning") % {"hour": _clock(at)}
    if at.hour < EVENING:
        return _("%(hour)s in the afternoon") % {"hour": _clock(at)}
    return _("%(hour)s in the evening") % {"hour": _clock(at)}


@register.filter
def day_and_hour(at: datetime | None) -> str:
    """ "on Monday at 8 in the morning", "today at noon"; in the time zone that `at` carries."""
    if at is None:
        return ""
    ahead = (at.date() - timezone.now().astimezone(at.tzinfo).date()).days
    hour = in_words(at.time().replace(second=0, microsecond=0))
    if ahead == 0:
        return _("today at %(hour)s") % {"hour": hour}
    if ahead == 1:
        return _("tomorrow at %(hour)s") % {"hour": hour}
    # "On Wednesday" is this week's; another week's needs its date.
    day = formats.date_format(at, "l" if 0 < ahead < 7 else _("l, j F"))
    return _("on %(day)s at %(hour)s") % {"day": day, "hour": hour}


@register.filter
def days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


@register.filter
def is_tick(field: BoundField) -> bool:
    return field.field.widget.__class__.__name__ == "CheckboxInput"
