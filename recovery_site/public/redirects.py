"""Where a page was, its address leads to where it is."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from articles.models.pages.base import TAKEN

GetResponse = Callable[[HttpRequest], HttpResponse]
FEED = "/feed"


class RedirectMiddleware:
    """Wagtail's redirects, asked only where a reader found no page.

    Never in place of what the site itself answers, never to a page that nobody can read, and
    never kept by a browser: when a page moves back, what was kept would lead in a circle.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if _is_the_site_s(request.path):
            return response
        found = _found(request)
        if found is None:
            return response
        address, permanent = found
        kind = HttpResponsePermanentRedirect if permanent else HttpResponseRedirect
        answer = kind(address)
        answer.headers["Cache-Control"] = "no-cache"
        return answer


def _is_the_site_s(path: str) -> bool:
    steps = [step for step in path.split("/") if step]
    if steps[:1] == ["es"]:
        steps = steps[1:]
    return bool(steps) and steps[0] in TAKEN


def _found(request: HttpRequest) -> tuple[str, bool] | None:
    """Where to, and whether for good."""
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path = urlsplit(whole).path
    redirect = get_redirect(request, whole) or get_redirect(request, path)
    below = ""
    if redirect is None and path.endswith(FEED):
        redirect, below = get_redirect(request, path.removesuffix(FEED)), "feed/"
    if redirect is None:
        return None
    page = redirect.redirect_page
    if page is not None and not page.live:
        return None
    if not (link := redirect.link):
        return None
    address = link + below if page is not None else link
    here = urlsplit(address).path.rstrip("/") == request.path.rstrip("/")
    return None if here else (address, redirect.is_permanent)
