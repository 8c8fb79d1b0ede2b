"""One request: opened in memory, shown, and entered into the access log first."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contact.drafts import forget, taken_up
from contact.models import AccessEntry, IntakeRequest, Notice
from contact.notices import requeue
from contact.queue.draft import keep_for_later
from contact.queue.forms import AttemptForm, NoteForm, ProgressForm
from contact.queue.history import history, in_words, looking_at
from contact.queue.permissions import record
from contact.queue.safe_contact import SafeContact, dial, open_all
from contact.queue.same_person import linked
from contact.queue.staff_view import StaffView
from contact.sealing import CannotOpen, CannotSeal
from contact.work import StaleError, change, log_attempt, write_note

Forms = Mapping[str, forms.BaseForm]


class OpenView(StaffView):
    """Each of its forms is sent here; the name of the button says which."""

    template_name = "contact/queue/open.html"
    keep_for_later = staticmethod(keep_for_later)

    @cached_property
    def row(self) -> IntakeRequest:
        return get_object_or_404(IntakeRequest, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        return self._show(request, {})

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        if "tell_again" in request.POST:
            return self._tell_again(request)
        try:
            if "attempt" in request.POST:
                return self._attempt(request, AttemptForm(request.POST))
            if "write_note" in request.POST:
                return self._note(request, NoteForm(request.POST))
            return self._progress(request, ProgressForm(request.POST, instance=self.row))
        except CannotSeal:
            messages.error(request, _("This could not be sealed, so nothing was saved."))
            shown = {"attempt": AttemptForm(request.POST), "note": NoteForm(request.POST)}
            return self._show(request, shown, status=503)

    def _progress(self, request: HttpRequest, form: ProgressForm) -> HttpResponse:
        stored = IntakeRequest.objects.get(pk=self.row.pk)
        if form.data.get("version", "") != str(stored.version):
            return self._stale(request, stored)
        if not form.is_valid():
            return self._show(request, {"progress": form}, status=422)
        wanted = form.wanted()
        try:
            with transaction.atomic():
                change(stored, form.cleaned_data["version"], **wanted)
                moved = form.before != wanted["status"]
                detail = f"{form.before} → {wanted['status']}" if moved else "details"
                record(request, AccessEntry.Action.CHANGED, stored.reference, detail)
        except StaleError:
            return self._stale(request, IntakeRequest.objects.get(pk=stored.pk))
        messages.success(request, _("Saved."))
        return self._back()

    def _stale(self, request: HttpRequest, stored: IntakeRequest) -> HttpResponse:
        """What they chose is still chosen, beside what a colleague saved; saving again decides."""
        typed = request.POST.copy()
        typed["version"] = str(stored.version)
        self.row = stored
        form = ProgressForm(typed, instance=IntakeRequest.objects.get(pk=stored.pk))
        form.is_valid()
        now = ProgressForm(instance=stored)
        differences = [
            (str(now[name].label), in_display(now, name, getattr(stored, name)))
            for name in form.Meta.fields
            if form.cleaned_data.get(name) != getattr(stored, name)
        ]
        return self._show(request, {"progress": form}, status=422, differences=differences)

    def _attempt(self, request: HttpRequest, form: AttemptForm) -> HttpResponse:
        if not form.is_valid():
            return self._show(request, {"attempt": form}, status=422)
        said = form.cleaned_data
        with transaction.atomic():
            attempt = log_attempt(
                *(self.row, request.user, said["way"], said["outcome"]),
                due_at=said["next_step"],
                words=said["words"],
            )
            forget(self.row, request.user, "words")
            detail = f"{attempt.way}: {attempt.outcome}"
            record(request, AccessEntry.Action.CHANGED, self.row.reference, detail)
        messages.success(request, _("Logged."))
        return self._back()

    def _note(self, request: HttpRequest, form: NoteForm) -> HttpResponse:
        if not form.is_valid():
            return self._show(request, {"note": form}, status=422)
        with transaction.atomic():
            write_note(self.row, request.user, form.cleaned_data["note"])
            forget(self.row, request.user, "note")
            record(request, AccessEntry.Action.CHANGED, self.row.reference, "note")
        messages.success(request, _("Note kept."))
        return self._back()

    def _tell_again(self, request: HttpRequest) -> HttpResponse:
        """Dead letters get all their tries again, those of a round-up with all it speaks of."""
        about = Notice.objects.filter(Q(request=self.row) | Q(gathered__request=self.row))
        if requeue(Notice.objects.filter(pk__in=about.values("pk"))):
            record(request, AccessEntry.Action.CHANGED, self.row.reference, "mail sent again")
        messages.success(request, _("It will be sent again within a minute."))
        return self._back()

    def _back(self) -> HttpResponse:
        return redirect("contact_queue:open", pk=self.row.pk)

    def _show(
        self,
        request: HttpRequest,
        shown: Forms,
        status: int = 200,
        differences: list[tuple[str, str]] | None = None,
    ) -> HttpResponse:
        row = self.row
        others = looking_at(row, request.user.get_username())
        record(request, AccessEntry.Action.OPENED, row.reference)
        answers: Mapping[str, Any] | None
        try:
            answers, _added = open_all(row)
        except CannotOpen:
            answers = None
        draft = taken_up(row, request.user)
        safe, same = SafeContact.of(answers or {}), linked(row)
        for one in same:
            detail = f"linked to {row.reference}"
            record(request, AccessEntry.Action.OPENED, one.row.reference, detail)
        context = {
            "row": row,
            "progress": shown.get("progress") or ProgressForm(instance=row),
            "attempt": shown.get("attempt") or AttemptForm(initial=draft),
            "note": shown.get("note") or NoteForm(initial=draft),
            "draft": draft,
            "differences": differences or [],
            "others": others,
            "answers": answers,
            "safe": safe,
            "linked": [(one, one.stricter_than(safe)) for one in same],
            "dial": dial(str((answers or {}).get("phone", ""))),
            "lines": in_words(answers or {}),
            "events": history(row),
            "notices": row.notices.all(),
            "media": ProgressForm().media + AttemptForm().media,
        }
        named = row.reference_spaced
        return self.show(request, context, _("Request"), named, subtitle=named, status=status)


def in_display(form: ProgressForm, name: str, value: Any) -> str:
    """A plain column as people read it."""
    choices = dict(getattr(form.fields[name], "choices", []))
    if isinstance(value, bool):
        return str(_("Yes")) if value else str(_("No"))
    return str(choices.get(value, value) if value else _("Nothing"))
