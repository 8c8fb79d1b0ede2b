"""The page behind "Get help now": the number for each danger, in the order of danger."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.articles.conftest import words
from tests.articles.test_every_sample_article import ARTICLES

Read = Callable[..., BeautifulSoup]

URL = ARTICLES["who-to-call-988-and-helplines"]
DANGERS = {
    # What the urgent box calls it, and the numbers that it offers, first things first.
    "Overdose": ["911"],
    "Stopped alcohol or pills": ["911"],
    # Read in a copy of somebody else's page alone, so it is text and no link to call.
    "Violence": ["911", "1-800-799-7233"],
    "Is a child being hurt": ["911", "+18009320313"],
    "Poison": ["+18002221222"],
    "Thoughts of suicide": ["988"],
}
SECTIONS = [
    "Overdose: 911",
    "Withdrawal with danger signs: 911",
    "Violence: 911, or the hotline",
    "A child who is not safe: 911, or ChildLine",
    "Poison: Poison Control, or 911",
    "Suicide, or a crisis: 988",
    "Distress, and nobody is in danger: 988",
]


def test_the_first_thing_on_the_page_is_the_number_for_each_danger(read: Read) -> None:
    signs = read(URL).select("main .urgent .sign")
    assert len(signs) == len(DANGERS)
    for sign, (danger, numbers) in zip(signs, DANGERS.items(), strict=True):
        assert words(sign.select_one(".trigger")).startswith(danger)
        calls = [
            part["href"].removeprefix("tel:") if part.name == "a" else words(part)
            for part in sign.select("a, .number")
        ]
        assert calls == numbers, danger


def test_each_danger_has_a_section_that_names_its_number_in_the_contents(read: Read) -> None:
    page = read(URL)
    headings = [words(h) for h in page.select(".body > h2")]
    assert headings[: len(SECTIONS)] == SECTIONS
    assert [words(a) for a in page.select(".contents-long a")] == headings


def test_danger_comes_before_a_crisis_and_we_come_last(read: Read) -> None:
    page = read(URL)
    headings = [words(h) for h in page.select(".body > h2")]
    assert headings[-1] == "Talk to us: our own number"
    assert headings.index("Poison: Poison Control, or 911") < headings.index(SECTIONS[5])
    ask = page.select_one(".body .callout.ask")
    assert ask.find_next(class_="helplines") is None


@pytest.mark.parametrize(
    ("section", "number"),
    [
        ("Violence", "1-800-799-7233"),
        ("A child", "tel:+18009320313"),
        ("Poison", "tel:+18002221222"),
        ("Suicide", "tel:988"),
        ("Overdose", "tel:911"),
    ],
)
def test_a_section_begins_with_its_number(section: str, number: str, read: Read) -> None:
    page = read(URL)
    heading = next(h for h in page.select(".body > h2") if words(h).startswith(section))
    after = heading.find_next_sibling()
    assert "helplines" in after["class"]
    first = after.select_one(".call, .number")
    assert number in (first.get("href"), words(first))
