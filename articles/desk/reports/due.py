"""Reviews that are due: by day, by owner and by topic."""

from functools import cached_property
from typing import Any

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page

from articles.desk.reports.editable import editable
from articles.models import ReviewDue, TopicPage
from articles.models.evidence.due import WINDOWS

OVERDUE = "overdue"


def may_see(user: Any) -> bool:
    return user.has_perm("articles.view_reviewdue")


def topics(request: Any) -> QuerySet[TopicPage]:
    return TopicPage.objects.select_related("locale").order_by("title", "path")


def topic_of(page: str) -> Subquery:
    """The title of the page above `page`, a name in the query that it is used in."""
    above = Substr(OuterRef(f"{page}path"), 1, Length(OuterRef(f"{page}path")) - Page.steplen)
    return Subquery(Page.objects.filter(path=above).values("title")[:1])


def below(queryset: QuerySet[Any], name: str, topic: TopicPage | None) -> QuerySet[Any]:
    return queryset if topic is None else queryset.filter(page__path__startswith=topic.path)


def with_topics(user: Any) -> Any:
    """What is due on the pages that `user` may edit, each with its `topic`."""
    found = ReviewDue.objects.filter(page__in=editable(user))
    return found.select_related("page__locale", "owner", "source").annotate(
        topic=topic_of("page__")
    )


class DueFilterSet(WagtailFilterSet):
    when = django_filters.ChoiceFilter(
        label=_("Due"),
        method="by_day",
        choices=[(OVERDUE, _("Overdue")), *((str(n), _("In %d days") % n) for n in WINDOWS)],
    )
    topic = django_filters.ModelChoiceFilter(label=_("Topic"), queryset=topics, method=below)
    locale = django_filters.ModelChoiceFilter(
        label=_("Language"), field_name="page__locale", queryset=Locale.objects.all()
    )

    class Meta:
        model = ReviewDue
        fields = ["when", "owner", "reason", "topic", "locale"]

    def by_day(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.overdue() if value == OVERDUE else queryset.within(int(value))


def short(due: ReviewDue) -> str:
    """Wagtail's own column says "just now" of a day to come."""
    return date_format(due.due_on, "j M Y")


class ChangeColumn(Column):
    cell_template_name = "articles/editing/change_cell.html"


def state(due: ReviewDue) -> Any:
    days = (due.due_on - timezone.localdate()).days
    if days < 0:
        return _("Overdue")
    return next((_("Within %d days") % n for n in WINDOWS if days <= n), "")


class DueReportView(ReportView):
    """What is due first stands first."""

    model = ReviewDue
    page_title = _("Reviews due")
    header_icon = "calendar-check"
    index_url_name = "reviews_due"
    index_results_url_name = "reviews_due_results"
    is_searchable = False
    filterset_class = DueFilterSet
    default_ordering = ("due_on", "page__title", "pk")
    permission_required = "view"
    list_export = ["page.title", "topic", "page.locale", "due_on", "why", "owner"]
    export_headings = {
        "page.title": _("Page"),
        "topic": _("Topic"),
        "page.locale": _("Language"),
        "due_on": _("Due"),
        "why": _("Why"),
        "owner": _("Who sees to it"),
    }
    export_filename = "reviews-due"

    @cached_property
    def columns(self) -> list[Column]:
        may_change = self.request.user.has_perm("articles.change_reviewdue")
        return [
            TitleColumn(
                "page",
                label=_("Page"),
                sort_key="page__title",
                get_url=lambda due: reverse("wagtailadmin_pages:edit", args=[due.page_id]),
            ),
            Column("topic", label=_("Topic")),
            Column("locale", label=_("Language"), accessor="page.locale"),
            Column("state", label=_("State"), accessor=state),
            Column("due_on", label=_("Due"), accessor=short, sort_key="due_on"),
            Column("why", label=_("Why")),
            Column("owner", label=_("Who sees to it"), sort_key="owner__username"),
            *([ChangeColumn("change", label="")] if may_change else []),
        ]

    def get_base_queryset(self) -> QuerySet[ReviewDue]:
        return with_topics(self.request.user)
