"""Each article of the sample, as a reader gets it: whole without a script."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.demo.content import read_all
from articles.models import ArticlePage, HomePage, RoutePage, StandardPage, TopicPage
from tests.articles.conftest import words

Read = Callable[..., BeautifulSoup]

ARTICLES = {row["slug"]: f"/{row['topic']}/{row['slug']}/" for row in read_all("articles")}
LIBRARY = {
    "what-is-addiction": "understanding-addiction",
    "what-relapse-means": "understanding-addiction",
    "opioids-heroin-and-fentanyl": "substances",
    "what-is-prescription-methamphetamine": "substances",
    "cocaine-and-other-stimulants": "substances",
    "what-is-kratom-withdrawal": "substances",
    "alcohol-use-disorder": "substances",
    "benzodiazepines": "substances",
    "cannabis": "substances",
    "mothering-from-the-inside-out": "treatment",
    "medications-for-opioid-addiction": "treatment",
    "detox-and-levels-of-care": "treatment",
    "pregnancy-and-addiction-treatment": "parents",
    "worried-about-your-teen": "parents",
    "how-to-talk-and-craft": "family",
    "boundaries-and-looking-after-yourself": "family",
    "when-your-parent-uses": "family",
    "opioid-overdose-and-naloxone": "staying-safe",
    "test-strips-and-the-drug-supply": "staying-safe",
    "withdrawal-danger-signs": "staying-safe",
    "how-intake-works": "help-in-pennsylvania",
    "paying-for-treatment": "help-in-pennsylvania",
    "your-privacy-rights": "help-in-pennsylvania",
    "who-to-call-988-and-helplines": "help-in-pennsylvania",
}
PLAIN = [f"/{row['slug']}/" for row in read_all("pages")]
ROUTES = [f"/{row['slug']}/" for row in read_all("routes")]


def test_every_article_of_the_facts_is_in_its_topic() -> None:
    assert {slug: f"/{topic}/{slug}/" for slug, topic in LIBRARY.items()} == ARTICLES
    assert ARTICLES["mothering-from-the-inside-out"] == "/treatment/mothering-from-the-inside-out/"


@pytest.mark.parametrize("url", ["/", *ROUTES, *ARTICLES.values(), *PLAIN])
def test_a_page_is_live_and_has_one_heading(url: str, read: Read) -> None:
    page = read(url)
    assert len(page.find_all("h1")) == 1
    assert words(page.h1)
    assert page.html["lang"] == "en"
    assert page.find("main")


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_is_live_and_published_by_its_revision(slug: str, db: None) -> None:
    article = ArticlePage.objects.get(slug=slug, locale__language_code="en")
    assert article.live
    assert not article.has_unpublished_changes
    assert article.live_revision_id == article.latest_revision_id


@pytest.mark.parametrize("url", ARTICLES.values())
def test_the_contents_list_leads_to_every_section(url: str, read: Read) -> None:
    page = read(url)
    contents = page.select_one("nav.contents")
    assert words(contents.find("h2")) == "In this article"
    links = contents.select(".contents-long a")
    assert len(links) >= 3
    for link in links:
        heading = page.find(id=link["href"].removeprefix("#"))
        assert heading is not None, f"{link['href']} leads nowhere"
        assert heading.name == "h2"
        assert words(heading) == words(link)
    sections = [words(h) for h in page.select(".body > h2")]
    assert [words(link) for link in links] == sections
    short = contents.select(".contents-short a")
    assert [link["href"] for link in short] == [link["href"] for link in links]


@pytest.mark.parametrize("url", [*ROUTES, *ARTICLES.values()])
def test_no_address_in_the_page_is_used_twice_or_leads_nowhere(url: str, read: Read) -> None:
    page = read(url)
    ids = Counter(tag["id"] for tag in page.find_all(id=True))
    assert not [name for name, count in ids.items() if count > 1]
    for link in page.find_all("a", href=True):
        if link["href"].startswith("#"):
            assert link["href"][1:] in ids, f"{link['href']} leads nowhere"
    for tag in page.find_all(attrs={"aria-labelledby": True}):
        assert set(tag["aria-labelledby"].split()) <= set(ids)


@pytest.mark.parametrize("url", ["/", *ROUTES, *ARTICLES.values(), *PLAIN])
def test_nothing_needs_a_script_or_another_host(url: str, read: Read) -> None:
    page = read(url)
    scripts = page.find_all("script")
    assert all(s.get("src") or s.get("type") == "application/ld+json" for s in scripts)
    assert not page.find_all("style")
    assert not page.find_all(style=True)
    assert not [t for t in page.find_all(True) for name in t.attrs if name.startswith("on")]
    for tag, name in (("script", "src"), ("img", "src"), ("link", "href"), ("form", "action")):
        for found in page.find_all(tag):
            if found.get("rel") in (["canonical"], ["alternate"]):
                continue
            assert urlsplit(found.get(name, "")).netloc == "", f"{found} asks another host"


@pytest.mark.parametrize("url", ["/", *ROUTES, *ARTICLES.values(), *PLAIN])
def test_every_link_of_ours_is_answered(url: str, read: Read, client: Client) -> None:
    for link in {a["href"].partition("#")[0] for a in read(url).find_all("a", href=True)}:
        if link.startswith("/"):
            assert client.get(link).status_code in (200, 302), f"{link} on {url}"


@pytest.mark.parametrize("url", ["/", *ROUTES, *ARTICLES.values()])
def test_headings_go_down_one_level_at_a_time(url: str, read: Read) -> None:
    headings = read(url).main.find_all([f"h{level}" for level in range(1, 7)])
    levels = [int(heading.name[1]) for heading in headings]
    assert levels[0] == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


@pytest.mark.parametrize("url", ARTICLES.values())
def test_an_article_says_who_wrote_it_when_and_that_nobody_reviewed_it(
    url: str, read: Read
) -> None:
    byline = read(url).select_one(".byline")
    line = words(byline)
    assert "By the editors of Just Believe Recovery PA." in line
    assert "Published" in line
    assert byline.time["datetime"] == "2026-11-22"
    assert "2026" in words(byline.time)
    assert "No clinician has reviewed this page yet." in line
    assert "Reviewed by" not in line


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_carries_what_the_issue_asks(slug: str, read: Read) -> None:
    page = read(ARTICLES[slug])
    row: dict[str, Any] = next(r for r in read_all("articles") if r["slug"] == slug)
    assert [words(s) for s in page.select("main .urgent .trigger")] == [
        sign["trigger"] for sign in row["urgent"]
    ]
    kinds = [next(iter(block)) for block in row["body"]]
    assert len(page.select(".body .callout:not(.ask)")) == kinds.count("callout")
    assert len(page.select(".body .callout.ask")) == kinds.count("call_to_action")
    assert len(page.select(".body .steps")) == kinds.count("steps")
    assert len(page.select(".body figure.statistic")) == kinds.count("statistic")
    assert len(page.select(".body table")) == kinds.count("table")
    assert page.select_one(".next-step p")
    # What a child reads has a test file of its own.
    for_adults = not row.get("read_by_children")
    assert len(page.select(".related .card")) == (3 if for_adults else 0)
    assert bool(page.select_one(".article-side form")) == for_adults
    crumbs = [a["href"] for a in page.select(".crumbs a")]
    assert crumbs == ["/", ARTICLES[slug].rsplit("/", 2)[0] + "/"]


def test_the_home_page_has_three_doors_and_its_topics(read: Read) -> None:
    page = read("/")
    doors = [a["href"] for a in page.select(".doors a")]
    assert doors == [
        ARTICLES["opioid-overdose-and-naloxone"],
        ARTICLES["who-to-call-988-and-helplines"],
        "/contact/",
    ]
    listed = {a["href"] for a in page.select("ul.topics a")}
    assert listed == {t.url for t in TopicPage.objects.filter(locale__language_code="en")}


def test_the_tree_is_home_topics_articles_routes_and_plain_pages(db: None) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    kinds = (TopicPage, RoutePage, StandardPage)
    assert set(home.get_children().type(kinds)) == set(home.get_children())
    assert home.get_children().type(RoutePage).count() == len(ROUTES)
    assert all(a.get_parent().specific_class is TopicPage for a in ArticlePage.objects.all())
