"""A preview shows how hard a text is to read, and where a sentence grows too long. Advice alone."""

import pytest
from bs4 import BeautifulSoup

from articles.editing.marks import LONG, marked
from articles.readability import LONGEST_SENTENCE
from tests.articles.conftest import words

LIMIT = " ".join(f"word{n}" for n in range(LONGEST_SENTENCE))


def preview(main: str, language: str = "en") -> BeautifulSoup:
    html = marked(f'<body><main id="main" tabindex="-1">{main}</main></body>', language)
    return BeautifulSoup(html, "html.parser")


def test_a_long_sentence_is_marked_from_its_first_word_past_the_limit() -> None:
    seen = preview(f"<p>Short. {LIMIT} and <em>some</em> more. Short again.</p>")
    pieces = [words(mark) for mark in seen.select("mark")]
    assert pieces == ["and", "some", "more."]
    assert {mark["data-finding"] for mark in seen.select("mark")} == {LONG}
    assert seen.select_one("mark")["title"].startswith(f"{LONGEST_SENTENCE + 3} words")


def test_a_sentence_at_the_limit_is_not_and_nothing_of_the_text_is_lost() -> None:
    seen = preview(f"<p>{LIMIT}.</p><ul><li>{LIMIT}</li><li>one &amp; two</li></ul>")
    assert not seen.select("mark")
    assert words(seen.select_one("ul")) == f"{LIMIT} one & two"


def test_a_word_that_hurts_keeps_its_own_mark_within_a_long_sentence() -> None:
    seen = preview(f"<p>{LIMIT} then the addict went home.</p>")
    marks = [(mark.get("data-finding"), words(mark)) for mark in seen.select("main mark")]
    assert marks[0][0] == LONG
    assert any("addict" in said and name != LONG for name, said in marks)
    assert [name for name, _ in marks].count(LONG) == 1
    assert words(seen.select_one("main p:not(.reading)")) == f"{LIMIT} then the addict went home."
    assert not seen.select("mark mark")


@pytest.mark.parametrize(
    ("language", "said", "formula"),
    [
        ("en", "Most families wait. You can call today.", "Flesch-Kincaid grade"),
        ("es", "Muchas familias esperan. Usted puede llamar hoy.", "Crawford grade"),
    ],
)
def test_the_grade_stands_above_with_its_formula(language: str, said: str, formula: str) -> None:
    seen = preview(f"<p>{said}</p>", language)
    above = seen.select_one("main > p.reading")
    assert words(above).startswith(formula)
    assert "0 of 2 sentences" in words(above)


def test_an_empty_page_has_no_grade() -> None:
    assert not preview("<p> </p>").select(".reading")
