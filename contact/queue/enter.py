"""A request taken by phone or in person, entered by staff through the same intake."""

import logging

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.forms import FullRequestForm
from contact.intake import submit
from contact.models import AccessEntry
from contact.queue.permissions import record
from contact.queue.staff_view import StaffView
from contact.sealing import CannotSeal

log = logging.getLogger(__name__)


class StaffRequestForm(FullRequestForm):
    """The long form, as a colleague fills it in: nobody here is a machine, and what happens to the
    words was said aloud."""

    kind = "staff"
    acknowledged = None  # type: ignore[assignment]
    reply_topic = None  # type: ignore[assignment]

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def answers(self) -> dict[str, str | bool]:
        return {name: said for name, said in super().answers().items() if name != "language"}


class EnterView(StaffView):
    any_permission_required = ["change"]
    template_name = "contact/queue/enter.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, StaffRequestForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = StaffRequestForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, status=422)
        began = timezone.now()
        try:
            stored = submit(form.answers(), language=form.cleaned_data["language"])
        except (CannotSeal, DatabaseError) as error:
            log.error("request not entered: %s", type(error).__name__)
            messages.error(request, _("This could not be stored. What you typed is still here."))
            return self._show(request, form, status=503)
        if stored.created_at < began:
            messages.info(request, _("The same words came in just before: this is that request."))
        else:
            record(request, AccessEntry.Action.CHANGED, stored.reference, "entered by staff")
            messages.success(request, _("Entered."))
        return redirect("contact_queue:open", pk=stored.pk)

    def _show(
        self, request: HttpRequest, form: StaffRequestForm, status: int = 200
    ) -> HttpResponse:
        subtitle = _("taken by phone or in person")
        return self.show(
            request, {"form": form}, _("Enter a request"), subtitle=subtitle, status=status
        )
