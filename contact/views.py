"""The public side: one form in two lengths, and a thanks page that a repeat reaches too."""

import logging
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler
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

from contact.forms import FORMS, FullRequestForm, ShortRequestForm, SupplementForm, one_of_each
from contact.intake import append, submit
from contact.models import IntakeRequest, Office
from contact.receipts import has_expired, read_receipt, write_receipt
from contact.sealing import CannotSeal

log = logging.getLogger(__name__)

SUPPLEMENTS = 5
"""How often one request can be added to; after that the page asks for a call."""


def log_trouble(what: str, error: Exception) -> None:
    """Only the kind, and the places if it was not foreseen: an error's text may quote a plea."""
    foreseen = isinstance(error, CannotSeal | DatabaseError)
    log.error("%s: %s", what, type(error).__name__, exc_info=not foreseen)


class GuardedView(View):
    """No token: the form stands in pages that are the same for everyone.

    The guards of `recovery_site.public` stand in its place, asked for by `guards`; what they
    found is on the request: `refused` (why it is not taken) and `suspected`.
    """

    guards = ("same_origin", "rate_limit")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        # No form here takes a file, so none is written to the disk on its way.
        request.upload_handlers = [DropFiles(request)]


class DropFiles(FileUploadHandler):
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class RequestView(GuardedView):
    """`/contact/`: the full form, and where both forms are sent."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "contact/form.html", {"form": FullRequestForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = one_of_each(request.POST)
        form = FORMS.get(sent.get("form", ""), FullRequestForm)(sent)
        try:
            return self._take(request, form)
        except Exception as error:
            # Whatever broke, the words are in the form that comes back.
            log_trouble("request not taken", error)
            return self._not_taken(request, form, "trouble")

    def _take(self, request: HttpRequest, form: ShortRequestForm) -> HttpResponse:
        refused = getattr(request, "refused", None)
        if refused:
            return self._not_taken(request, form, refused)
        if not form.is_valid():
            return render(request, "contact/form.html", {"form": form}, status=422)
        suspicions = form.suspicions()
        if getattr(request, "suspected", False):
            suspicions.append("many from one address")
        answers = form.answers() | {"suspected_for": ", ".join(suspicions)}
        stored = submit(answers, language=get_language() or "en", suspected=bool(suspicions))
        return HttpResponseRedirect(_thanks_url(write_receipt(stored)), status=303)

    def _not_taken(self, request: HttpRequest, form: ShortRequestForm, why: str) -> HttpResponse:
        template, status = NOT_TAKEN[why]
        return render(request, template, {"form": form}, status=status)


NOT_TAKEN = {
    "cross-origin": ("contact/refused.html", 403),
    "busy": ("contact/not_taken.html", 503),
    "trouble": ("contact/not_taken.html", 503),
}


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class ThanksView(GuardedView):
    """ "We have your request", said only of a row that is there; what it leaves open is asked.

    Past its half hour the page says that it has expired, and how to be sure.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            row = read_receipt(kwargs["receipt"])
            stored = IntakeRequest.objects.filter(pk=row).defer("envelope").first() if row else None
            if stored is None:
                raise Http404
            self.stored, self.office = stored, Office.current()
            if has_expired(stored, timezone.now()):
                return self._said(request, "contact/thanks_expired.html", 410)
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            raise
        except Exception as error:
            log_trouble("thanks page not shown", error)
            return self._said(request, "contact/thanks_away.html", 503)

    def get(self, request: HttpRequest, receipt: str) -> HttpResponse:
        return self._show(request, SupplementForm())

    def post(self, request: HttpRequest, receipt: str) -> HttpResponse:
        form = SupplementForm(one_of_each(request.POST))
        if getattr(request, "refused", None):
            form.is_valid()
            return self._show(request, form, trouble=True, status=403)
        if not form.is_valid():
            return self._show(request, form, status=422)
        if self.stored.supplements.count() >= SUPPLEMENTS:
            return self._show(request, form, trouble=True, status=429)
        try:
            append(self.stored, form.answers())
        except Exception as error:
            log_trouble("supplement not taken", error)
            return self._show(request, form, trouble=True, status=503)
        return HttpResponseRedirect(_thanks_url(receipt) + "#more", status=303)

    def _show(
        self, request: HttpRequest, form: SupplementForm, trouble: bool = False, status: int = 200
    ) -> HttpResponse:
        taken = self.stored.created_at
        added = self.stored.supplements.order_by("-created_at").only("created_at").first()
        context = {
            "office": self.office,
            "reference": self.stored.reference_spaced,
            "read_at": self.office.next_reading(taken),
            "call_by": self.office.call_by(taken),
            "form": form,
            "added_at": self.office.local(added.created_at) if added else None,
            "trouble": trouble,
        }
        return render(request, "contact/thanks.html", context, status=status)

    def _said(self, request: HttpRequest, template: str, status: int) -> HttpResponse:
        """A page that could not take what was chosen, and so repeats it for the telephone."""
        ours = request.POST and not getattr(request, "refused", None)
        chosen = SupplementForm(one_of_each(request.POST)).in_words() if ours else []
        return render(request, template, {"chosen": chosen}, status=status)


def _thanks_url(receipt: str) -> str:
    return reverse("contact:thanks", args=[receipt])
