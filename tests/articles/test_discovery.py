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
    assert sorted(urls) == sorted(live)
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
    for path in ("/admin/", "/leave/", "/search/", "/contact/thanks/", "/es/search/"):
        assert f"Disallow: {path}\n" in text
    assert "Disallow: /\n" not in text


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


@pytest.mark.parametrize(
    "url", ["/", "/treatment/", "/my-parent/", "/privacy/", *ARTICLES.values()]
)
def test_a_shared_link_says_the_title_and_shows_a_neutral_picture(
    url: str, read: Read, client: Client
) -> None:
    page = read(url)
    og = {m["property"]: m["content"] for m in page.find_all("meta", property=True)}
    assert og["og:title"] == words(page.h1)
    assert og["og:description"] == page.find("meta", attrs={"name": "description"})["content"]
    assert og["og:url"] == page.find("link", rel="canonical")["href"]
    assert og["og:url"].startswith("http")
    assert og["og:type"] == ("article" if url in ARTICLES.values() else "website")
    assert og["og:image"].startswith("http")
    assert "share" in og["og:image"]


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
