"""Refuses posts that another site makes a browser send, without a token in any page.

Source of the rule: the Fetch standard's `Origin` and the `Sec-Fetch-Site` request header. Every
current browser sends at least one with a POST; something that sends neither is no browser, has no
cookies to be misused, and is served.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class SameOriginMiddleware:
    """A view that lists `same_origin` in its `guards` sees `request.refused` on a foreign post.

    The view answers itself, so that the refusal can keep what was typed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        asked_for = "same_origin" in guards(view)
        if asked_for and request.method not in SAFE_METHODS and is_foreign(request):
            request.refused = "cross-origin"  # type: ignore[attr-defined]


def guards(view: Any) -> tuple[str, ...]:
    """The names of the guards that a view asks for by its attribute `guards`."""
    return getattr(getattr(view, "view_class", view), "guards", ())


def is_foreign(request: HttpRequest) -> bool:
    """Whether a browser says that another site sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        sent = urlsplit(origin)
    except ValueError:
        return True
    return (sent.scheme, sent.netloc) != (request.scheme, request.get_host())
