"""Every number to call, and which of them somebody has to ring or read again."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, Table, TitleColumn

from articles.models import CheckedNumber, Helpline, Organisation


def may_see(user: Any) -> bool:
    return any(user.has_perm(f"articles.{do}_helpline") for do in ("view", "change", "add"))


@require_safe
def numbers_to_check(request: HttpRequest) -> HttpResponse:
    """Every number of the registry, what waits longest for a check first.

    Raises `PermissionDenied` for those who have nothing to do with helplines.
    """
    if not may_see(request.user):
        raise PermissionDenied
    finder = AdminURLFinder(request.user)
    columns = [
        TitleColumn("name", label=_("Name"), get_url=finder.get_edit_url),
        Column("shown", label=_("Number"), accessor=_shown),
        Column("state", label=_("State"), accessor=_state),
        Column("how", label=_("How it was checked"), accessor="get_checked_how_display"),
        Column("checked_on", label=_("On"), accessor=lambda row: _day(row.checked_on)),
        Column("due_on", label=_("Due again"), accessor=lambda row: _day(row.due_on)),
    ]
    rows: list[Any] = [*Organisation.objects.exclude(phone=""), *Helpline.objects.all()]
    rows.sort(key=_urgency)
    return render(
        request,
        "articles/editing/numbers_to_check.html",
        {"table": Table(columns, rows), "overdue": sum(row.is_overdue for row in rows)},
    )


def _shown(number: Any) -> str:
    return getattr(number, "phone_display", "") or number.call or number.text


def _day(day: date | None) -> str:
    """In full: Wagtail's own column says "just now" of a day to come."""
    return date_format(day) if day else ""


def _state(number: CheckedNumber) -> Any:
    if number.is_overdue:
        return _("Overdue")
    return _("Checked") if number.is_checked else _("Not checked")


def _urgency(number: CheckedNumber) -> tuple[bool, bool, str]:
    return not number.is_overdue, number.is_checked, str(number.checked_on or "")
