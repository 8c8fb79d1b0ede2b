"""Clinical reviews and those who make them, as the admin lists them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from articles.models import Review, ReviewDue, Reviewer, UnreviewedPublication


class OnlyPolicy(ModelPermissionPolicy):
    """Some actions, by those who may; the others by nobody: not by a superuser either."""

    def __init__(self, model: type[Model], *actions: str) -> None:
        super().__init__(model)
        self.only = set(actions)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.only and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class ReviewViewSet(ModelViewSet):
    """What the workflow recorded. A review lapses by itself when the article changes."""

    model = Review
    icon = "check"
    menu_label = _("Clinical reviews")
    form_fields = ["article", "reviewer", "reviewed_on", "next_due_on"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = [
        Column("article", label=_("Article")),
        Column("reviewer", label=_("Reviewer")),
        DateColumn("reviewed_on", label=_("Reviewed on")),
        DateColumn("next_due_on", label=_("Next review due")),
    ]


register_permission_policy(Review, OnlyPolicy(Review, "view"))


class ReviewerViewSet(ModelViewSet):
    model = Reviewer
    icon = "user"
    menu_label = _("Reviewers")
    form_fields = ["name", "credentials", "user"]
    copy_view_enabled = False


class ReviewDueViewSet(ModelViewSet):
    """The day and the person; which pages have one follows from the pages."""

    model = ReviewDue
    icon = "calendar-check"
    menu_label = _("Reviews due")
    form_fields = ["due_on", "owner"]
    copy_view_enabled = False
    list_display = [
        Column("page", label=_("Page")),
        Column("due_on", label=_("Due"), accessor=lambda due: date_format(due.due_on)),
        Column("why", label=_("Why")),
        Column("owner", label=_("Who sees to it")),
    ]


register_permission_policy(ReviewDue, OnlyPolicy(ReviewDue, "view", "change"))


class UnreviewedPublicationViewSet(ModelViewSet):
    """What went live past a clinician, by whom, and why."""

    model = UnreviewedPublication
    icon = "warning"
    menu_label = _("Published without review")
    form_fields = ["article", "reason", "protects_life"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_filter = ["protects_life"]
    list_display = [
        Column("article", label=_("Article")),
        Column("reason", label=_("Why")),
        Column("published_by", label=_("By")),
        DateColumn("published_at", label=_("When")),
    ]


register_permission_policy(UnreviewedPublication, OnlyPolicy(UnreviewedPublication, "view"))


class ReviewGroup(ViewSetGroup):
    menu_label = _("Reviews")
    menu_icon = "check"
    menu_order = 230
    items = (
        ReviewDueViewSet("due"),
        ReviewViewSet("reviews"),
        UnreviewedPublicationViewSet("unreviewed"),
        ReviewerViewSet("reviewers"),
    )
