"""Claims carry numbers, numbers lead to sources, and sources lead back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup

from articles.models import ArticlePage, Source
from tests.articles.conftest import stored, words
from tests.articles.test_every_sample_article import ARTICLES

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]


def cited_text(*sources: Source, html: str = "<p>A claim.</p>") -> dict[str, Any]:
    return {"type": "text", "value": {"text": html, "sources": stored([s.pk for s in sources])}}


@pytest.fixture
def abc(db: None) -> list[Source]:
    return [
        Source.objects.create(
            key=f"s-{letter}", authors=f"Author {letter}", title=f"Work {letter}",
            publisher="Press", year="2020", checked_on="2026-11-01", url=url,
        )
        for letter, url in (("a", "https://example.org/a"), ("b", ""), ("c", "https://example.org/c"))
    ]  # fmt: skip


@pytest.mark.parametrize("url", ARTICLES.values())
def test_numbers_and_sources_lead_to_each_other(url: str, read: Read) -> None:
    page = read(url)
    entries = page.select(".sources ol > li")
    assert entries
    for number, entry in enumerate(entries, start=1):
        assert entry["id"] == f"source-{number}"
        back = entry.select_one("a.back")
        first = page.find(id=back["href"].removeprefix("#"))
        assert first is not None, f"source {number} has no way back"
        assert first["href"] == f"#source-{number}"
        assert words(first) == str(number)
    for mark in page.select("sup.cites a"):
        assert mark["href"] == f"#source-{words(mark)}"
        assert mark["aria-label"] == f"Source {words(mark)}"


@pytest.mark.parametrize("url", ARTICLES.values())
def test_sources_are_numbered_by_first_appearance(url: str, read: Read) -> None:
    marks = [int(words(mark)) for mark in read(url).select("sup.cites a")]
    firsts = list(dict.fromkeys(marks))
    assert firsts == list(range(1, len(firsts) + 1))


@pytest.mark.parametrize("url", ARTICLES.values())
def test_a_source_has_a_link_or_says_that_it_is_to_be_confirmed(url: str, read: Read) -> None:
    for entry in read(url).select(".sources ol > li"):
        link = entry.select_one("a[rel~=external]")
        if link is None:
            assert "Link to be confirmed" in words(entry)
        else:
            assert re.match(r"https?://", link["href"])
            assert "Link to be confirmed" not in words(entry)


def test_a_figure_of_the_first_article_has_its_source(read: Read) -> None:
    for figure in read(ARTICLES["mothering-from-the-inside-out"]).select("figure.statistic"):
        assert figure.select_one("sup.cites a")


def test_order_of_first_mention_decides_and_a_second_mention_shares_the_number(
    abc: list[Source], new_article: New, read: Read
) -> None:
    a, b, c = abc
    body = [cited_text(c), cited_text(a, c), cited_text(b, a)]
    page = read(new_article(body=body).url)
    assert [words(s) for s in page.select("sup.cites")] == ["1", "2 1", "3 2"]
    assert [words(e.cite) for e in page.select(".sources li")] == ["Work c", "Work a", "Work b"]
    assert len(page.select('[id^="cite-"]')) == 3


def test_a_source_without_a_link_says_so_in_words(
    abc: list[Source], new_article: New, read: Read
) -> None:
    entry = read(new_article(body=[cited_text(abc[1])]).url).select_one(".sources li")
    assert "Link to be confirmed." in words(entry)
    assert [a["href"] for a in entry.find_all("a")] == ["#cite-1"]


def test_one_source_is_shared_and_a_correction_reaches_every_article(
    abc: list[Source], new_article: New, read: Read
) -> None:
    pages = [new_article(title, body=[cited_text(abc[0])]) for title in ("One", "Two")]
    abc[0].title = "Work a, corrected"
    abc[0].save()
    for page in pages:
        assert words(read(page.url).select_one(".sources cite")) == "Work a, corrected"


def test_a_doi_wins_over_a_link(abc: list[Source]) -> None:
    abc[0].doi = "10.1000/xyz"
    assert abc[0].link == "https://doi.org/10.1000/xyz"


def test_a_source_that_was_deleted_leaves_a_page_that_stands(
    abc: list[Source], new_article: New, read: Read
) -> None:
    page = new_article(body=[cited_text(abc[0], abc[2])])
    abc[0].delete()
    shown = read(page.url)
    assert [words(s) for s in shown.select("sup.cites")] == ["1"]
    assert [words(e.cite) for e in shown.select(".sources li")] == ["Work c"]


@pytest.mark.parametrize(
    ("html", "inside"),
    [
        ("<p>One.</p><p>Two.</p>", "p"),
        ("<p>One.</p><ul><li>a</li><li>b</li></ul>", "li"),
        ("<p>One.</p><ol><li>a</li><li>b</li></ol>", "li"),
    ],
)
def test_the_number_stands_at_the_end_of_the_last_line(
    html: str, inside: str, abc: list[Source], new_article: New, read: Read
) -> None:
    marks = read(new_article(body=[cited_text(abc[0], html=html)]).url).select("sup.cites")
    assert [mark.parent.name for mark in marks] == [inside]


def test_every_kind_of_block_that_cites_is_counted(
    abc: list[Source], new_article: New, read: Read
) -> None:
    a, b, c = abc
    said = {"figure": "1 in 2", "of_whom": "people", "year": "2020", "note": "", "source": b.pk}
    steps = stored([f"<p>Step {n}</p>" for n in (1, 2)])
    body = [
        {"type": "steps", "value": {"steps": steps, "sources": stored([a.pk])}},
        {"type": "statistic", "value": said},
        {"type": "callout", "value": {
            "kind": "hope", "title": "T", "text": "<p>x</p>",
            "sources": stored([c.pk])}},
        {"type": "table", "value": {
            "caption": "C",
            "table": {"columns": [{"type": "text", "heading": "H"}], "rows": [{"values": ["v"]}]},
            "sources": stored([a.pk])}},
    ]  # fmt: skip
    page = read(new_article(body=body).url)
    assert [words(s) for s in page.select("sup.cites")] == ["1", "2", "3", "1"]
