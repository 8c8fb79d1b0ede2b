"""Who may do what with requests, and the record of it: membership of a group, never `has_perm`.

`has_perm` is true for every superuser; nobody outside these groups opens a request.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

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


class GroupMembershipPolicy(BasePermissionPolicy):
    """`allowed` says which groups may take which action; every other action is nobody's."""

    def __init__(self, model: Any, allowed: dict[str, set[str]]) -> None:
        super().__init__(model)
        self.allowed = allowed

    def user_has_permission(self, user: Any, action: str) -> bool:
        groups = self.allowed.get(action, set())
        if isinstance(user, AnonymousUser) or not user.is_active or not groups:
            return False
        if not hasattr(user, "_group_names"):
            user._group_names = set(user.groups.values_list("name", flat=True))
        return bool(user._group_names & groups)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.user_has_permission(user, action)

    def users_with_any_permission(self, actions: Any) -> QuerySet[Any]:
        groups = set().union(*(self.allowed.get(action, set()) for action in actions))
        return get_user_model().objects.filter(is_active=True, groups__name__in=groups).distinct()
