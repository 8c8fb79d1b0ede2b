"""Accounts in the admin: as Wagtail's own, but for the groups that another room looks after."""

from typing import Any

from django.contrib.auth.models import Group
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from contact.team import PROTECTED


class WithoutTheTeam:
    """Neither offers the intake groups nor takes them from whoever has them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: Any = self.fields.get("groups")  # type: ignore[attr-defined]
        if groups is not None:
            groups.queryset = Group.objects.exclude(name__in=PROTECTED)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()  # type: ignore[misc]
        user: Any = self.instance  # type: ignore[attr-defined]
        if user.pk and "groups" in cleaned:
            cleaned["groups"] = cleaned["groups"] | user.groups.filter(name__in=PROTECTED)
        return cleaned


class AccountCreationForm(WithoutTheTeam, UserCreationForm):
    pass


class AccountEditForm(WithoutTheTeam, UserEditForm):
    pass


class AccountViewSet(UserViewSet):
    def get_form_class(self, for_update: bool = False) -> Any:
        return AccountEditForm if for_update else AccountCreationForm
