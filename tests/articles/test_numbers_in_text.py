"""Which numbers in a text are phone numbers, and how one is put in the registry's place."""

import pytest

from articles.editing import numbers, rich_text
from articles.editing.rich_text import Reference

pytestmark = pytest.mark.django_db

SHORT = {"988", "911", "741741"}
KNOWN = {"988": Reference("2"), "+18006624357": Reference("4"), "+18883800342": Reference("own")}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Call 1-800-662-4357 today.", ["+18006624357"]),
        ("(888) 380-0342", ["+18883800342"]),
        ("888.380.0342, or 888 380 0342", ["+18883800342", "+18883800342"]),
        ("+44 20 7946 0958", ["+442079460958"]),
        ("Call or text 988, at any hour. (988.)", ["988", "988"]),
        ("Text PA to 741741", ["741741"]),
        ("the 911 operator", ["911"]),
    ],
)
def test_a_number_is_found_however_it_is_written(text: str, keys: list[str]) -> None:
    assert [number.key for number in numbers.find(text, SHORT)] == keys


@pytest.mark.parametrize(
    "text",
    [
        "1 in 8 children, 8.7 million, 2009 to 2014",
        "PMC5103655, doi 10.1016/j.drugalcdep.2016.11.024, NCT07168642",
        "1,988 people; $988; 988 %".replace(" %", "%"),
        "at 9:11, on 9/11, 911.5 grams, 0.988, 20988",
        "Room 123-4567, 18603",
        "It costs 1000000000000.",
        "",
    ],
)
def test_a_figure_is_no_number(text: str) -> None:
    assert numbers.find(text, SHORT) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<p>Call 988 now.</p>",
            '<p>Call <a linktype="helpline" id="2" way="call">988</a> now.</p>',
        ),
        (
            '<p>Ring <a href="tel:18006624357">the line</a>.</p>',
            '<p>Ring <a linktype="helpline" id="4" way="call">18006624357</a>.</p>',
        ),
        (
            "<p>1-800-<b>662</b>-4357</p>",
            '<p><a linktype="helpline" id="4" way="call">1-800-662-4357</a></p>',
        ),
        (
            "<p><b>Call 1-800-662</b>-4357</p>",
            '<p><b>Call <a linktype="helpline" id="4" way="call">1-800-662-4357</a></b></p>',
        ),
        (
            "<p>(888)&nbsp;380-0342</p>",
            '<p><a linktype="helpline" id="own" way="call">(888) 380-0342</a></p>',
        ),
        ("<p>Text 741741, or call 212-555-2368.</p>", None),
        ('<p><a linktype="page" id="7">who to call: 988</a></p>', None),
        ('<p><a linktype="helpline" id="2" way="call">988</a></p>', None),
        ("<p>98</p><p>8 and 98<br/>8</p>", None),
        ("<p>9 < 10 & 988", '<p>9 < 10 & <a linktype="helpline" id="2" way="call">988</a>'),
    ],
)
def test_a_known_number_becomes_a_reference(before: str, after: str | None) -> None:
    once = rich_text.replaced(before, KNOWN, SHORT)
    assert once == (before if after is None else after)
    assert rich_text.replaced(once, KNOWN, SHORT) == once


def test_what_is_typed_is_told_with_the_words_round_it() -> None:
    html = '<p>If it is <i>bad</i>, call 988. See <a linktype="page" id="1">988 and others</a>.</p>'
    first, second = rich_text.typed(html, SHORT)
    assert html[first.start : first.end] == "988"
    assert first.around == "If it is bad, call 988. See 988 and others."
    assert (first.linked, second.linked) == (False, True)
