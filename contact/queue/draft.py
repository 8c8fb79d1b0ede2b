from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from contact.drafts import FIELDS, lay_aside
from contact.models import IntakeRequest
from contact.queue.permissions import REQUESTS, GroupMembershipPolicy
from contact.queue.staff_view import StaffView
from contact.sealing import CannotSeal


def keep_for_later(request: HttpRequest, pk: Any) -> None:
    """For a session that has just ended: what its last post held is laid aside all the same."""
    if GroupMembershipPolicy(IntakeRequest, REQUESTS).user_has_permission(request.user, "change"):
        row = IntakeRequest.objects.filter(pk=pk).first()
        if row is not None and any(request.POST.get(name) for name in FIELDS):
            try:
                lay_aside(row, request.user, request.POST.dict())
            except CannotSeal:
                # Nothing can be kept without a key; the person signs in and sees that.
                return


class DraftView(StaffView):
    """Takes what is being written, from the script of an open request's page."""

    any_permission_required = ["change"]
    keep_for_later = staticmethod(keep_for_later)

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        row = get_object_or_404(IntakeRequest, pk=pk)
        try:
            lay_aside(row, request.user, request.POST.dict())
        except CannotSeal:
            return HttpResponse(status=503)
        return HttpResponse(status=204)
