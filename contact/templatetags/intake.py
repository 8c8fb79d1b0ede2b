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
            found = Office.load(request)
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
    hours = _("%(opens)s to %(closes)s") % {
        "opens": _hour(span[0].opens),
        "closes": _hour(span[0].closes),
    }
    first, last = span[0].get_weekday_display(), span[-1].get_weekday_display()
    days = first if len(span) == 1 else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return f"{days}, {hours}"


def _hour(at: time) -> str:
    """8 a.m., 6 p.m., as this language writes it."""
    return formats.time_format(at, _("P"))


@register.filter
def day_and_hour(at: datetime | None) -> str:
    """ "on Monday at 8 a.m.", or "today at 3 p.m."; in the time zone that `at` carries."""
    if at is None:
        return ""
    today = timezone.now().astimezone(at.tzinfo).date()
    hour = _hour(at.time().replace(second=0, microsecond=0))
    if at.date() == today:
        return _("today at %(hour)s") % {"hour": hour}
    return _("on %(day)s at %(hour)s") % {"day": formats.date_format(at, "l"), "hour": hour}


@register.filter
def days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}


@register.filter
def is_tick(field: BoundField) -> bool:
    return field.field.widget.__class__.__name__ == "CheckboxInput"
