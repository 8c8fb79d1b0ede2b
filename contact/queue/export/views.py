"""The page that says what would leave, and the file itself.

Signing in again comes before the page asks anything: allauth's `suspend_request` would keep the
body of a POST in the session, and no selection or reason lies in one.
"""

import logging
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django import forms
from django.contrib import messages
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.forms.fields import LineField
from contact.models import AccessEntry, Office
from contact.queue.export.files import WRITERS
from contact.queue.export.lines import heads, lines
from contact.queue.export.selection import LARGEST, Selection
from contact.queue.permissions import record_each
from contact.queue.staff_view import StaffView

log = logging.getLogger(__name__)


class ExportForm(forms.Form):
    format = forms.ChoiceField(
        label=_("Format"),
        choices=[
            ("xlsx", _("XLSX, for a spreadsheet: every word as it was written")),
            ("csv", _("CSV, for other programs: an apostrophe before what looks like a formula")),
        ],
        initial="xlsx",
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    reason = LineField(
        label=_("Reason"),
        min_length=5,
        max_length=200,
        help_text=_(
            "Who gets the file, and what for. It stays in the access log: name nobody who asked"
            " for help."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Say why this leaves."),
            "min_length": _("Say why this leaves, in a few words."),
            "max_length": _("This is too long: at most 200 letters."),
        },
    )


class ExportView(StaffView):
    any_permission_required = ["export"]
    template_name = "contact/queue/export.html"
    header_icon = "download"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not did_recently_reauthenticate(request):
            return sign_in_again(request)
        return self._show(request, Selection(request), ExportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if not did_recently_reauthenticate(request):
            messages.info(request, _("It is a while since you signed in. Then give the reason."))
            return sign_in_again(request)
        selection, form = Selection(request), ExportForm(request.POST)
        if not form.is_valid() or selection.trouble:
            return self._show(request, selection, form, status=422)
        try:
            return exported(request, selection, **form.cleaned_data)
        except DatabaseError as error:
            log.error("export not made: %s", type(error).__name__)
            messages.error(request, _("This could not be entered into the log, so nothing left."))
            return self._show(request, selection, form, status=503)

    def _show(
        self, request: HttpRequest, selection: Selection, form: ExportForm, status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "selection": selection,
            "form": form,
            "most": LARGEST,
            "notice": Office.current().redisclosure_notice,
            "media": selection.form.media,
        }
        return self.show(request, context, _("Export requests"), status=status)


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """To where a password or a second factor is shown anew; from there back to this selection."""
    here = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('account_reauthenticate')}?{here}")


def exported(request: HttpRequest, selection: Selection, format: str, reason: str) -> HttpResponse:
    """The file, once each request in it is entered into the access log.

    Raises `django.db.Error`; then nothing was entered and there is no file.
    """
    office, (kind, write) = Office.current(), WRITERS[format]
    made = list(lines(selection.rows[:LARGEST], office))
    content = write(office.redisclosure_notice, heads(office), made)
    references = [line[0].replace(" ", "") for line in made]
    what = f"{format}, {len(made)}: {reason}"
    entries = [("", what), *((reference, "") for reference in references)]
    record_each(request, AccessEntry.Action.EXPORTED, entries)
    today = office.local(timezone.now()).date()
    name = f"export-{today:%Y-%m-%d}-{len(made)}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
