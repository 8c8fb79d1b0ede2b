"""The staff side, inside the Wagtail admin: who waits longest, and one request at a time."""

from collections.abc import Mapping
from typing import Any

import phonenumbers
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from contact.forms import FullRequestForm
from contact.models import AccessEntry, IntakeRequest
from contact.queue.forms import ProgressForm
from contact.queue.permissions import ACCESS_LOG, REQUESTS, GroupMembershipPolicy
from contact.sealing import CannotOpen


def record(request: Any, action: str, reference: str = "", detail: str = "") -> None:
    AccessEntry.objects.create(
        user=request.user,
        username=request.user.get_username(),
        action=action,
        reference=reference,
        detail=detail,
    )


def suspicion(row: IntakeRequest) -> str:
    return str(_("Suspected")) if row.suspected else ""


class RequestFilterSet(WagtailFilterSet):
    class Meta:
        model = IntakeRequest
        fields = ["status", "suspected", "language", "assignee"]


@method_decorator(never_cache, name="dispatch")
class QueueView(generic.IndexView):
    """Waiting longest first. Nothing here was opened: a line shows plain columns alone."""

    model = IntakeRequest
    permission_policy = GroupMembershipPolicy(IntakeRequest, REQUESTS)
    any_permission_required = ["view"]
    page_title = _("Requests for help")
    header_icon = "mail"
    index_url_name = "contact_queue:list"
    index_results_url_name = "contact_queue:results"
    default_ordering = "created_at"
    filterset_class = RequestFilterSet
    paginate_by = 50
    is_searchable = False
    columns = [
        TitleColumn(
            "reference_spaced",
            label=_("Reference"),
            get_url=lambda row: reverse("contact_queue:open", args=[row.pk]),
        ),
        DateColumn("created_at", label=_("Received"), sort_key="created_at", width="16%"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("assignee", label=_("Assignee")),
        Column("language", label=_("Language")),
        Column("suspected", label=_("Suspected spam"), accessor=suspicion),
    ]

    def get_base_queryset(self) -> QuerySet[IntakeRequest]:
        return IntakeRequest.objects.select_related("assignee").defer("envelope")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record(request, AccessEntry.Action.LISTED)
        return super().get(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class AccessLogView(generic.IndexView):
    model = AccessEntry
    permission_policy = GroupMembershipPolicy(AccessEntry, ACCESS_LOG)
    any_permission_required = ["view"]
    page_title = _("Access log")
    header_icon = "view"
    index_url_name = "contact_queue:access_log"
    index_results_url_name = "contact_queue:access_log_results"
    default_ordering = "-at"
    paginate_by = 100
    is_searchable = False
    columns = [
        Column("at", label=_("When"), sort_key="at"),
        Column("username", label=_("Who")),
        Column("action", label=_("Did what"), accessor="get_action_display"),
        Column("reference", label=_("Reference")),
        Column("detail", label=_("Change")),
    ]


def dial(phone: str) -> str:
    """A `tel:` address (RFC 3966), with the extension if there is one."""
    try:
        number = phonenumbers.parse(phone, "US")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.RFC3966)


@method_decorator(never_cache, name="dispatch")
class OpenView(View):
    """One request: opened in memory, shown, and entered into the access log first."""

    policy = GroupMembershipPolicy(IntakeRequest, REQUESTS)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.policy.user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = get_object_or_404(IntakeRequest, pk=pk)
        return self._show(request, row, ProgressForm(instance=row))

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = get_object_or_404(IntakeRequest, pk=pk)
        form = ProgressForm(request.POST, instance=row)
        before = form.before[0]
        if form.is_valid():
            try:
                with transaction.atomic():
                    form.save()
                    detail = f"{before} → {row.status}" if before != row.status else "details"
                    record(request, AccessEntry.Action.CHANGED, row.reference, detail)
            except forms.ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("contact_queue:open", pk=pk)
        row = get_object_or_404(IntakeRequest, pk=pk)
        if row.version != form.before[1] or form.is_stale:
            messages.error(request, form.non_field_errors().as_text().removeprefix("* "))
            form = ProgressForm(instance=row)
        return self._show(request, row, form, status=422)

    def _show(
        self, request: HttpRequest, row: IntakeRequest, form: ProgressForm, status: int = 200
    ) -> HttpResponse:
        record(request, AccessEntry.Action.OPENED, row.reference)
        try:
            answers = row.open()
        except CannotOpen:
            answers = None
        context = {
            "row": row,
            "form": form,
            "answers": answers,
            "dial": dial(str((answers or {}).get("phone", ""))),
            "lines": self._lines(answers or {}),
            "notices": row.notices.all(),
            "page_title": _("Request"),
            "page_subtitle": row.reference_spaced,
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": reverse("contact_queue:list"), "label": _("Requests for help")},
                {"url": "", "label": row.reference_spaced},
            ],
        }
        return TemplateResponse(request, "contact/queue/open.html", context, status=status)

    def _lines(self, answers: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The answers in words, in the form's own order; what has its own place is left out."""
        lines = []
        for name, field in FullRequestForm().fields.items():
            value = answers.get(name)
            if name in ("phone", "email", "message", "voicemail_ok", "text_ok", "acknowledged"):
                continue
            if value:
                shown = dict(getattr(field, "choices", [])).get(value, value)
                lines.append((str(field.label), str(shown)))
        return lines
