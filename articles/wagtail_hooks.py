"""What `articles` adds to Wagtail's admin: one line for each hook; the parts are in `desk`."""

from functools import partial
from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from articles import draftail
from articles.desk import evidence  # noqa: F401 registers the snippets
from articles.desk.approving import note_the_step, say_why_it_stands
from articles.desk.changes import ChangesSinceReviewView
from articles.desk.guide import guide, menu_item
from articles.desk.home import add_panels
from articles.desk.reports import content, due, helpful, numbers
from articles.desk.reports.editable import may_edit_pages
from articles.desk.reports.menu import ReportItem
from articles.desk.reviews import ReviewGroup
from articles.desk.skeletons import header_buttons, listing_buttons, start
from articles.desk.submitting import name_the_workflow
from articles.desk.translating import refuse_to_publish_in_part, say_who_publishes
from articles.desk.userbar import check_language


@hooks.register("register_admin_viewset")
def review_viewsets() -> ReviewGroup:
    return ReviewGroup()


@hooks.register("register_rich_text_features")
def rich_text_features(features: FeatureRegistry) -> None:
    draftail.register(features)


hooks.register("construct_homepage_panels", add_panels)
hooks.register("construct_page_action_menu", name_the_workflow)
hooks.register("construct_wagtail_userbar", check_language)

hooks.register("register_help_menu_item", menu_item)
hooks.register("register_page_header_buttons", header_buttons)
hooks.register("register_page_listing_more_buttons", listing_buttons)

# Before wagtail-localize's own, which publishes.
hooks.register("before_edit_page", note_the_step, order=-30)
hooks.register("before_edit_page", say_who_publishes, order=-20)
hooks.register("before_edit_page", refuse_to_publish_in_part, order=-10)
hooks.register("after_edit_page", say_why_it_stands)


REPORTS = (
    (_("Content check"), "content_report", "clipboard-list", 700, may_edit_pages),
    (_("Reviews due"), "reviews_due", "calendar-check", 750, due.may_see),
    (_("Numbers to check"), "numbers_to_check", "mobile-alt", 800, numbers.may_see),
    (_("Was it helpful?"), "helpful_report", "success", 1050, may_edit_pages),
)
"""Label, address, icon, place in the menu, and who sees it."""


for report in REPORTS:
    hooks.register("register_reports_menu_item", partial(ReportItem, *report))


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern]:
    views: dict[str, tuple[str, Any]] = {
        "content": ("content_report", content.ContentReportView),
        "due": ("reviews_due", due.DueReportView),
        "helpful": ("helpful_report", helpful.HelpfulReportView),
    }
    lists = [
        route
        for step, (name, view) in views.items()
        for route in (
            path(f"reports/{step}/", view.as_view(), name=name),
            path(
                f"reports/{step}/results/",
                view.as_view(results_only=True),
                name=f"{name}_results",
            ),
        )
    ]
    since_review = ChangesSinceReviewView.as_view()
    return [
        *lists,
        path("pages/<int:page_id>/since-review/", since_review, name="changes_since_review"),
        path("reports/content/<int:page_id>/", content.one, name="content_report_one"),
        path("reports/numbers/", numbers.numbers_to_check, name="numbers_to_check"),
    ]


@hooks.register("register_admin_urls")
def skeleton_urls() -> list[URLPattern]:
    return [path("pages/start/<int:parent_page_id>/", start, name="start_from_skeleton")]


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLPattern]:
    return [path("guide/", guide, name="editors_guide")]
