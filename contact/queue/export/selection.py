"""Which requests leave: those that the list's filters show, of some days, or named one by one."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget

from contact.forms.fields import PlainTextField
from contact.models import IntakeRequest, Office
from contact.queue.filters import RequestFilterSet
from contact.queue.overview import Overview

LARGEST = 5000
"""Requests in one file: they are opened in memory, while the person waits."""


class ReferencesField(PlainTextField):
    """References as people write them, K7M2 9QXP or k7m29qxp, with whatever between them."""

    def clean(self, value: Any) -> Any:
        typed = "".join(c if c.isalnum() else " " for c in super().clean(value).upper()).split()
        joined = "".join(typed)
        named = list(dict.fromkeys(joined[at : at + 8] for at in range(0, len(joined), 8)))
        known = set(
            IntakeRequest.objects.filter(reference__in=named).values_list("reference", flat=True)
        )
        for reference in named:
            if reference not in known:
                raise forms.ValidationError(
                    _("There is no request %(reference)s."), params={"reference": reference}
                )
        return named


class ReferencesFilter(django_filters.Filter):
    field_class = ReferencesField

    def filter(self, qs: Any, value: Any) -> Any:
        return qs.filter(reference__in=value) if value else qs


class SelectionFilterSet(RequestFilterSet):
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Received"), widget=DateRangePickerWidget
    )
    references = ReferencesFilter(
        label=_("Only these references"),
        max_length=1000,
        help_text=_("Leave empty for all that the other answers leave."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def filter_queryset(self, queryset: QuerySet[IntakeRequest]) -> QuerySet[IntakeRequest]:
        rows = super().filter_queryset(queryset)
        for name in ("created_at", "references"):
            rows = self.filters[name].filter(rows, self.form.cleaned_data[name])
        return rows


class Selection:
    """What the address asks for. An address that cannot be read selects nothing, never all."""

    def __init__(self, request: HttpRequest) -> None:
        rows = IntakeRequest.objects.order_by("created_at", "pk")
        # A day is the office's day.
        with timezone.override(Office.current().time_zone):
            assignees = Overview(timezone.now()).assignees(request.user)
            self.filters = SelectionFilterSet(
                request.GET, rows, request=request, assignees=assignees
            )
            self.form = self.filters.form
            for field in self.form.fields.values():
                # The list has room for a column of buttons; here a line is enough.
                if type(field.widget) is forms.RadioSelect:
                    field.widget = forms.Select(choices=field.widget.choices)
            self.is_readable = self.form.is_valid()
        self.rows: QuerySet[IntakeRequest] = (
            self.filters.filter_queryset(rows) if self.is_readable else rows.none()
        )
        self.number = self.rows.count()

    @property
    def trouble(self) -> Any:
        """Why this selection cannot leave, for people to read; nothing if it can."""
        if not self.is_readable:
            return _("What was asked for cannot be read. Correct it above; nothing is selected.")
        if not self.number:
            return _("No request is in this selection.")
        if self.number > LARGEST:
            return _(
                "%(number)s requests are in this selection, and at most %(most)s leave at once."
                " Take fewer days."
            ) % {"number": self.number, "most": LARGEST}
        return ""
