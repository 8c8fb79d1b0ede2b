"""Finding a request by what is sealed in it, in the process that holds the key.

By POST: a name never stands in an address. Rows are opened one by one, newest first, a batch at a
time; nothing of it is kept.
"""

import re
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.models import AccessEntry, IntakeRequest, Office
from contact.queue.forms import FindForm
from contact.queue.permissions import record
from contact.queue.safe_contact import open_all
from contact.queue.staff_view import StaffView
from contact.queue.waiting import waiting
from contact.sealing import CannotOpen

BATCH = 2000
"""Requests opened before the page answers; a button goes on from there."""

UNSOUGHT = ("form", "suspected_for", "acknowledged", "voicemail_ok", "text_ok")


class FindView(StaffView):
    template_name = "contact/queue/find.html"
    header_icon = "search"

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("contact_queue:list")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, status=422)
        words = form.cleaned_data["words"]
        named = IntakeRequest.objects.filter(reference="".join(words.split()).upper()[:8]).first()
        if named and len("".join(words.split())) == len(named.reference):
            return redirect("contact_queue:open", pk=named.pk)
        record(request, AccessEntry.Action.SEARCHED)
        since = timezone.now() - timedelta(days=form.cleaned_data["days"])
        rows = IntakeRequest.objects.filter(created_at__gte=since)
        every = rows.count()
        if form.cleaned_data["before"]:
            rows = rows.filter(created_at__lt=form.cleaned_data["before"])
        left = rows.count()
        found, reached = search(rows, words)
        for row in found:
            record(request, AccessEntry.Action.OPENED, row.reference, "found by words")
        office = Office.current()
        context: dict[str, Any] = {
            "found": [(row, waiting(row, office)) for row in found],
            "looked_at": every - max(left - BATCH, 0),
            "every": every,
            "go_on": reached.isoformat() if reached and left > BATCH else "",
        }
        return self._show(request, form, **context)

    def _show(
        self, request: HttpRequest, form: FindForm, status: int = 200, **found: Any
    ) -> HttpResponse:
        context = found | {"find": form, "searched": "found" in found}
        return self.show(request, context, _("Find a request"), status=status)


def search(rows: Any, words: str) -> tuple[list[IntakeRequest], datetime | None]:
    """Those of the newest `BATCH` rows that hold all the words, or the digits of a number; and
    when the last one looked at came in."""
    found, reached = [], None
    sought = [word.casefold() for word in words.split()]
    digits = re.sub(r"\D", "", words)
    newest = rows.order_by("-created_at").prefetch_related("supplements", "notes")[:BATCH]
    for row in newest:
        reached = row.created_at
        try:
            answers, _added = open_all(row)
            noted = [str(note.open()["note"]) for note in row.notes.all()]
        except CannotOpen:
            continue
        said = [str(v) for k, v in answers.items() if k not in UNSOUGHT and isinstance(v, str)]
        text = " ".join([*said, *noted]).casefold()
        number = re.sub(r"\D", "", str(answers.get("phone", "")))
        if all(word in text for word in sought) or (len(digits) >= 4 and digits in number):
            found.append(row)
    return found, reached
