"""What search engines and shared links read: live pages only, and only what they say."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage, Review
from tests.articles.conftest import words
from tests.articles.test_every_sample_article import ARTICLES

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def listed(client: Client) -> list[str]:
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"].startswith("application/xml")
    ours = ElementTree.fromstring(response.content)  # noqa: S314 made by this process
    return [e.text.split("/", 3)[3] for e in ours.iter(LOC)]


def data(page: BeautifulSoup) -> dict[str, Any]:
    (script,) = page.find_all("script", type="application/ld+json")
    return json.loads(script.string)


def test_the_sitemap_lists_each_live_page_once(client: Client, db: None) -> None:
    urls = [f"/{path}" for path in listed(client)]
    live = [page.url for page in Page.objects.live().public().filter(depth__gte=2)]
    plain = ["/family-plan/", "/glossary/", "/contact/"]
    fixed = [*plain, *(f"/es{path}" for path in plain)]
    assert sorted(urls) == sorted([*live, *fixed])
    for url in urls:
        assert client.get(url).status_code == 200


def test_the_sitemap_lists_no_draft_nor_private_page(new_article: New, client: Client) -> None:
    new_article("Shown")
    new_article("A draft", live=False)
    private = new_article("Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    rest = [path for path in listed(client) if path.startswith("rest/")]
    assert sorted(rest) == ["rest/", "rest/shown/"]


def test_robots_names_the_sitemap_and_what_is_not_for_them(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"].startswith("text/plain")
    text = response.content.decode()
    assert "Sitemap: https://testserver/sitemap.xml" in text
    for path in ("/admin/", "/leave/", "/contact/thanks/"):
        assert f"Disallow: {path}\n" in text
    assert "Disallow: /\n" not in text
    assert "search" not in text, "who may not fetch the results cannot read their noindex"


@pytest.mark.parametrize(
    ("url", "robots"),
    [("/search/?q=naloxone", "noindex"), ("/search/?q=zzqq", "noindex"), ("/search/", None)],
)
def test_engines_keep_the_search_and_no_results(url: str, robots: str | None, read: Read) -> None:
    page = read(url)
    said = page.find("meta", attrs={"name": "robots"})
    assert (said and said["content"]) == robots
    assert bool(page.find("meta", attrs={"name": "description"})) is (robots is None)


@pytest.mark.parametrize("url", ARTICLES.values())
def test_structured_data_says_what_the_page_says(url: str, read: Read) -> None:
    page = read(url)
    said = data(page)
    assert said["@context"] == "https://schema.org"
    assert said["@type"] == "MedicalWebPage"
    assert said["name"] == words(page.h1)
    assert said["description"] == page.find("meta", attrs={"name": "description"})["content"]
    assert said["url"] == page.find("link", rel="canonical")["href"]
    assert said["url"].endswith(url)
    assert said["inLanguage"] == page.html["lang"]
    assert said["publisher"]["name"] in words(page.footer)
    assert said["author"]["name"] in words(page.select_one(".byline"))
    assert said["datePublished"] == page.select_one(".byline time")["datetime"]
    cited = [words(cite) for cite in page.select(".sources cite")]
    assert [citation["name"] for citation in said["citation"]] == cited
    links = [
        (entry.select_one("a[rel~=external]") or {}).get("href")
        for entry in page.select(".sources ol > li")
    ]
    assert [citation.get("url") for citation in said["citation"]] == links
    assert "reviewedBy" not in said
    assert "lastReviewed" not in said


def test_a_review_is_said_while_the_badge_shows(
    article: ArticlePage, reviewer: Any, read: Read
) -> None:
    Review.objects.create(article=article, reviewer=reviewer, next_due_on="2030-01-01")
    page = read(article.url)
    said = data(page)
    assert said["reviewedBy"]["name"] == "Robin Sample"
    assert said["lastReviewed"] == page.select(".byline .review time")[0]["datetime"]
    article.summary = "Something else."
    article.save_revision().publish()
    assert "reviewedBy" not in data(read(article.url))


@pytest.mark.parametrize(
    "title",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        '"}]}, "x": "',
        "\\u003c/script\\u003e",
        "line\u2028separator",
        "& &amp; <b>",
    ],
)
def test_nothing_breaks_out_of_structured_data(title: str, new_article: New, read: Read) -> None:
    page = read(new_article(title, slug="x").url)
    assert data(page)["name"] == title
    assert not [
        s for s in page.find_all("script") if "alert" in (s.string or "") and not s.get("type")
    ]


@pytest.mark.parametrize("url", ARTICLES.values())
def test_structured_data_says_for_whom_about_what_and_where_it_stands(url: str, read: Read) -> None:
    page = read(url)
    said = data(page)
    assert said["audience"]["audienceType"] == "Families and caregivers"
    topic = page.select(".crumbs a")[-1]
    assert said["about"]["name"] == words(topic)
    assert said["about"]["url"].endswith(topic["href"])
    steps = said["breadcrumb"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    shown = [words(a) for a in page.select(".crumbs a")] + [words(page.h1)]
    assert [step["name"] for step in steps] == shown
    assert steps[-1]["item"] == said["url"]


@pytest.mark.parametrize(
    ("url", "kind"),
    [("/", "WebSite"), ("/treatment/", "CollectionPage"), ("/privacy/", "WebPage")],
)
def test_the_other_pages_say_what_they_are(url: str, kind: str, read: Read) -> None:
    page = read(url)
    said = data(page)
    assert said["@type"] == kind
    assert said["name"] == words(page.h1)
    assert ("breadcrumb" in said) is (url != "/")


@pytest.mark.parametrize("url", ["/", "/treatment/", *ARTICLES.values()])
def test_the_organization_claims_its_name_and_its_address_alone(url: str, read: Read) -> None:
    assert set(data(read(url))["publisher"]) == {"@type", "name", "url"}


SHARED = ["/", "/treatment/", "/privacy/", "/search/", "/search/?q=heroin", "/contact/"]
SHARED += ["/family-plan/", *ARTICLES.values()]


@pytest.mark.parametrize("url", SHARED)
def test_a_shared_link_does_not_say_what_is_read(url: str, read: Read) -> None:
    """A preview stands on lock screens and in a family's chat: it is the same for every page.

    Only the address itself differs; whoever shares it has sent that anyway.
    """
    page = read(url)
    og = {m["property"]: m["content"] for m in page.find_all("meta", property=True)}
    assert og["og:title"] == "Information for families"
    assert og["og:description"] == "Plain words, and one next step."
    assert "://testserver/static/img/share" in og["og:image"]
    assert og["og:type"] in ("article", "website")
    canonical = page.find("link", rel="canonical")
    assert og.get("og:url") == (canonical and canonical["href"])
    assert set(og) <= {"og:title", "og:description", "og:image", "og:image:alt"} | {
        "og:type",
        "og:url",
    }
    assert page.find("meta", attrs={"name": "twitter:card"})["content"] == "summary"
    assert not page.find("meta", attrs={"name": "twitter:title"})


def test_search_and_titles_for_engines(
    new_article: New, read: Read, edit: Callable[..., HttpResponse]
) -> None:
    page = new_article("Long title")
    said = {"seo_title": "Short title", "search_description": "For engines."}
    assert edit(page, "publish", **said).status_code == 302
    shown = read(page.url)
    assert words(shown.title).startswith("Short title")
    assert shown.find("meta", attrs={"name": "description"})["content"] == "For engines."
    assert words(shown.h1) == "Long title"


def test_a_preview_is_not_offered_to_engines_as_the_page(signed_in: Any, new_article: New) -> None:
    page = new_article("Sleep")
    url = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = signed_in("publisher").get(url)
    assert response.status_code == 200
    assert b'rel="canonical"' not in response.content
