"""Who answers requests, who leads them and who audits them: three groups that change here alone.

Whoever may edit accounts or groups, a superuser too, cannot put anybody into them or rename another
group to one of them: the receivers below refuse it wherever it comes from within the site.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from contact import access_log
from contact.models import AccessEntry
from contact.models.roles import AUDITORS, INTAKE, LEADS

__all__ = ["AUDITORS", "INTAKE", "LEADS", "PROTECTED"]

PROTECTED = (INTAKE, LEADS, AUDITORS)

vouched = Signal()
"""Sent with `user`: a lead, or the server, knows the person who is to use this account from now on.

A receiver may return a code that they then need to set up how they sign in.
"""

_allowed: ContextVar[bool] = ContextVar("team_may_change", default=False)


class LastLeadError(Exception):
    """Somebody must be left who can add others; a command on the server makes another lead."""


@contextmanager
def allowed() -> Iterator[None]:
    """Within it the groups may change: for what follows, and for setting up a demonstration."""
    token = _allowed.set(True)
    try:
        yield
    finally:
        _allowed.reset(token)


@transaction.atomic
def join(user: Any, group: str, by: str, actor: Any = None) -> str:
    """Put `user` into a group of the team; `by` is who did it, for the access log.

    Returns the code that somebody who is new to the team needs to set up how they sign in, if any.
    """
    is_new = not is_member(user)
    with allowed():
        user.groups.add(Group.objects.get(name=group))
    _record(f"{group}: + {user.get_username()}", by, actor)
    return _vouch(user) if is_new else ""


@transaction.atomic
def vouch_again(user: Any, by: str, actor: Any = None) -> str:
    """For a member who lost what they sign in with: forget it, and return a new code, if any."""
    _record(f"setup code: {user.get_username()}", by, actor)
    return _vouch(user)


@transaction.atomic
def leave(user: Any, group: str, by: str, actor: Any = None) -> None:
    """Take `user` out of it. Raises `LastLeadError` for the only active lead."""
    row = Group.objects.select_for_update().get(name=group)
    if group == LEADS and not row.user_set.filter(is_active=True).exclude(pk=user.pk).exists():
        raise LastLeadError
    with allowed():
        user.groups.remove(row)
    _record(f"{group}: - {user.get_username()}", by, actor)


def is_member(user: Any) -> bool:
    """Whether the account is in any group of the team."""
    return user.groups.filter(name__in=PROTECTED).exists()


def members(group: str) -> QuerySet[Any]:
    return Group.objects.get(name=group).user_set.order_by("username")


def _vouch(user: Any) -> str:
    return "".join(code or "" for _receiver, code in vouched.send(sender=None, user=user))


def _record(detail: str, by: str, actor: Any) -> None:
    access_log.record(by, AccessEntry.Action.TEAM, detail=detail[:60], user=actor)


def refuse_membership(
    instance: Any, action: str, pk_set: set[int] | None, reverse: bool, **kwargs: Any
) -> None:
    """Receiver of `m2m_changed` of a user's groups; raises `PermissionDenied`."""
    if _allowed.get() or action not in ("pre_add", "pre_remove", "pre_clear"):
        return
    if reverse:
        touched = instance.name in PROTECTED
    elif pk_set is None:
        touched = instance.groups.filter(name__in=PROTECTED).exists()
    else:
        touched = Group.objects.filter(pk__in=pk_set, name__in=PROTECTED).exists()
    if touched:
        raise PermissionDenied("The intake groups change under Intake team alone.")


def refuse_renaming(instance: Group, **kwargs: Any) -> None:
    """Receiver of `pre_save` of groups: no group becomes one of these or stops being it."""
    if _allowed.get() or kwargs.get("raw"):
        return
    before = Group.objects.filter(pk=instance.pk).values_list("name", flat=True).first()
    if before != instance.name and {before, instance.name} & set(PROTECTED):
        raise PermissionDenied("The intake groups are neither renamed nor replaced.")


def refuse_deleting(instance: Group, **kwargs: Any) -> None:
    """Receiver of `pre_delete` of groups."""
    if not _allowed.get() and instance.name in PROTECTED:
        raise PermissionDenied("The intake groups stay.")
