"""The public side: one form in two lengths, and a thanks page that a repeat reaches too."""

import logging
from datetime import timedelta
from typing import Any

from django.db import Error as DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from contact.forms import FORMS, FullRequestForm, ShortRequestForm
from contact.intake import submit
from contact.models import IntakeRequest, Office
from contact.receipts import read_receipt, write_receipt
from contact.sealing import CannotSeal

log = logging.getLogger(__name__)

RECEIPT_LIFE = timedelta(minutes=30)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class RequestView(View):
    """`/contact/`: the full form, and where both forms are sent.

    No token: the form stands in pages that are the same for everyone. The same-origin guard
    stands in its place (`recovery_site.public.same_origin`), asked for by `guards` below.
    """

    guards = ("same_origin",)

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "contact/form.html", {"form": FullRequestForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form(request)
        if getattr(request, "refused", None):
            return self._not_taken(request, form, "contact/refused.html", 403)
        if not form.is_valid():
            return render(request, "contact/form.html", {"form": form}, status=422)
        try:
            stored = submit(
                form.answers(), language=get_language() or "en", suspected=form.suspected
            )
        except (CannotSeal, DatabaseError) as error:
            # Only the kind: the text of a database error may quote what was written.
            log.error("request not taken: %s", type(error).__name__)
            return self._not_taken(request, form, "contact/not_taken.html", 503)
        receipt = write_receipt(stored)
        return HttpResponseRedirect(reverse("contact:thanks", args=[receipt]), status=303)

    def _form(self, request: HttpRequest) -> ShortRequestForm:
        return FORMS.get(request.POST.get("form", ""), FullRequestForm)(request.POST)

    def _not_taken(
        self, request: HttpRequest, form: ShortRequestForm, template: str, status: int
    ) -> HttpResponse:
        form.is_valid()
        return render(request, template, {"form": form}, status=status)


@never_cache
@require_safe
def thanks(request: HttpRequest, receipt: str) -> HttpResponse:
    """ "We have your request", said only of a row that is there.

    Past its half hour the page says that it has expired, and how to be sure.
    """
    row = read_receipt(receipt)
    stored = IntakeRequest.objects.filter(pk=row).first() if row else None
    if stored is None:
        raise Http404
    context: dict[str, Any] = {"now": timezone.now(), "office": Office.current()}
    if timezone.now() - stored.created_at > RECEIPT_LIFE:
        return render(request, "contact/thanks_expired.html", context, status=410)
    office = context["office"]
    context |= {
        "reference": stored.reference_spaced,
        "read_at": office.next_reading(stored.created_at),
        "call_by": office.call_by(stored.created_at),
    }
    return render(request, "contact/thanks.html", context)
