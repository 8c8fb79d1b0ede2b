"""Who may do what with requests, and the record of it: membership of a group, never `has_perm`.

`has_perm` is true for every superuser; nobody outside these groups opens a request.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permission_policies.collections import CollectionPermissionLookupMixin
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permission_policies.sites import SitePermissionPolicy

from contact import access_log
from contact.team import AUDITORS, INTAKE, LEADS

REQUESTS = {"view": {INTAKE, LEADS}, "change": {INTAKE, LEADS}, "export": {LEADS}}
ACCESS_LOG = {"view": {AUDITORS, LEADS}}
TEAM = {"change": {LEADS}}


def record(request: Any, action: str, reference: str = "", detail: str = "") -> None:
    """Enter into the access log what the user of `request` does."""
    access_log.record(request.user.get_username(), action, reference, detail, user=request.user)


def record_each(request: Any, action: str, entries: Iterable[tuple[str, str]]) -> None:
    """The same for many references, each with its detail: all of them or none."""
    access_log.record_each(request.user.get_username(), action, entries, user=request.user)


OF_WAGTAIL = [
    (PagePermissionPolicy, GroupPagePermission),
    (CollectionPermissionLookupMixin, GroupCollectionPermission),
    (SitePermissionPolicy, GroupSitePermission),
]


def group_names(user: Any) -> set[str]:
    """The names of a user's groups, asked for once.

    Wagtail's menu would ask three times more, what these groups may do with pages, collections and
    sites. Those that have nothing there, as the intake groups do, are told apart by the way.
    """
    if not hasattr(user, "_group_names"):
        grants = [
            Exists(grant.objects.filter(group=OuterRef("pk"))) for _policy, grant in OF_WAGTAIL
        ]
        rows = list(user.groups.values_list("name", *grants))
        user._group_names = {name for name, *_has in rows}
        for number, (policy, grant) in enumerate(OF_WAGTAIL, start=1):
            if not any(row[number] for row in rows):
                setattr(user, policy.permission_cache_name, grant.objects.none())
    return user._group_names


class GroupMembershipPolicy(BasePermissionPolicy):
    """`allowed` says which groups may take which action; every other action is nobody's."""

    def __init__(self, model: Any, allowed: dict[str, set[str]]) -> None:
        super().__init__(model)
        self.allowed = allowed

    def user_has_permission(self, user: Any, action: str) -> bool:
        groups = self.allowed.get(action, set())
        if isinstance(user, AnonymousUser) or not user.is_active or not groups:
            return False
        return bool(group_names(user) & groups)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        groups = set().union(*(self.allowed.get(action, set()) for action in actions))
        return get_user_model().objects.filter(is_active=True, groups__name__in=groups).distinct()
