"""What pages of other apps may show of ours: the short form, and when requests are read."""

from datetime import datetime, time
from typing import Any

from django import template
from django.db import Error as DatabaseError
from django.forms import BoundField
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from contact.forms import ShortRequestForm
from contact.models import Office, OpeningHours

register = template.Library()

DAWN, NOON, EVENING = 6, 12, 18
"""Hours of the day at which another part of it begins."""

EVERY = [
    pgettext_lazy("every week", "Monday"),
    pgettext_lazy("every week", "Tuesday"),
    pgettext_lazy("every week", "Wednesday"),
    pgettext_lazy("every week", "Thursday"),
    pgettext_lazy("every week", "Friday"),
    pgettext_lazy("every week", "Saturday"),
    pgettext_lazy("every week", "Sunday"),
]
"""A day on which something happens every week: "los lunes" in Spanish."""


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
    if len(span) == 1:
        days = str(EVERY[span[0].weekday])
    else:
        first, last = span[0].get_weekday_display(), span[-1].get_weekday_display()
        days = _("%(first)s to %(last)s") % {"first": first, "last": last}
    return f"{days}, {hours}"


def _clock(at: time) -> str:
    """8, or 8:30, on a clock of twelve hours."""
    return f"{_hour(at)}:{at.minute:02}" if at.minute else str(_hour(at))


def _hour(at: time) -> int:
    return (at.hour - 1) % 12 + 1


def in_words(at: time) -> str:
    """8 in the morning, noon, 6 in the evening."""
    if _is_noon(at):
        return _("noon")
    return _("%(hour)s %(part_of_day)s") % {"hour": _clock(at), "part_of_day": _part_of_day(at)}


def _is_noon(at: time) -> bool:
    return (at.hour, at.minute) == (NOON, 0)


def _part_of_day(at: time) -> str:
    """With a context where English has one word for what others have two for."""
    if at.hour < DAWN:
        return pgettext("before 6 a.m.", "in the morning")
    if at.hour < NOON:
        return _("in the morning")
    if at.hour < EVENING:
        return _("in the afternoon")
    return (
        pgettext("before 7 p.m.", "in the evening") if at.hour == EVENING else _("in the evening")
    )


@register.filter
def day_and_hour(at: datetime | None) -> str:
    """ "on Monday at 8 in the morning", "today at noon"; in the time zone that `at` carries."""
    if at is None:
        return ""
    ahead = (at.date() - timezone.now().astimezone(at.tzinfo).date()).days
    hour = _at(at.time().replace(second=0, microsecond=0))
    if ahead == 0:
        return _("today %(at_hour)s") % {"at_hour": hour}
    if ahead == 1:
        return _("tomorrow %(at_hour)s") % {"at_hour": hour}
    # "On Wednesday" is this week's; another week's needs its date.
    day = formats.date_format(at, "l" if 0 < ahead < 7 else _("l, j F"))
    return _("on %(day)s %(at_hour)s") % {"day": day, "at_hour": hour}


def _at(at: time) -> str:
    """ "at noon", "at 1 in the afternoon"; by the hour, since other languages say "at the" 1."""
    if _is_noon(at):
        return _("at noon")
    return ngettext("at %(hour)s", "at %(hour)s", _hour(at)) % {"hour": in_words(at)}


@register.filter
def days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


@register.filter
def is_tick(field: BoundField) -> bool:
    return field.field.widget.__class__.__name__ == "CheckboxInput"
