from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic import PermissionCheckedMixin

from contact.models import IntakeRequest
from contact.queue.permissions import REQUESTS, GroupMembershipPolicy


@method_decorator(never_cache, name="dispatch")
class StaffView(PermissionCheckedMixin, View):
    """A page of the staff side, below the list: for those who may see requests, in no cache."""

    permission_policy = GroupMembershipPolicy(IntakeRequest, REQUESTS)
    any_permission_required = ["view"]
    template_name = ""
    header_icon = "mail"

    def show(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        title: Any,
        crumb: Any = "",
        subtitle: Any = "",
        status: int = 200,
    ) -> HttpResponse:
        """The page; `crumb` is where it is said to be, if not by its title."""
        context |= {
            "page_title": title,
            # Wagtail's own h1 and the name of the tab.
            "header_title": f"{title}: {subtitle}" if subtitle else title,
            "page_subtitle": subtitle,
            "header_icon": self.header_icon,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": reverse("contact_queue:list"), "label": _("Requests for help")},
                {"url": "", "label": crumb or title},
            ],
        }
        return TemplateResponse(request, self.template_name, context, status=status)
