from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from contact.models import AccessEntry, IntakeRequest
from contact.queue.permissions import ACCESS_LOG, REQUESTS, TEAM, GroupMembershipPolicy
from contact.queue.today import TodayPanel


class GroupMenuItem(MenuItem):
    """Shown to the groups that may follow it, superusers or not."""

    def __init__(
        self, *args: Any, policy: GroupMembershipPolicy, action: str = "view", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.policy, self.action = policy, action

    def is_shown(self, request: HttpRequest) -> bool:
        return self.policy.user_has_permission(request.user, self.action)


@hooks.register("insert_global_admin_css")
def staff_styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/staff.css"))


@hooks.register("construct_homepage_panels")
def today_panel(request: HttpRequest, panels: list[Any]) -> None:
    if GroupMembershipPolicy(IntakeRequest, REQUESTS).user_has_permission(request.user, "view"):
        panels.append(TodayPanel())


@hooks.register("register_admin_urls")
def queue_urls() -> list[Any]:
    return [path("requests/", include("contact.queue.urls"))]


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> MenuItem:
    return GroupMenuItem(
        _("Requests for help"),
        reverse("contact_queue:list"),
        name="requests",
        icon_name="mail",
        order=1,
        policy=GroupMembershipPolicy(IntakeRequest, REQUESTS),
    )


@hooks.register("register_admin_menu_item")
def team_menu_item() -> MenuItem:
    return GroupMenuItem(
        _("Intake team"),
        reverse("contact_queue:team"),
        name="intake-team",
        icon_name="group",
        order=3,
        policy=GroupMembershipPolicy(AccessEntry, TEAM),
        action="change",
    )


@hooks.register("register_admin_menu_item")
def access_log_menu_item() -> MenuItem:
    return GroupMenuItem(
        _("Access log"),
        reverse("contact_queue:access_log"),
        name="access-log",
        icon_name="view",
        order=2,
        policy=GroupMembershipPolicy(AccessEntry, ACCESS_LOG),
    )
