"""The editors' side of what articles stand on: each in the admin's own listings."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenView
from wagtail.snippets.views.snippets import SnippetViewSet

from articles import draftail
from articles.models import Facility, GlossaryTerm, Helpline, Review, Reviewer, Source, Synonym
from articles.reports import helpful, numbers
from articles.translating import refuse_to_publish_in_part
from articles.userbar import check_language

MaySee = Callable[[Any], bool]


@register_snippet
class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full"
    menu_label = _("Sources")
    add_to_admin_menu = True
    menu_order = 210
    copy_view_enabled = False
    list_display = ["key", "title", "year", DateColumn("checked_on", label=_("Read on"))]
    list_filter = ["checked_on"]
    ordering = ["key"]
    list_per_page = 50
    panels = [
        FieldPanel("title"),
        FieldPanel("authors"),
        FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
        FieldRowPanel([FieldPanel("doi"), FieldPanel("url")]),
        FieldPanel("key"),
        MultiFieldPanel(
            [FieldPanel("checked_on"), FieldPanel("checked_note")], heading=_("How it was read")
        ),
    ]


class HelplineChosenView(SnippetChosenView):
    def get_chosen_response_data(self, item: Helpline) -> dict[str, Any]:
        """With what stands in the sentence that it was chosen for: the number alone."""
        shown = {"title": item.call or item.text, "prefer_this_title_as_link_text": True}
        return super().get_chosen_response_data(item) | shown


class HelplineChooserViewSet(SnippetChooserViewSet):
    chosen_view_class = HelplineChosenView


@register_snippet
class HelplineViewSet(SnippetViewSet):
    model = Helpline
    chooser_viewset_class = HelplineChooserViewSet
    icon = "mobile-alt"
    menu_label = _("Helplines")
    add_to_admin_menu = True
    menu_order = 220
    copy_view_enabled = False
    list_display = [
        "name",
        "call",
        "text",
        Column("how", label=_("How"), accessor="get_checked_how_display"),
        DateColumn("checked_on", label=_("Checked on")),
    ]
    list_filter = ["checked_how"]
    ordering = ["order", "name"]
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("call"), FieldPanel("tty")]),
        FieldRowPanel([FieldPanel("text"), FieldPanel("chat")]),
        FieldPanel("what_for"),
        FieldPanel("who_answers"),
        FieldRowPanel([FieldPanel("hours"), FieldPanel("languages")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("name_es"), FieldPanel("text_es")]),
                FieldPanel("what_for_es"),
                FieldPanel("who_answers_es"),
                FieldRowPanel([FieldPanel("hours_es"), FieldPanel("languages_es")]),
            ],
            heading=_("The same in Spanish"),
            help_text=_("What is empty is left out of Spanish pages."),
        ),
        FieldRowPanel([FieldPanel("key"), FieldPanel("order")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("checked_how"), FieldPanel("checked_on")]),
                FieldPanel("checked_note"),
            ],
            heading=_("How it was checked"),
        ),
    ]


@register_snippet
class GlossaryTermViewSet(SnippetViewSet):
    """Words explained: linked where an article first uses them, and listed on a page."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    add_to_admin_menu = True
    menu_order = 223
    copy_view_enabled = False
    list_display = ["term", "term_es"]
    search_fields = ["term", "also", "term_es", "also_es"]
    ordering = ["term"]
    list_per_page = 100
    panels = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("also")]),
        FieldPanel("meaning"),
        FieldRowPanel([FieldPanel("term_es"), FieldPanel("also_es")]),
        FieldPanel("meaning_es"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("source")]),
    ]


@register_snippet
class SynonymViewSet(SnippetViewSet):
    """What families type, for the search alone. Takes effect with the next search."""

    model = Synonym
    icon = "search"
    menu_label = _("Synonyms")
    add_to_admin_menu = True
    menu_order = 225
    copy_view_enabled = False
    list_display = ["words", "means", "language"]
    list_filter = ["language"]
    search_fields = ["words", "means"]
    ordering = ["words"]
    list_per_page = 100
    panels = [FieldPanel("words"), FieldPanel("means"), FieldPanel("language")]


@register_snippet
class FacilityViewSet(SnippetViewSet):
    model = Facility
    icon = "home"
    menu_label = _("Facilities")
    copy_view_enabled = False
    list_display = ["name", "city", "state"]


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Looked at by those who may, written by nobody: not by a superuser either."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return "view" in actions and super().user_has_permission(user, "view")


class ReviewViewSet(ModelViewSet):
    """What the workflow recorded. A review lapses by itself when the article changes."""

    model = Review
    icon = "check"
    menu_label = _("Clinical reviews")
    form_fields = ["article", "reviewer", "reviewed_on", "next_due_on"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = [
        Column("article", label=_("Article")),
        Column("reviewer", label=_("Reviewer")),
        DateColumn("reviewed_on", label=_("Reviewed on")),
        DateColumn("next_due_on", label=_("Next review due")),
    ]


register_permission_policy(Review, ReadOnlyPolicy(Review))


class ReviewerViewSet(ModelViewSet):
    model = Reviewer
    icon = "user"
    menu_label = _("Reviewers")
    form_fields = ["name", "credentials", "user"]
    copy_view_enabled = False


class ReviewGroup(ViewSetGroup):
    menu_label = _("Reviews")
    menu_icon = "check"
    menu_order = 230
    items = (ReviewViewSet("reviews"), ReviewerViewSet("reviewers"))


@hooks.register("register_admin_viewset")
def review_viewsets() -> ReviewGroup:
    return ReviewGroup()


@hooks.register("register_rich_text_features")
def rich_text_features(features: FeatureRegistry) -> None:
    draftail.register(features)


hooks.register("construct_wagtail_userbar", check_language)

# Before wagtail-localize's own, which publishes.
hooks.register("before_edit_page", refuse_to_publish_in_part, order=-10)


class ReportItem(MenuItem):
    """A report in the menu, for those who may see it."""

    def __init__(self, label: Any, name: str, icon: str, order: int, may_see: MaySee) -> None:
        super().__init__(label, reverse(name), name=name, icon_name=icon, order=order)
        self.may_see = may_see

    def is_shown(self, request: HttpRequest) -> bool:
        return self.may_see(request.user)


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
