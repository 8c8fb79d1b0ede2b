"""Where an editor sees what a clinician has read of this article, before saving another word."""

from functools import cached_property
from typing import Any

from wagtail.admin.panels import Panel

from articles.models.evidence.review import Review, Reviewer
from articles.models.workflow import MedicalReviewTask


class ReviewPanel(Panel):
    """For articles: the review that holds, or that none does; and why a reviewer cannot approve."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/editing/review_panel.html"

        @cached_property
        def reviews(self) -> list[Review]:
            found = Review.objects.filter(article_id=self.instance.pk)
            return list(found.order_by("-recorded_at", "-pk"))

        @cached_property
        def holds(self) -> Review | None:
            """Of the page as readers have it: what the form shows may be a draft."""
            page = self.instance
            if page.has_unpublished_changes and self.reviews:
                page = type(page).objects.filter(pk=page.pk).first()
            return page.holding(self.reviews) if page and page.live else None

        @cached_property
        def hindered(self) -> str:
            """Why this person, who reviews, cannot approve now: `wrote`, `nameless` or nothing."""
            step = self.instance.current_workflow_task
            task = step.specific if step else None
            user = self.request.user
            if not isinstance(task, MedicalReviewTask) or not task.is_ours(user):
                return ""
            if task.wrote(self.instance, user):
                return "wrote"
            return "" if Reviewer.objects.filter(user=user).exists() else "nameless"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context |= {
                "page": self.instance,
                "holds": self.holds,
                "awaits": self.instance.holding(self.reviews),
                "newest": next(iter(self.reviews), None),
                "hindered": self.hindered,
            }
            return context
