"""The lists of the staff side: who waits longest, and who looked at what."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from contact.models import AccessEntry, IntakeRequest, Notice, Office
from contact.queue.filters import RequestFilterSet
from contact.queue.forms import FindForm
from contact.queue.overview import Overview
from contact.queue.permissions import ACCESS_LOG, REQUESTS, GroupMembershipPolicy, record
from contact.queue.same_person import number_of_links
from contact.queue.staff_view import StaffView
from contact.queue.turns import ORDER, Lines, in_turn, with_turn
from contact.queue.waiting import as_cell


def named(row: Any) -> str:
    """The reference, and whether others are known to come from the same person."""
    if not row.linked:
        return row.reference_spaced
    linked = ngettext("%(number)d linked", "%(number)d linked", row.linked) % {"number": row.linked}
    return f"{row.reference_spaced} · {linked}"


def suspicion(row: IntakeRequest) -> str:
    return str(_("Suspected")) if row.suspected else ""


def delivery(row: Any) -> str:
    """Red where nobody could be told; nothing where all went well."""
    if row.undelivered:
        return format_html('<span class="status-tag critical">{}</span>', _("Mail not delivered"))
    return ""


def next_step(row: Any) -> str:
    if row.due_at is None:
        return ""
    at = timezone.localtime(row.due_at).strftime("%Y-%m-%d %H:%M")
    if row.turn == 0:
        return format_html('<span class="status-tag critical">{} {}</span>', _("Due"), at)
    return at


@method_decorator(never_cache, name="dispatch")
class QueueView(generic.IndexView):
    """What is due first, then who waits longest; what is closed last.

    Nothing here was opened: a line shows plain columns alone.
    """

    model = IntakeRequest
    permission_policy = GroupMembershipPolicy(IntakeRequest, REQUESTS)
    any_permission_required = ["view"]
    page_title = _("Requests for help")
    header_icon = "mail"
    template_name = "contact/queue/list.html"
    index_url_name = "contact_queue:list"
    index_results_url_name = "contact_queue:results"
    default_ordering = "turn"
    filterset_class = RequestFilterSet
    paginate_by = 50
    # Wagtail's own search is a GET: what is typed there would stand in an address.
    is_searchable = False
    # Its own export asks for no permission, no reason and no second look: contact.queue.export.
    FORMATS = ()

    @cached_property
    def columns(self) -> list[Column]:
        office = Office.current()
        return [
            TitleColumn(
                "reference_spaced",
                label=_("Reference"),
                accessor=named,
                get_url=lambda row: reverse("contact_queue:open", args=[row.pk]),
            ),
            Column(
                "waiting",
                label=_("Waiting"),
                accessor=lambda row: as_cell(row, office),
                sort_key="created_at",
            ),
            Column("next_step", label=_("Next step"), accessor=next_step, sort_key="due_at"),
            Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
            Column("assignee", label=_("Assignee")),
            Column("language", label=_("Language"), accessor="language_in_words"),
            DateColumn("created_at", label=_("Received"), width="12%"),
            Column("suspected", label=_("Suspected spam"), accessor=suspicion),
            Column("delivery", label=_("Delivery"), accessor=delivery),
        ]

    @cached_property
    def overview(self) -> Overview:
        return Overview(timezone.now())

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Wagtail draws these anew with each filter, so what is exported is what is shown."""
        if not self.user_has_permission("export"):
            return []
        names = [name for name in self.request.GET if name in self.filters.form.fields]
        shown = urlencode([(n, v) for n in names for v in self.request.GET.getlist(n) if v])
        url = f"{reverse('contact_queue:export')}?{shown}"
        return [HeaderButton(_("Export"), url=url, icon_name="download")]

    def get_filterset_kwargs(self) -> dict[str, Any]:
        assignees = self.overview.assignees(self.request.user)
        return super().get_filterset_kwargs() | {"assignees": assignees}

    def get_queryset(self) -> Any:
        now, filters = self.overview.now, self.filters
        heaps = [heap for heap in self.overview.heaps if filters.fits(heap)]
        number = sum(heap.number for heap in heaps)
        rows = filters.filter_queryset(IntakeRequest.objects.order_by())
        dead = Notice.objects.filter(request=OuterRef("pk"), dead_at__isnull=False)
        shown = with_turn(IntakeRequest.objects.select_related("assignee").defer("envelope"), now)
        shown = shown.annotate(undelivered=Exists(dead), linked=number_of_links())
        if self.ordering == self.default_ordering:
            due = sum(heap.due for heap in heaps if heap.is_open)
            return Lines(shown, ORDER, in_turn(rows, now, due, number))
        order = (self.ordering, "pk")
        return Lines(shown, order, [(rows.order_by(*order), number)])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        record(request, AccessEntry.Action.LISTED)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        context["counts"] = self.overview.counts(self.request.user, self.filters.chosen)
        context["find"] = FindForm()
        context["news_url"] = reverse("contact_queue:news")
        context["newest"] = self.overview.newest
        return context


class NewsView(StaffView):
    """What a list that stays open asks for: when the newest request came."""

    # Asked by a script: nobody need be there.
    background = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return JsonResponse({"newest": newest()})


def newest() -> str:
    """Changes whenever a request came in; says nothing of it."""
    last = IntakeRequest.objects.order_by("-created_at").values_list("created_at").first()
    return last[0].isoformat() if last else ""


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
    FORMATS = ()
    columns = [
        Column("number", label=_("Number"), sort_key="number"),
        Column("at", label=_("When"), sort_key="at"),
        Column("username", label=_("Who")),
        Column("action", label=_("Did what"), accessor="get_action_display"),
        Column("reference", label=_("Reference")),
        Column("detail", label=_("Change")),
    ]
