"""What articles stand on: each in the admin's own listings."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenView
from wagtail.snippets.views.snippets import SnippetViewSet

from articles.models import Facility, GlossaryTerm, Helpline, Source, Synonym


@register_snippet
class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full"
    menu_label = _("Sources")
    add_to_admin_menu = True
    menu_order = 210
    copy_view_enabled = False
    list_display = ["key", "title", "year", DateColumn("checked_on", label=_("Read on"))]
    list_filter = ["checked_on", "retracted_on"]
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
        MultiFieldPanel(
            [FieldPanel("retracted_on"), FieldPanel("retracted_note")],
            heading=_("If it was retracted"),
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
