"""What changed since a clinician last read it, and one button that confirms just that."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.models import Revision

from articles.models import MedicalReviewTask, Review


class ChangesSinceReviewView(RevisionsCompareView):
    """Wagtail's comparison, of the newest draft with what was approved before.

    Raises `Http404` where nothing was, and `PermissionDenied` for those who may not approve it.
    """

    page_title = gettext_lazy("Changed since the review")
    template_name = "articles/editing/changes_since_review.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        read = Review.objects.filter(revision__isnull=False)
        self.review = read.newest_of(kwargs["page_id"])
        if self.review is None:
            raise Http404
        super().setup(request, kwargs["page_id"], self.review.revision_id, "latest")

    @cached_property
    def newest(self) -> Revision:
        revision: Revision | None = self.object.get_latest_revision()
        if revision is None:
            raise Http404
        return revision

    @property
    def task(self) -> MedicalReviewTask | None:
        """The step that the page waits at, if this person may approve there."""
        step = self.object.current_workflow_task
        task = step.specific if step else None
        if isinstance(task, MedicalReviewTask) and task.may_approve(self.object, self.request.user):
            return task
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {"review": self.review, "may_confirm": self.task, "seen": self.newest.pk}
        return context

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        here = reverse("changes_since_review", args=[self.object.pk])
        with transaction.atomic():
            if self.task is None:
                raise PermissionDenied
            if request.POST.get("seen") != str(self.newest.pk):
                messages.warning(request, _("It changed once more while you read. Look again."))
                return redirect(here)
            state = self.object.current_workflow_task_state
            self.task.on_action(state, request.user, MedicalReviewTask.APPROVES)
        state.refresh_from_db()
        if state.status != state.STATUS_APPROVED:
            messages.error(request, _("It is not ready to be approved: the editor says why."))
            return redirect("wagtailadmin_pages:edit", self.object.pk)
        messages.success(request, _("Confirmed: you approved it as it stands now."))
        return redirect("wagtailadmin_home")
