"""The pages that somebody may edit: what their reports are about, and who sees one at all."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

MAY_EDIT = ["add", "change", "publish"]


def may_edit_pages(user: Any) -> bool:
    """Whether this user may edit any page."""
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, MAY_EDIT))


def editable(user: Any) -> QuerySet[Page]:
    """Their primary keys, for a query of something that belongs to pages."""
    policy = policy_registry.get_by_type(Page)
    theirs: QuerySet[Page] = policy.instances_user_has_any_permission_for(user, MAY_EDIT)
    return theirs.values("pk")
