"""What `articles` adds to Wagtail's admin: one line for each hook; the parts are in `desk`."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry

from articles import draftail
from articles.desk import evidence  # noqa: F401 registers the snippets
from articles.desk.approving import note_the_step, say_why_it_stands
from articles.desk.reports import helpful, numbers
from articles.desk.reports.menu import ReportItem
from articles.desk.reviews import ReviewGroup
from articles.desk.translating import refuse_to_publish_in_part, say_who_publishes
from articles.desk.userbar import check_language


@hooks.register("register_admin_viewset")
def review_viewsets() -> ReviewGroup:
    return ReviewGroup()


@hooks.register("register_rich_text_features")
def rich_text_features(features: FeatureRegistry) -> None:
    draftail.register(features)


hooks.register("construct_wagtail_userbar", check_language)

# Before wagtail-localize's own, which publishes.
hooks.register("before_edit_page", note_the_step, order=-30)
hooks.register("before_edit_page", say_who_publishes, order=-20)
hooks.register("before_edit_page", refuse_to_publish_in_part, order=-10)
hooks.register("after_edit_page", say_why_it_stands)


@hooks.register("register_reports_menu_item")
def numbers_menu_item() -> MenuItem:
    return ReportItem(_("Numbers to check"), "numbers_to_check", "mobile-alt", 800, numbers.may_see)


@hooks.register("register_reports_menu_item")
def helpful_menu_item() -> MenuItem:
    return ReportItem(_("Was it helpful?"), "helpful_report", "success", 1050, helpful.may_see)


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    view = helpful.HelpfulReportView
    results = view.as_view(results_only=True)
    return [
        path("reports/numbers/", numbers.numbers_to_check, name="numbers_to_check"),
        path("reports/helpful/", view.as_view(), name="helpful_report"),
        path("reports/helpful/results/", results, name="helpful_report_results"),
    ]
