"""Which articles helped: the readers' answers, for what is live now and for all that was."""

from typing import Any

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from articles.desk.reports.editable import MAY_EDIT, editable
from articles.models import ArticlePage, Feedback

ANSWER = Feedback.Answer


def with_answers(articles: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    """Adds `yes`, `no`, `share` (in percent) and `reason`; with `_now`, for the live revision."""

    def count(answer: str, these: Q) -> Coalesce:
        of = Q(feedback__answer=answer) & these
        return Coalesce(Sum("feedback__times", filter=of), Value(0), output_field=IntegerField())

    live = Q(feedback__revision=Coalesce("live_revision_id", 0))
    counted = articles.annotate(
        yes_now=count(ANSWER.YES, live),
        no_now=count(ANSWER.NO, live),
        yes=count(ANSWER.YES, Q()),
        no=count(ANSWER.NO, Q()),
    )
    reasons = Feedback.objects.filter(page=OuterRef("pk"), answer__in=Feedback.REASONS)
    of_live = reasons.filter(revision=Coalesce(OuterRef("live_revision_id"), 0))
    return counted.annotate(
        share_now=F("yes_now") * 100 / NullIf(F("yes_now") + F("no_now"), 0),
        share=F("yes") * 100 / NullIf(F("yes") + F("no"), 0),
        reason_now=_commonest(of_live),
        reason=_commonest(reasons),
    )


def _commonest(reasons: QuerySet[Feedback]) -> Subquery:
    counted = reasons.order_by().values("answer").annotate(given=Sum("times"))
    return Subquery(counted.order_by("-given", "answer").values("answer")[:1])


def in_words(answer: str | None) -> str:
    return str(ANSWER(answer).label) if answer else ""


class HelpedColumn(Column):
    """Of how many who answered it helped; the sheet that is exported has each count."""

    def __init__(self, name: str, label: Any, ending: str = "") -> None:
        super().__init__(name, label=label, sort_key=name)
        self.ending = ending

    def get_value(self, instance: ArticlePage) -> str:
        yes, no = (getattr(instance, name + self.ending) for name in ("yes", "no"))
        return _("%(yes)d of %(all)d") % {"yes": yes, "all": yes + no} if yes + no else ""


class ReasonColumn(Column):
    def get_value(self, instance: ArticlePage) -> str:
        return in_words(super().get_value(instance))


class HelpfulReportView(ReportView):
    """The articles with the most people whom they did not help stand first."""

    model = ArticlePage
    any_permission_required = MAY_EDIT
    page_title = _("Was it helpful?")
    header_icon = "success"
    index_url_name = "helpful_report"
    index_results_url_name = "helpful_report_results"
    is_searchable = False
    default_ordering = ("-no", "title", "pk")
    columns = [
        TitleColumn(
            "title",
            label=_("Article"),
            sort_key="title",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        HelpedColumn("share_now", _("Helped, now live"), "_now"),
        ReasonColumn("reason_now", label=_("Usual reason, now live")),
        HelpedColumn("share", _("Helped, ever")),
        ReasonColumn("reason", label=_("Usual reason, ever")),
    ]
    list_export = [
        "title",
        "locale",
        *("yes_now", "no_now", "share_now", "reason_now"),
        *("yes", "no", "share", "reason"),
    ]
    export_headings = {
        "title": _("Article"),
        "yes_now": _("Yes, now live"),
        "no_now": _("No, now live"),
        "share_now": _("Helped, now live, in percent"),
        "reason_now": _("Usual reason, now live"),
        "yes": _("Yes, ever"),
        "no": _("No, ever"),
        "share": _("Helped, ever, in percent"),
        "reason": _("Usual reason, ever"),
    }
    export_filename = "was-it-helpful"
    custom_field_preprocess = {
        name: {ReportView.FORMAT_CSV: in_words, ReportView.FORMAT_XLSX: in_words}
        for name in ("reason", "reason_now")
    }

    def get_base_queryset(self) -> QuerySet[ArticlePage]:
        articles = ArticlePage.objects.live().filter(pk__in=editable(self.request.user))
        return with_answers(articles.select_related("locale").defer("body", "urgent", "next_step"))
