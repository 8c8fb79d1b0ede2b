"""Looking for others of the same person, linking and unlinking: each by POST, each logged."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contact.models import AccessEntry, IntakeRequest
from contact.queue.permissions import record
from contact.queue.same_person import LOOKED_AT, linked, suggested
from contact.queue.staff_view import StaffView
from contact.sealing import CannotOpen
from contact.work import CannotLink, link, unlink


class SamePersonView(StaffView):
    """Each of its buttons is sent here; the name of the button says which."""

    any_permission_required = ["change"]
    template_name = "contact/queue/same_person.html"

    @cached_property
    def row(self) -> IntakeRequest:
        return get_object_or_404(IntakeRequest, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: Any) -> HttpResponse:
        return redirect("contact_queue:open", pk=self.row.pk)

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        for button, change in (("link", self._link), ("unlink", self._unlink)):
            if button in request.POST:
                return self._change(request, request.POST[button], change)
        return self._look(request)

    def _change(self, request: HttpRequest, typed: str, change: Any) -> HttpResponse:
        other = _request_of(typed)
        if other is None:
            messages.error(request, _("There is no such request any more."))
            return self._page(request, {}, status=422)
        try:
            with transaction.atomic():
                said = change(request, other)
        except CannotLink:
            messages.error(request, _("A request cannot be linked to itself."))
            return self._page(request, {}, status=422)
        messages.success(request, said)
        return redirect(reverse("contact_queue:open", args=[self.row.pk]) + "#same-person-section")

    def _link(self, request: HttpRequest, other: IntakeRequest) -> Any:
        if not link(self.row, other, request.user):
            return _("They were linked before.")
        self._log(request, other, "linked to")
        return _("Linked.")

    def _unlink(self, request: HttpRequest, other: IntakeRequest) -> Any:
        if not unlink(self.row, other):
            return _("They were not linked.")
        self._log(request, other, "unlinked from")
        return _("Unlinked.")

    def _log(self, request: HttpRequest, other: IntakeRequest, what: str) -> None:
        for one, two in ((self.row, other), (other, self.row)):
            record(request, AccessEntry.Action.CHANGED, one.reference, f"{what} {two.reference}")

    def _look(self, request: HttpRequest) -> HttpResponse:
        record(request, AccessEntry.Action.SEARCHED, self.row.reference, "same person")
        try:
            found, looked_at = suggested(self.row)
        except CannotOpen:
            return self._page(request, {"sealed": True})
        known = {one.row.pk for one in linked(self.row)} if found else set()
        found = [one for one in found if one.row.pk not in known]
        for one in found:
            # Not "opened": nobody is about to call them, and a colleague need not be warned.
            detail = f"same person as {self.row.reference}"
            record(request, AccessEntry.Action.SEARCHED, one.row.reference, detail)
        return self._page(
            request, {"suggested": found, "looked_at": looked_at, "most": LOOKED_AT, "looked": True}
        )

    def _page(self, request: HttpRequest, context: dict[str, Any], status: int = 200) -> Any:
        context |= {"row": self.row}
        if "fragment" in request.POST:
            fragment = "contact/queue/same_person_found.html"
            return TemplateResponse(request, fragment, context, status=status)
        named = self.row.reference_spaced
        title = _("Others from the same person?")
        return self.show(request, context, title, subtitle=named, status=status)


def _request_of(typed: str) -> IntakeRequest | None:
    """The one that an id names, if it is an id and there is such a request."""
    try:
        return IntakeRequest.objects.filter(pk=uuid.UUID(typed)).first()
    except ValueError:
        return None
