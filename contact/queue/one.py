"""One request: opened in memory, shown, and entered into the access log first."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache

from contact.forms import FullRequestForm, SupplementForm
from contact.models import AccessEntry, IntakeRequest, Notice
from contact.notices import requeue
from contact.queue.forms import ProgressForm
from contact.queue.permissions import REQUESTS, GroupMembershipPolicy, record
from contact.queue.safe_contact import SafeContact, dial, open_all
from contact.sealing import CannotOpen

APART = ("phone", "email", "message", "voicemail_ok", "text_ok", "acknowledged", "reply_topic")
"""Answers that have a place of their own on the page."""


@method_decorator(never_cache, name="dispatch")
class OpenView(View):
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
        if "tell_again" in request.POST:
            return self._tell_again(request, row)
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

    def _tell_again(self, request: HttpRequest, row: IntakeRequest) -> HttpResponse:
        """Dead letters get all their tries again, those of a round-up with all it speaks of."""
        about = Notice.objects.filter(Q(request=row) | Q(gathered__request=row))
        if requeue(Notice.objects.filter(pk__in=about.values("pk"))):
            record(request, AccessEntry.Action.CHANGED, row.reference, "mail sent again")
        messages.success(request, _("It will be sent again within a minute."))
        return redirect("contact_queue:open", pk=row.pk)

    def _show(
        self, request: HttpRequest, row: IntakeRequest, form: ProgressForm, status: int = 200
    ) -> HttpResponse:
        record(request, AccessEntry.Action.OPENED, row.reference)
        answers: Mapping[str, Any] | None
        try:
            answers, added = open_all(row)
        except CannotOpen:
            answers, added = None, []
        supplements = zip(row.supplements.all(), added, strict=False)
        context = {
            "row": row,
            "form": form,
            "answers": answers,
            "safe": SafeContact.of(answers or {}),
            "dial": dial(str((answers or {}).get("phone", ""))),
            "lines": in_words(answers or {}),
            "added": [(more.created_at, in_words(said)) for more, said in supplements],
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


def in_words(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The answers in words, in the form's own order; what has its own place is left out."""
    lines = []
    fields = FullRequestForm().fields | SupplementForm().fields
    for name, field in fields.items():
        value = answers.get(name)
        if value and name not in APART:
            shown = dict(getattr(field, "choices", [])).get(value, value)
            lines.append((str(field.label), str(shown)))
    return lines
