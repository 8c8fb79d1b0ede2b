"""Why an approval did nothing: said where it was tried, with the way to the page.

The workflow's steps do nothing where something hinders them (`hindrances`), so that nothing is
lost; Wagtail would answer as if all had gone well.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import Page, TaskState

from articles.models.workflow import NotByItsAuthorTask

STEP = "_step_before_the_edit"


class SayingWhyView(WorkflowActionView):
    """Wagtail's own view for the dialog and for the buttons of the start page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = self.object.specific
        ours = self.task_state.workflow_state.object_id == str(page.pk)
        if ours and self.object.workflow_in_progress and isinstance(self.task, NotByItsAuthorTask):
            hindrances = self.task.hindrances(page, request.user, self.action_name)
            if hindrances:
                say(request, page, hindrances)
                if request.headers.get("x-requested-with") != "XMLHttpRequest":
                    return redirect(self.redirect_url)
                gone = {"step": "success", "redirect": self.redirect_url}
                answer: HttpResponse = self.render_modal_json(request, gone)
                return answer
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


def note_the_step(request: HttpRequest, page: Page) -> None:
    """For Wagtail's hook `before_edit_page`: saving and approving are one there."""
    if request.method == "POST" and request.POST.get("action-workflow-action"):
        setattr(request, STEP, page.current_workflow_task_state)


def say_why_it_stands(request: HttpRequest, page: Page) -> None:
    """For Wagtail's hook `after_edit_page`: the changes are saved, and the step is where it was."""
    step: TaskState | None = getattr(request, STEP, None)
    if step is None:
        return
    step.refresh_from_db()
    task = step.task.specific
    if step.status == TaskState.STATUS_IN_PROGRESS and isinstance(task, NotByItsAuthorTask):
        action = request.POST.get("workflow-action-name", "")
        if hindrances := task.hindrances(page.specific, request.user, action):
            say(request, page, hindrances)


def say(request: HttpRequest, page: Page, hindrances: list[str]) -> None:
    text = format_html(
        "{} <ul>{}</ul>",
        _("“%(title)s” stays where it is. Nothing is lost.") % {"title": page.draft_title},
        format_html_join("", "<li>{}</li>", ((each,) for each in hindrances)),
    )
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    messages.error(request, text, buttons=[messages.button(edit, _("Edit"))])
