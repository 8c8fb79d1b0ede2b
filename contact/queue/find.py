"""Finding a request by what is sealed in it, in the process that holds the key.

By POST: a name never stands in an address. Rows are opened one by one, newest first, for as long as
somebody likes to wait; nothing of it is kept.
"""

import re
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contact.models import AccessEntry, IntakeRequest, Office
from contact.queue.forms import FindForm
from contact.queue.newest_first import Place, newest_first
from contact.queue.permissions import record
from contact.queue.safe_contact import open_all
from contact.queue.staff_view import StaffView
from contact.queue.waiting import waiting
from contact.sealing import CannotOpen

BATCH = 10_000
SECONDS = 0.5
MOST = 25
"""Requests opened, time spent and requests found before the page answers; a button goes on from
there. Of these the time counts: opening a request takes about a tenth of a millisecond."""

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
            rows = form.cleaned_data["before"].beyond(rows)
        left = rows.count()
        search = Search.of(rows, words)
        with transaction.atomic():
            for row in search.found:
                record(request, AccessEntry.Action.OPENED, row.reference, "found by words")
        office = Office.current()
        context: dict[str, Any] = {
            "found": [(row, waiting(row, office)) for row in search.found],
            "looked_at": every - left + search.looked_at,
            "every": every,
            "go_on": str(search.reached) if left > search.looked_at else "",
        }
        return self._show(request, form, **context)

    def _show(
        self, request: HttpRequest, form: FindForm, status: int = 200, **found: Any
    ) -> HttpResponse:
        context = found | {"find": form, "searched": "found" in found}
        return self.show(request, context, _("Find a request"), status=status)


@dataclass
class Search:
    """How far somebody looked, and what they found."""

    found: list[IntakeRequest] = field(default_factory=list)
    looked_at: int = 0
    reached: Place | None = None

    @classmethod
    def of(cls, rows: Any, words: str) -> "Search":
        """The newest of `rows` that hold all the words, or the digits of a number."""
        search, begun = cls(), time.perf_counter()
        sought = [word.casefold() for word in words.split()]
        digits = re.sub(r"\D", "", words)
        for row in newest_first(rows, "supplements", "notes", most=BATCH):
            search.looked_at += 1
            search.reached = Place.of(row)
            if _holds(row, sought, digits):
                search.found.append(row)
            if len(search.found) == MOST or time.perf_counter() - begun > SECONDS:
                break
        return search


def _holds(row: IntakeRequest, sought: list[str], digits: str) -> bool:
    """One that does not open holds nothing that could be found."""
    try:
        answers, _added = open_all(row)
        noted = [str(note.open()["note"]) for note in row.notes.all()]
    except CannotOpen:
        return False
    said = [str(v) for k, v in answers.items() if k not in UNSOUGHT and isinstance(v, str)]
    text = " ".join([*said, *noted]).casefold()
    number = re.sub(r"\D", "", str(answers.get("phone", "")))
    return all(word in text for word in sought) or (len(digits) >= 4 and digits in number)
