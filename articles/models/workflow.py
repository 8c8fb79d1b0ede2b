"""How an article goes live: written, read by a clinician, published, each by somebody else.

Wagtail's own workflow with two tasks of ours. What they guarantee holds wherever an action comes
from, since Wagtail sends every one of them through `get_actions` and `on_action`:
nobody approves what they wrote; an approval is of exact content (`Review.content_hash`).
"""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    AbstractGroupApprovalTask,
    Page,
    PageLogEntry,
    TaskState,
    Workflow,
)

from articles.models.authorship import authors, brought_back
from articles.models.door import sentence, unfit, unpublishable
from articles.models.evidence.due import NEVER_REVIEWED, PROTECTS_LIFE, ReviewDue
from articles.models.evidence.review import GOOD_FOR, Review, Reviewer, UnreviewedPublication

PUBLISH_UNREVIEWED = "articles.publish_unreviewed"
Action = tuple[str, Any, bool]


def correct(page: Any, text: str) -> None:
    """Put a correction of today at the foot of the newest draft.

    Into the revision itself: one of its own would make an author of whoever approves it. What a
    reviewer reads (`content_hash`) does not change by it.
    """
    if not text:
        return
    revision = page.get_latest_revision()
    draft = revision.as_object()
    draft.corrections.add(
        draft.corrections.model(corrected_on=timezone.localdate(), text=text[:300])
    )
    revision.content = draft.serializable_data()
    revision.save(update_fields=["content"])


class NotByItsAuthorTask(AbstractGroupApprovalTask):
    """Wagtail's approval by a group, without those who wrote what is to be approved."""

    class Meta:
        abstract = True

    def covered_until(self, page: Page, before: datetime | None = None) -> datetime | None:
        """What was written earlier has been through this task; or had been, before a moment."""
        raise NotImplementedError

    def is_ours(self, user: Any) -> bool:
        return bool(user.is_superuser or self._user_in_groups(user))

    def wrote(self, page: Page, user: Any) -> bool:
        since = self.covered_until(page)
        if since is not None and (oldest := brought_back(page, since)):
            since = self.covered_until(page, min(oldest, since))
        return user.pk in authors(page, since)

    def may_approve(self, page: Page, user: Any) -> bool:
        return self.is_ours(user) and not self.wrote(page, user)

    APPROVES = "approve"
    NAMED: ClassVar[dict[tuple[str, bool], Any]] = {}
    """What an action is called here in place of Wagtail's words; True for one with a dialog."""

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        may_approve = self.may_approve(obj, user)
        return [
            (name, self.NAMED.get((name, modal), label), modal)
            for name, label, modal in super().get_actions(obj, user)
            if may_approve or name != self.APPROVES
        ]

    def hindrances(self, page: Page, user: Any, action_name: str) -> list[str]:
        """Why this would do nothing now, for somebody whose part it could be; else nothing."""
        if action_name != "approve" or not self.is_ours(user):
            return []
        if self.wrote(page, user):
            return [_now("You wrote a part of this, so somebody else approves it.")]
        return [sentence(mark) for mark in unfit(page.get_latest_revision_as_object())]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """What is hindered does nothing: Wagtail saves changes and approves in one step, and a
        refusal would throw the changes away. `articles.desk.approving` says why."""
        page = task_state.workflow_state.content_object.specific
        if action_name == "approve":
            if not self.may_approve(page, user) or self.hindrances(page, user, action_name):
                return
            # It is the newest draft that is approved; the step began with one before it, perhaps.
            task_state.revision = page.get_latest_revision()
        super().on_action(task_state, user, action_name, **kwargs)


class PublicationTask(NotByItsAuthorTask):
    NAMED = {("approve", False): _("Publish"), ("approve", True): _("Publish, with a comment")}

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @classmethod
    def get_description(cls) -> str:
        return _now("Somebody of these groups who did not write it publishes it")

    def covered_until(self, page: Page, before: datetime | None = None) -> datetime | None:
        if before is None:
            return page.last_published_at
        published = PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.publish")
        return published.filter(timestamp__lt=before).aggregate(at=Max("timestamp"))["at"]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """A clinician's step counts for what they read: if that is no more, it is done again."""
        state = task_state.workflow_state
        draft: Any = state.content_object.get_latest_revision_as_object()
        approves = action_name == "approve" and self.may_approve(draft, user)
        if approves and getattr(draft, "needs_review", False):
            read = Review.objects.filter(article_id=draft.pk, content_hash=draft.content_hash())
            if not read.exists():
                steps = state.task_states.filter(task__in=MedicalReviewTask.objects.all())
                steps.filter(status=TaskState.STATUS_APPROVED).update(
                    status=TaskState.STATUS_CANCELLED
                )
        super().on_action(task_state, user, action_name, **kwargs)


class MedicalReviewTask(NotByItsAuthorTask):
    """A clinician reads it. Two ways lead past: a publisher's, and one that protects a life."""

    NAMED = {
        ("approve", False): _("Approve: I have read all of it"),
        ("approve", True): _("Approve, with a day for the next review"),
    }
    UNREVIEWED = "publish_unreviewed"
    FOR_LIFE = "publish_for_life"

    class Meta:
        verbose_name = _("medical review")
        verbose_name_plural = _("medical reviews")

    @classmethod
    def get_description(cls) -> str:
        return _now("A clinician of these groups who did not write it reads and approves it")

    def covered_until(self, page: Page, before: datetime | None = None) -> datetime | None:
        reviews = Review.objects.filter(article_id=page.pk)
        if before is not None:
            reviews = reviews.filter(recorded_at__lt=before)
        return reviews.aggregate(at=Max("recorded_at"))["at"]

    def may_approve(self, page: Page, user: Any) -> bool:
        return self.is_named(user) and super().may_approve(page, user)

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        actions = super().get_actions(obj, user)
        if user.has_perm(PUBLISH_UNREVIEWED) and not self.wrote(obj, user):
            actions.append((self.UNREVIEWED, _("Publish without clinical review"), True))
        if obj.permissions_for_user(user).can_edit():
            actions.append((self.FOR_LIFE, _("Publish now: it protects a life"), True))
        return actions

    def hindrances(self, page: Page, user: Any, action_name: str) -> list[str]:
        if action_name == self.FOR_LIFE:
            marks = unpublishable(page.get_latest_revision_as_object())
            can_edit = page.permissions_for_user(user).can_edit()
            return [sentence(mark) for mark in marks] if can_edit else []
        if action_name == self.UNREVIEWED:
            if not user.has_perm(PUBLISH_UNREVIEWED):
                return []
            if self.wrote(page, user):
                return [_now("You wrote a part of this, so somebody else publishes it.")]
            return [sentence(mark) for mark in unfit(page.get_latest_revision_as_object())]
        said = super().hindrances(page, user, action_name)
        if action_name == self.APPROVES and self.is_ours(user) and not self.is_named(user):
            said.insert(0, _now("To approve, you need a name and credentials under “Reviewers”."))
        return said

    def is_named(self, user: Any) -> bool:
        return Reviewer.objects.filter(user=user).exists()

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """Waiting for a clinician holds up nobody who could put a dangerous line right."""
        return not obj.permissions_for_user(user).can_edit()

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        # Wagtail's forms can be imported once all models are there.
        from articles.models.workflow_forms import ReasonForm, ReviewForm

        own = {self.APPROVES: ReviewForm, self.UNREVIEWED: ReasonForm, self.FOR_LIFE: ReasonForm}
        form: Any = own.get(action) or super().get_form_for_action(action)
        return form

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Raises `PermissionDenied` for a way past the review that this person may not take."""
        page = task_state.workflow_state.content_object.specific
        correction = kwargs.pop("correction", "").strip()
        if action_name in (self.UNREVIEWED, self.FOR_LIFE):
            allowed = {name for name, _label, _modal in self.get_actions(page, user)}
            reason = kwargs.get("comment", "").strip()
            if action_name not in allowed or not reason:
                raise PermissionDenied
            if self.hindrances(page, user, action_name):
                return
            correct(page, correction)
            self._pass_by(task_state, page, user, reason, action_name == self.FOR_LIFE)
            return
        due = kwargs.pop("next_due_on", None)
        if action_name == self.APPROVES and self.may_approve(page, user):
            if self.hindrances(page, user, action_name):
                return
            correct(page, correction)
            self._record(page, user, due)
        super().on_action(task_state, user, action_name, **kwargs)

    def _record(self, page: Any, user: Any, due: date | str | None) -> None:
        revision = page.get_latest_revision()
        today = timezone.localdate()
        if isinstance(due, str):
            due = date.fromisoformat(due)
        review = Review(
            article=page,
            reviewer=user.reviewer,
            reviewed_on=today,
            next_due_on=due or today + GOOD_FOR,
            content_hash=revision.as_object().content_hash(),
            revision=revision,
            recorded_by=user,
        )
        review.full_clean()
        review.save()
        ReviewDue.objects.set(page, review.next_due_on, ReviewDue.Reason.LAPSES)

    def _pass_by(
        self, task_state: TaskState, page: Any, user: Any, reason: str, protects_life: bool
    ) -> None:
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise PermissionDenied
        task_state.revision = page.get_latest_revision()
        UnreviewedPublication.objects.create(
            article=page,
            revision=task_state.revision,
            protects_life=protects_life,
            reason=reason,
            published_by=user,
        )
        ReviewDue.objects.set(
            page,
            timezone.localdate() + (PROTECTS_LIFE if protects_life else NEVER_REVIEWED),
            ReviewDue.Reason.PASSED_BY,
        )
        task_state.status = TaskState.STATUS_SKIPPED
        task_state.finished_at = timezone.now()
        task_state.finished_by = user
        task_state.comment = reason
        task_state.save()
        task_state.workflow_state.finish(user=user)


def medical_review() -> Workflow | None:
    """The workflow with a medical review in it: the one of all articles."""
    reviewed = Workflow.objects.active().filter(
        workflow_tasks__task__in=MedicalReviewTask.objects.all()
    )
    return reviewed.order_by("pk").first()
