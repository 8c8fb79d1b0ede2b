"""The lists of the staff side: who waits longest, and who looked at what."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic

from contact.models import AccessEntry, IntakeRequest, Notice
from contact.queue.permissions import ACCESS_LOG, REQUESTS, GroupMembershipPolicy, record


def suspicion(row: IntakeRequest) -> str:
    return str(_("Suspected")) if row.suspected else ""


def delivery(row: Any) -> str:
    """Red where nobody could be told; nothing where all went well."""
    if row.undelivered:
        return format_html('<span class="status-tag critical">{}</span>', _("Mail not delivered"))
    return ""


class RequestFilterSet(WagtailFilterSet):
    class Meta:
        model = IntakeRequest
        fields = ["status", "suspected", "language", "assignee"]


@method_decorator(never_cache, name="dispatch")
class QueueView(generic.IndexView):
    """Waiting longest first. Nothing here was opened: a line shows plain columns alone."""

    model = IntakeRequest
    permission_policy = GroupMembershipPolicy(IntakeRequest, REQUESTS)
    any_permission_required = ["view"]
    page_title = _("Requests for help")
    header_icon = "mail"
    index_url_name = "contact_queue:list"
    index_results_url_name = "contact_queue:results"
    default_ordering = "created_at"
    filterset_class = RequestFilterSet
    paginate_by = 50
    is_searchable = False
    columns = [
        TitleColumn(
            "reference_spaced",
            label=_("Reference"),
            get_url=lambda row: reverse("contact_queue:open", args=[row.pk]),
        ),
        DateColumn("created_at", label=_("Received"), sort_key="created_at", width="16%"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        Column("assignee", label=_("Assignee")),
        Column("language", label=_("Language")),
        Column("suspected", label=_("Suspected spam"), accessor=suspicion),
        Column("delivery", label=_("Delivery"), accessor=delivery),
    ]

    def get_base_queryset(self) -> QuerySet[IntakeRequest]:
        dead = Notice.objects.filter(request=OuterRef("pk"), dead_at__isnull=False)
        return (
            IntakeRequest.objects.select_related("assignee")
            .defer("envelope")
            .annotate(undelivered=Exists(dead))
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record(request, AccessEntry.Action.LISTED)
        return super().get(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class AccessLogView(generic.IndexView):
    model = AccessEntry
    permission_policy = GroupMembershipPolicy(AccessEntry, ACCESS_LOG)
    any_permission_required = ["view"]
    page_title = _("Access log")
    header_icon = "view"
    index_url_name = "contact_queue:access_log"
    index_results_url_name = "contact_queue:access_log_results"
    default_ordering = "-at"
    paginate_by = 100
    is_searchable = False
    columns = [
        Column("at", label=_("When"), sort_key="at"),
        Column("username", label=_("Who")),
        Column("action", label=_("Did what"), accessor="get_action_display"),
        Column("reference", label=_("Reference")),
        Column("detail", label=_("Change")),
    ]
