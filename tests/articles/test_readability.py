"""How hard a text is to read; and the sample keeps to plain language."""

from typing import Any

import pytest

from articles.demo.content import read_all
from articles.readability import (
    LONGEST_SENTENCE,
    plain,
    read,
    sentences,
    spanish_syllables,
    spans,
    syllables,
)

# This room's tests load the sample.
pytestmark = pytest.mark.django_db

APART = {
    "sources",
    "source",
    "level",
    "slug",
    "topic",
    "picture",
    "related",
    "call",
    "ids",
    "kind",
} | {
    "link",
    "when",
}
FOLDERS = ("articles", "pages", "routes")
LIBRARY = {row["slug"]: row for folder in FOLDERS for row in read_all(folder)}


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    if isinstance(value, dict):
        return [text for name, each in value.items() if name not in APART for text in texts(each)]
    return []


@pytest.mark.parametrize("slug", LIBRARY)
def test_no_sentence_of_the_sample_is_long(slug: str) -> None:
    assert read(texts(LIBRARY[slug])).long == ()


@pytest.mark.parametrize(
    "slug", [row["slug"] for folder in ("articles", "routes") for row in read_all(folder)]
)
def test_the_sample_can_be_read_at_fourteen_and_a_childs_page_at_eleven(slug: str) -> None:
    oldest = 11 if LIBRARY[slug].get("read_by_children") else 14
    assert read(texts(LIBRARY[slug])).age <= oldest


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[(word, 1) for word in ("care", "named", "breathe", "called", "while", "quite", "988")],
        *[(word, 2) for word in ("wanted", "little", "treatment", "someone", "breathing", "quiet")],
        *[(word, 3) for word in ("naloxone", "addiction", "overdose", "family", "medicine")],
        *[(word, 4) for word in ("recovery", "medication's", "counselor-led")],
        ("FDA", 3),
        ("mother-to-be", 4),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_list_a_paragraph_and_a_full_stop_end_a_sentence_and_an_abbreviation_does_not() -> None:
    html = "<p>Dr. Lee came. He left</p><ul><li>one</li><li>two</li></ul>"
    found = sentences(plain(html))
    assert found == ["Dr. Lee came.", "He left", "one", "two"]


def test_the_formula_is_kincaids() -> None:
    # 10 words, 2 sentences, 12 syllables: 0.39 * 5 + 11.8 * 1.2 - 15.59 = 0.52
    reading = read(["The cat sat on mats. A happy dog ran again."])
    assert (reading.words, reading.sentences, reading.syllables) == (10, 2, 12)
    assert reading.grade == 0.5
    assert reading.age == 5.5


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[(word, 1) for word in ("muy", "quien", "hay", "buey", "988")],
        *[(word, 2) for word in ("días", "país", "guerra", "leer", "ahí", "causa")],
        *[(word, 3) for word in ("ayuda", "familia", "adicción", "ahora", "vergüenza", "Uruguay")],
        ("medicamento", 5),
    ],
)
def test_syllables_in_spanish(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_the_formula_for_spanish_is_crawfords() -> None:
    reading = read(["El gato come con la familia. La casa queda muy cerca."], "es")
    assert (reading.words, reading.sentences, reading.syllables) == (11, 2, 18)
    assert reading.formula == "Crawford"
    assert reading.grade == pytest.approx(0.049 * 1800 / 11 - 0.205 * 200 / 11 - 3.407, abs=0.05)


def test_a_sentence_knows_its_place() -> None:
    text = "  Dr. Lee came at 3 p.m. on foot. He left.\n\nWe stayed"
    assert [text[each.start : each.end] for each in spans(text)] == [
        "Dr. Lee came at 3 p.m. on foot.",
        "He left.",
        "We stayed",
    ]


def test_a_long_sentence_is_named_and_one_at_the_limit_is_not() -> None:
    at_the_limit = " ".join(["word"] * LONGEST_SENTENCE) + "."
    assert read([at_the_limit]).long == ()
    assert read(["more " + at_the_limit]).long == ("more " + at_the_limit,)


@pytest.mark.parametrize("text", ["", "   ", "<p></p>", "!!! ... ---", "🙂 🙂"])
def test_nothing_to_read(text: str) -> None:
    assert read([text]).grade == 0.0
