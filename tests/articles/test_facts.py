"""What the sample says is true: the facts marked as not verified are nowhere in it.

`content/facts.yaml` beside the design is not part of the clone, so its rules stand here in words.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup

from articles.models import Helpline, Source
from tests.articles.conftest import words
from tests.articles.test_every_sample_article import ARTICLES, PLAIN, ROUTES

Read = Callable[..., BeautifulSoup]

UNVERIFIED = {
    # slug: what must not be said there, each from a `verified: no` row or a discrepancy.
    "mothering-from-the-inside-out": [
        r"twice as likely",
        r"more than twice",
        r"25\s?%",
        r"\b25 percent",
        r"\bNIDA\b",
        r"heroin",
        r"less empath",
        r"re-?wired",
        r"nucleus accumbens",
        r"endorphin",
        r"evidence-based",
        r"replicated",
        r"self-worth|self-esteem",
        r"crimin",
        r"harshly",
    ],
    "opioids-heroin-and-fentanyl": [r"7 in 10", r"5 in 10", r"seven (in|out of) (10|ten)"],
    "what-is-prescription-methamphetamine": [
        r"30\s?%",
        r"80\s?%",
        r"16,000",
        r"30 percent",
        r"80 percent",
    ],
    "what-is-kratom-withdrawal": [
        r"lasts? (about |for |up to )?\w+ (to \w+ )?(days|weeks)",
        r"dark,? leafy",
    ],
}
NOWHERE = [
    r"100\s?% confidential",
    r"safe (&|and) secure",
    r"\baddicts?\b",
    r"\bjunkies?\b",
    r"\babusers?\b",
    r"\bget(ting)? clean\b",
    r"484-3731",  # Never Use Alone: the number is not verified
    r"696-1996",
]


def said(page: BeautifulSoup) -> str:
    """What the page says in its own words: not the titles of the works that it cites."""
    for part in page.select(".sources cite, .related"):
        part.decompose()
    return words(page.main)


@pytest.mark.parametrize("slug", ARTICLES)
def test_no_unverified_fact_is_stated(slug: str, read: Read) -> None:
    text = said(read(ARTICLES[slug]))
    for pattern in UNVERIFIED.get(slug, []) + NOWHERE:
        assert not re.search(pattern, text, re.IGNORECASE), f"{slug} says {pattern!r}"


@pytest.mark.parametrize("url", ["/", *ROUTES, *PLAIN])
def test_no_page_promises_what_it_cannot_keep(url: str, read: Read) -> None:
    text = said(read(url))
    for pattern in NOWHERE:
        assert not re.search(pattern, text, re.IGNORECASE), f"{url} says {pattern!r}"


def test_the_first_article_says_what_its_sources_say(read: Read) -> None:
    text = said(read(ARTICLES["mothering-from-the-inside-out"]))
    figures = [words(f) for f in read(ARTICLES["mothering-from-the-inside-out"]).select(".figure")]
    assert figures == ["1 in 8", "1 in 4"]
    for needed in (
        "Not all mothers with a history of substance use have trouble as parents",
        "It did not go with less return to use",
        "Both trials were small",
        "2009 to 2014",
        "2023",
        "wider definition",
    ):
        assert needed in text


def test_both_trials_stand_in_one_table_against_parent_education(read: Read) -> None:
    table = read(ARTICLES["mothering-from-the-inside-out"]).select_one(".table table")
    assert "two trials" in words(table.caption)
    assert [words(th) for th in table.select("thead th")] == [
        "First trial, 2010",
        "Second trial, 2017",
    ]
    rows = {
        words(tr.th): [words(td) for td in tr.find_all("td")] for tr in table.select("tbody tr")
    }
    assert rows["Mothers who took part"] == ["47", "87"]
    assert rows["Compared with"] == ["Parent Education", "Parent Education"]
    assert all(th["scope"] for th in table.find_all("th"))


def test_no_quotation_is_invented(read: Read) -> None:
    for url in ARTICLES.values():
        for quotation in read(url).select(".quotation"):
            assert quotation.select_one("figcaption a[href^=https]")


def test_a_source_links_only_where_the_work_itself_stands(db: None) -> None:
    hosts = {
        re.sub(r"^https?://(www\.)?([^/]+).*", r"\2", s.url) for s in Source.objects.all() if s.url
    }
    copies = ("meddatax", "trialx", "grantome", "vdocuments", "scribd", "docobook", "news-medical")
    assert not [host for host in hosts for copy in copies if copy in host]
    assert not Source.objects.filter(checked_on__gt=date(2026, 11, 24)).exists()


def test_every_helpline_says_when_and_how_it_was_checked(db: None) -> None:
    assert Helpline.objects.count() >= 8
    assert not Helpline.objects.filter(checked_note="").exists()
    assert not Helpline.objects.filter(name__icontains="Never Use Alone").exists()
