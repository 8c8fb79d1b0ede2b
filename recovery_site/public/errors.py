"""Error pages: what happened, the numbers that always work, and a way onward.

They ask the database for nothing: the page must stand when that is what broke.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def _page(template: str, status: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page("errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page("errors/403.html", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return forbidden(request)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page("errors/404.html", 404)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    return _page("errors/405.html", 405)


def server_error(request: HttpRequest) -> HttpResponse:
    return _page("errors/500.html", 500)
