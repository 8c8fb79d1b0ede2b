""" "Was this page helpful?": two buttons on an article, a reason for a no, and a quiet thanks.

Nothing ties an answer to a reader or to the next answer, so each step is a post of its own that
carries the revision that was read. No field takes words of a reader's own.
"""

import logging
from typing import Any

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from articles.models import ArticlePage, Feedback

log = logging.getLogger(__name__)

FORM = "application/x-www-form-urlencoded"
"""How a browser sends our forms; another kind could bring files along."""


LARGEST = 2**31 - 1
"""The largest id that every database takes; a larger one breaks the query that asks for it."""


class NotTaken(Exception):
    """An answer that no form of ours sends; says which page to show, and its status."""

    def __init__(self, why: str, status: int) -> None:
        self.why, self.status = why, status


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class QuietView(View):
    """No answer frightens, is kept by a cache or is found by a search engine.

    The guards stand in place of a token, because articles are the same for everyone. Their budget
    is this room's own: no number of answers here is ever held against a plea for help.
    """

    guards = ("same_origin", "rate_limit")
    rate_limit_budget = "helpful"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = super().dispatch(request, *args, **kwargs)
        except NotTaken as error:
            response = self.say(request, error.why, error.status)
        except DatabaseError as error:
            log.error("feedback not taken: %s", type(error).__name__)
            response = self.say(request, "away", 503)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def http_method_not_allowed(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # Somebody who comes by the address finds a page, and a way onward.
        response = self.say(request, "method", 405)
        response.headers["Allow"] = ", ".join(name.upper() for name in self.http_method_names)
        return response

    def say(self, request: HttpRequest, why: str, status: int) -> HttpResponse:
        return render(request, "articles/helpful/not_taken.html", {"why": why}, status=status)


class HelpfulView(QuietView):
    """Takes a yes, a no, or the reason of a no."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if getattr(request, "refused", None) == "cross-origin":
            raise NotTaken("foreign", 403)
        if request.content_type != FORM:
            raise NotTaken("unknown", 400)
        page = article(pk)
        revision = revision_of(page, request.POST.get("revision", ""))
        answer = request.POST.get("answer", "")
        if answer not in Feedback.Answer.values:
            raise NotTaken("unknown", 400)
        # Past the limit the reader goes on as ever; it is only not counted.
        if not getattr(request, "refused", None) and not getattr(request, "suspected", False):
            Feedback.objects.count_one(page, revision, answer)
        if answer == Feedback.Answer.NO:
            onward = reverse("helpful_why", args=[pk, revision])
        else:
            onward = reverse("helpful_thanks", args=[pk])
        return HttpResponseRedirect(onward, status=303)


class WhyView(QuietView):
    """What kept the page from helping: one tap, or none."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int, revision: int) -> HttpResponse:
        page = article(pk)
        context = {"article": page, "revision": revision_of(page, str(revision))}
        return render(request, "articles/helpful/why.html", context)


class ThanksView(QuietView):
    """The same for everyone, but that a child is never led to our form."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = article(pk)
        context = {"article": page, "child_help": {"helplines": page.lines_for_a_child()}}
        return render(request, "articles/helpful/thanks.html", context)


def article(pk: int) -> ArticlePage:
    """The article, if everyone may read it."""
    if pk <= LARGEST:
        pages = ArticlePage.objects.for_everyone().select_related("locale")
        if found := pages.filter(pk=pk).first():
            return found
    raise NotTaken("gone", 404)


def revision_of(page: ArticlePage, sent: str) -> int:
    """The revision that was read: one of this page's own, or 0 of a page that had none live."""
    # Python itself refuses to read a number of some thousand digits.
    if sent.isascii() and sent.isdecimal() and len(sent) < 20:
        number = int(sent)
        known = number <= LARGEST and page.revisions.filter(pk=number).exists()
        if number == 0 or known:
            return number
    raise NotTaken("unknown", 400)
