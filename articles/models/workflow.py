"""How an article goes live: written, read by a clinician, published, each by somebody else.

Wagtail's own workflow with two tasks of ours. What they guarantee holds wherever an action comes
from, since Wagtail sends every one of them through `get_actions` and `on_action`:
nobody approves what they wrote; an approval is of exact content (`Review.content_hash`).
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    AbstractGroupApprovalTask,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
)

from articles.editing.claims import unsourced
from articles.editing.guidance import unfilled
from articles.editing.language import Severity
from articles.editing.wording import wordings
from articles.models.evidence.due import NEVER_REVIEWED, PROTECTS_LIFE, ReviewDue
from articles.models.evidence.review import GOOD_FOR, Review, Reviewer, UnreviewedPublication

PUBLISH_UNREVIEWED = "articles.publish_unreviewed"
WRITES = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.copy", "wagtail.rename")
"""What Wagtail's log calls the acts by which somebody writes."""

Action = tuple[str, Any, bool]


def authors(page: Page, since: datetime | None) -> set[int]:
    """The keys of all who wrote on `page` after this moment; without one, of all who ever did."""
    entries = PageLogEntry.objects.filter(page_id=page.pk, action__in=WRITES)
    revisions = Revision.page_revisions.filter(object_id=str(page.pk))
    if since is not None:
        entries = entries.filter(timestamp__gt=since)
        revisions = revisions.filter(created_at__gt=since)
    found = set(entries.values_list("user_id", flat=True))
    found |= set(revisions.values_list("user_id", flat=True))
    return found - {None}


def is_fit(page: Page) -> bool:
    """Whether the newest draft would pass the door now: it may have changed since it did."""
    draft = page.get_latest_revision_as_object()
    hurts = any(found.severity == Severity.STOP for found in wordings(draft))
    lacks = next(unsourced(draft), None) or next(unfilled(draft), None)
    return not hurts and lacks is None


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

    def covered_until(self, page: Page) -> datetime | None:
        """What was written before has been through this task."""
        raise NotImplementedError

    def is_ours(self, user: Any) -> bool:
        return bool(user.is_superuser or self._user_in_groups(user))

    def wrote(self, page: Page, user: Any) -> bool:
        return user.pk in authors(page, self.covered_until(page))

    def may_approve(self, page: Page, user: Any) -> bool:
        return self.is_ours(user) and not self.wrote(page, user)

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        actions: list[Action] = super().get_actions(obj, user)
        if self.may_approve(obj, user):
            return actions
        return [action for action in actions if action[0] != "approve"]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approving what one wrote does nothing: Wagtail saves changes and approves in one step,
        and a refusal would throw the changes away."""
        page = task_state.workflow_state.content_object
        if action_name == "approve" and not self.may_approve(page, user):
            return
        super().on_action(task_state, user, action_name, **kwargs)


class PublicationTask(NotByItsAuthorTask):
    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    @classmethod
    def get_description(cls) -> str:
        return _now("Somebody of these groups who did not write it publishes it")

    def covered_until(self, page: Page) -> datetime | None:
        return page.last_published_at


class MedicalReviewTask(NotByItsAuthorTask):
    """A clinician reads it. Two ways lead past: a publisher's, and one that protects a life."""

    APPROVES = "approve"
    UNREVIEWED = "publish_unreviewed"
    FOR_LIFE = "publish_for_life"

    class Meta:
        verbose_name = _("medical review")
        verbose_name_plural = _("medical reviews")

    @classmethod
    def get_description(cls) -> str:
        return _now("A clinician of these groups who did not write it reads and approves it")

    def covered_until(self, page: Page) -> datetime | None:
        newest = Review.objects.newest_of(page.pk)
        return newest.recorded_at if newest else None

    def may_approve(self, page: Page, user: Any) -> bool:
        return Reviewer.objects.filter(user=user).exists() and super().may_approve(page, user)

    def get_actions(self, obj: Page, user: Any) -> list[Action]:
        named = {
            (self.APPROVES, False): _("Approve: I have read all of it"),
            (self.APPROVES, True): _("Approve, with a day for the next review"),
        }
        actions = [
            (name, named.get((name, modal), label), modal)
            for name, label, modal in super().get_actions(obj, user)
        ]
        if user.has_perm(PUBLISH_UNREVIEWED) and not self.wrote(obj, user):
            actions.append((self.UNREVIEWED, _("Publish without clinical review"), True))
        if obj.permissions_for_user(user).can_edit():
            actions.append((self.FOR_LIFE, _("Publish now: it protects a life"), True))
        return actions

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
            if action_name == self.UNREVIEWED and not is_fit(page):
                return
            correct(page, correction)
            self._pass_by(task_state, page, user, reason, action_name == self.FOR_LIFE)
            return
        due = kwargs.pop("next_due_on", None)
        if action_name == self.APPROVES and self.may_approve(page, user):
            if not is_fit(page):
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
        UnreviewedPublication.objects.create(
            article=page,
            revision=page.get_latest_revision(),
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
