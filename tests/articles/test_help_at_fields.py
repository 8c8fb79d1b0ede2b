"""At each field an editor reads what to write and for whom, in short plain sentences."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.encoding import force_str
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from articles.desk.reviews import ReviewerViewSet
from articles.models import (
    ArticlePage,
    Banner,
    Facility,
    GlossaryTerm,
    Helpline,
    HomePage,
    Menus,
    Organisation,
    RoutePage,
    Source,
    StandardPage,
    Synonym,
    TopicPage,
)
from articles.readability import LONGEST_SENTENCE, read, sentences

pytestmark = pytest.mark.django_db
Help = Iterator[tuple[str, str]]
"""Where a field stands, and what is said there."""

PAGES = (HomePage, TopicPage, RoutePage, ArticlePage, StandardPage)
SNIPPETS = (Source, Helpline, GlossaryTerm, Synonym, Facility)
SETTINGS = (Organisation, Banner, Menus)
WAGTAILS = ("go_live_at", "expire_at", "comment_notifications")
"""Fields whose widget or panel of Wagtail's own says what they are."""


def handler(model: Any) -> Panel:
    if issubclass(model, Page):
        return model.get_edit_handler()
    if issubclass(model, BaseSiteSetting):
        return get_setting_edit_handler(model)
    return model.snippet_viewset.get_edit_handler()


def at_panels(panel: Panel, where: str) -> Help:
    if isinstance(panel, InlinePanel):
        yield f"{where}.{panel.relation_name}", force_str(panel.help_text or "")
        yield from at_panels(panel.child_edit_handler, f"{where}.{panel.relation_name}")
    elif isinstance(panel, FieldPanel) and panel.field_name not in WAGTAILS:
        name = f"{where}.{panel.field_name}"
        yield name, force_str(panel.help_text or panel.db_field.help_text or "")
        if isinstance(panel.db_field, StreamField):
            yield from in_block(panel.db_field.stream_block, name)
    for child in getattr(panel, "children", ()):
        yield from at_panels(child, where)


def in_block(block: Any, where: str) -> Help:
    """What stands in a block; its own help is its parent's to ask for."""
    if isinstance(block, blocks.ListBlock):
        yield from in_block(block.child_block, where)
    elif not isinstance(block, ImageBlock | TypedTableBlock):
        for name, child in getattr(block, "child_blocks", {}).items():
            yield f"{where}.{name}", at_block(child)
            yield from in_block(child, f"{where}.{name}")


def at_block(block: Any) -> str:
    field = getattr(block, "field", None)
    said = getattr(block.meta, "help_text", "") or getattr(field, "help_text", "")
    return force_str(said or getattr(block.meta, "admin_text", "") or "")


def everywhere() -> Help:
    for model in (*PAGES, *SNIPPETS, *SETTINGS):
        yield from at_panels(handler(model), model.__name__)
    for name, field in ReviewerViewSet("reviewers").get_form_class()().fields.items():
        yield f"Reviewer.{name}", force_str(field.help_text)


def test_each_field_says_what_to_write() -> None:
    assert sorted(where for where, said in everywhere() if not said.strip()) == []


def test_the_walk_goes_everywhere() -> None:
    walked = dict(everywhere())
    for where in (
        "ArticlePage.title",
        "ArticlePage.corrections.text_es",
        "ArticlePage.body.callout.sources",
        "StandardPage.body.proven.promises.test",
        "Facility.claims.number",
        "Menus.header.item.label",
        "HomePage.kept_words.kept.reason",
    ):
        assert where in walked


def test_it_is_short() -> None:
    long = {where: read([said]).long for where, said in everywhere() if read([said]).long}
    assert long == {}, f"at most {LONGEST_SENTENCE} words a sentence"
    assert {where: said for where, said in everywhere() if len(sentences(said)) > 3} == {}


def test_it_is_plain() -> None:
    """All of it together, at the level that readers' pages have."""
    assert read({said for _where, said in everywhere()}).age <= 11


def test_it_does_not_repeat_wagtails_words_or_the_label() -> None:
    told = dict(everywhere())
    for field in ("title", "slug", "seo_title", "search_description"):
        own = force_str(Page._meta.get_field(field).help_text)
        assert told[f"ArticlePage.{field}"] not in ("", own)
    for where, said in told.items():
        label = where.rpartition(".")[2].replace("_", " ")
        assert said.strip(". ").lower() != label


@pytest.mark.parametrize("word", ["slug", "StreamField", "RichText", "HTML", "snippet"])
def test_it_speaks_no_wagtail(word: str) -> None:
    assert {where for where, said in everywhere() if word.lower() in said.lower()} == set()
