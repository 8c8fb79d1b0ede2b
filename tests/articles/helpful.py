"""Answering "Was this page helpful?" as a browser does, and what is then stored."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from articles.models import ArticlePage, Feedback

FORM = "application/x-www-form-urlencoded"


def send(page: ArticlePage | int, client: Client | None = None, **said: Any) -> HttpResponse:
    """`send(article, answer="no")`, of the revision that is live unless another is said."""
    if isinstance(page, ArticlePage):
        said = {"revision": page.live_revision_id or 0} | said
        page = page.pk
    client = client or Client(raise_request_exception=False)
    return client.post(f"/helpful/{page}/", urlencode(said), content_type=FORM, secure=True)


def stored() -> dict[str, int]:
    """How often each answer was counted, on every page and day together."""
    found: dict[str, int] = {}
    for row in Feedback.objects.all():
        found[row.answer] = found.get(row.answer, 0) + row.times
    return found
