"""Every page, ranked by what is wrong with it, from what was found when each was last saved."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, Case, F, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from articles.desk.reports.due import below, topic_of, topics
from articles.desk.reports.editable import MAY_EDIT, editable
from articles.editing.flaws import NAMES
from articles.link_check import broken_on
from articles.models import Checkup, ReviewDue

BY_ITSELF = {"overdue": 10, "broken": 5, "behind": 5}
"""What weighs besides `articles.editing.flaws.HARM`: it comes about without anybody saving."""

WORST = 3
"""So many flaws stand in a row; all of them on a page of their own."""

OTHER = {
    "overdue": _("Overdue for review"),
    "broken": _("Broken links"),
    "behind": _("Not translated yet"),
}


def ranked(checkups: QuerySet[Checkup]) -> QuerySet[Checkup]:
    """Adds `overdue` and `rank`: the harm of all that is wrong, of what nobody typed too."""
    is_overdue = Q(page__review_due__due_on__lt=timezone.localdate())
    is_behind = Q(behind__gt=0)

    def weight(condition: Q, name: str) -> Case:
        then = Value(BY_ITSELF[name])
        return Case(When(condition, then=then), default=Value(0), output_field=IntegerField())

    return checkups.annotate(
        overdue=Case(
            When(is_overdue, then=Value(True)), default=Value(False), output_field=BooleanField()
        ),
        rank=F("harm")
        + weight(is_overdue, "overdue")
        + weight(is_behind, "behind")
        + F("broken") * BY_ITSELF["broken"],
    )


class ContentFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(
        label=_("What is wrong"),
        method="by_kind",
        choices=[*((kind.value, name) for kind, name in NAMES.items()), *OTHER.items()],
    )
    topic = django_filters.ModelChoiceFilter(label=_("Topic"), queryset=topics, method=below)
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), field_name="page__locale", queryset=Locale.objects.all()
    )
    live = django_filters.BooleanFilter(label=_("Online"), field_name="page__live")

    class Meta:
        model = Checkup
        fields = ["kind", "topic", "locale", "live"]

    def by_kind(self, queryset: Any, name: str, value: str) -> Any:
        if value == "overdue":
            return queryset.filter(overdue=True)
        if value in OTHER:
            return queryset.filter(**{f"{value}__gt": 0})
        return queryset.filter(counts__has_key=value)


class WorstColumn(Column):
    """The worst flaws, each a link to its place in the editor."""

    cell_template_name = "articles/editing/worst_cell.html"

    def get_cell_context_data(self, instance: Checkup, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["editor"] = reverse("wagtailadmin_pages:edit", args=[instance.page_id])
        context["flaws"] = instance.found[:WORST]
        context["all"] = reverse("content_report_one", args=[instance.page_id])
        context["more"] = max(sum(instance.counts.values()) - WORST, 0)
        return context


class ContentReportView(ReportView):
    """The page that harms most stands first."""

    model = Checkup
    permission_policy = policy_registry.get_by_type(Page)
    any_permission_required = MAY_EDIT
    page_title = _("Content check")
    header_icon = "clipboard-list"
    index_url_name = "content_report"
    index_results_url_name = "content_report_results"
    is_searchable = False
    filterset_class = ContentFilterSet
    default_ordering = ("-rank", "page__title", "pk")
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            sort_key="page__title",
            get_url=lambda checkup: reverse("wagtailadmin_pages:edit", args=[checkup.page_id]),
        ),
        Column("topic", label=_("Topic")),
        Column("rank", label=_("Harm"), sort_key="rank"),
        WorstColumn("worst", label=_("The worst of it")),
        Column("grade", label=_("Grade"), sort_key="grade"),
        Column("said", label=_("All of it")),
    ]
    list_export = ["page.title", "topic", "page.locale", "page.live", "rank", "grade", "said"]
    export_headings = {
        "page.title": _("Page"),
        "topic": _("Topic"),
        "page.locale": _("Language"),
        "page.live": _("Online"),
        "rank": _("Harm"),
        "grade": _("Reading grade"),
        "said": _("What is wrong"),
    }
    export_filename = "content-check"

    def get_base_queryset(self) -> QuerySet[Checkup]:
        found = ranked(Checkup.objects.filter(page__in=editable(self.request.user)))
        return found.select_related("page__locale").annotate(topic=topic_of("page__"))


@require_safe
def one(request: HttpRequest, page_id: int) -> HttpResponse:
    """All that is wrong with one page. Raises `PermissionDenied` for those who may not edit it."""
    checkup = get_object_or_404(Checkup.objects.select_related("page"), page_id=page_id)
    page = checkup.page.specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    due = ReviewDue.objects.filter(page=page).select_related("source").first()
    return render(
        request,
        "articles/editing/one_checkup.html",
        {"checkup": checkup, "page": page, "due": due, "broken": broken_on(draft)},
    )
