"""The button of a new article names the workflow that the article will go through."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem

from articles.models import TopicPage
from articles.models.workflow import medical_review


class SubmitItem(SubmitForModerationMenuItem):
    """Wagtail's own asks the topic, before an article is saved for the first time."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        # All that stands below a topic is an article.
        is_new = context["view"] == "create" and context["parent_page"].specific_class is TopicPage
        if is_new and (workflow := medical_review()):
            context["label"] = _("Submit to %(name)s") % {"name": workflow.name}
        return context


def name_the_workflow(
    items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """For Wagtail's hook `construct_page_action_menu`."""
    for n, item in enumerate(items):
        if isinstance(item, SubmitForModerationMenuItem):
            items[n] = SubmitItem(order=item.order)
