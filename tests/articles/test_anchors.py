"""The addresses inside a page stay when the words change."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from wagtail.blocks import StreamValue

from articles.blocks import BodyBlock
from articles.models import ArticlePage
from tests.articles.conftest import words


def heading(text: str, anchor: str = "", level: str = "h2") -> tuple[str, dict[str, str]]:
    return "heading", {"level": level, "text": text, "anchor": anchor}


def cleaned(*blocks: tuple[str, Any]) -> list[str]:
    block = BodyBlock()
    value = block.clean(
        StreamValue(block, [(k, block.child_blocks[k].to_python(v)) for k, v in blocks])
    )
    return [child.value["anchor"] for child in value if child.block_type == "heading"]


def test_a_new_heading_gets_its_anchor_from_its_words() -> None:
    assert cleaned(heading("What it is, & why?")) == ["what-it-is-why"]


def test_changed_words_keep_the_anchor() -> None:
    assert cleaned(heading("Something else entirely", "what-it-is")) == ["what-it-is"]


def test_the_same_words_again_get_a_number_and_the_first_keeps_its_own() -> None:
    same = [heading("Signs"), heading("Signs", level="h3"), heading("Signs")]
    assert cleaned(*same) == ["signs", "signs-2", "signs-3"]


def test_a_number_does_not_land_on_a_heading_that_has_it() -> None:
    anchors = cleaned(heading("Signs"), heading("Signs"), heading("Signs 2"))
    assert len(set(anchors)) == 3


def test_an_old_anchor_wins_over_a_new_heading_with_the_same_words_above_it() -> None:
    assert cleaned(heading("Signs"), heading("Signs to know", "signs")) == ["signs-2", "signs"]


@pytest.mark.parametrize("text", ["???", "Что это", "¿Qué es?", "日本"])
def test_words_without_latin_letters_still_get_an_anchor(text: str) -> None:
    (anchor,) = cleaned(heading(text))
    assert anchor, f"{text!r} has no anchor"


def test_an_anchor_that_an_editor_types_is_made_safe() -> None:
    assert cleaned(heading("A", 'x" onclick="y')) == ["x-onclicky"]


def test_the_admin_keeps_the_anchor_when_the_words_change(
    edit: Callable[..., HttpResponse],
    new_article: Callable[..., ArticlePage],
    read: Callable[..., BeautifulSoup],
) -> None:
    page = new_article()
    assert edit(page, "publish", body=[heading("How it feels")]).status_code == 302
    saved = ArticlePage.objects.get(pk=page.pk).body[0]
    assert saved.value["anchor"] == "how-it-feels"
    again = [heading("What it is like", saved.value["anchor"])]
    assert edit(page, "publish", body=again).status_code == 302
    shown = read(page.url)
    assert words(shown.find(id="how-it-feels")) == "What it is like"
    assert shown.select_one(".contents-long a")["href"] == "#how-it-feels"


def test_a_heading_never_takes_the_address_of_the_page_itself(
    edit: Callable[..., HttpResponse],
    new_article: Callable[..., ArticlePage],
    read: Callable[..., BeautifulSoup],
) -> None:
    """`sources`, `related`, `ask`, `main`: the page uses these for its own parts."""
    page = new_article()
    body = [heading(w) for w in ("Sources", "Related", "Ask", "Main", "Contents", "Next step")]
    assert edit(page, "publish", body=body).status_code == 302
    ids = [tag["id"] for tag in read(page.url).find_all(id=True)]
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
