"""What the admin's home shows of the editors' desk."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from articles.desk.reports.due import may_see, with_topics
from articles.models import ReviewDue

SHOWN = 5


class ReviewsDuePanel(Component):
    """What is due within a month, the first of it by name; nothing where nothing is."""

    order = 150
    template_name = "articles/editing/home_due.html"

    def render_html(self, parent_context: Any = None) -> Any:
        request: HttpRequest | None = (parent_context or {}).get("request")
        if request is None or not may_see(request.user):
            return ""
        return super().render_html(parent_context) if self.rows(request) else ""

    def rows(self, request: HttpRequest) -> list[ReviewDue]:
        theirs = with_topics(request.user).within(30)
        return list(theirs.order_by("due_on", "page__title")[:SHOWN])

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        theirs = with_topics(request.user)
        return {
            "rows": self.rows(request),
            "overdue": theirs.overdue().count(),
            "soon": theirs.within(30).count(),
            "mine": theirs.within(30).filter(owner=request.user).count(),
        }


def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    """For Wagtail's hook `construct_homepage_panels`."""
    panels.append(ReviewsDuePanel())
