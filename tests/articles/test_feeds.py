"""What is new, for feed readers: live and public articles, and nothing that marks who follows."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, HomePage, TopicPage
from tests.articles.test_queries import fill, queries, shown

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(client: Client, url: str) -> ElementTree.Element:
    response = client.get(url)
    assert response.status_code == 200, url
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 made by this process


def texts(tree: ElementTree.Element, path: str) -> list[str]:
    return [e.text or "" for e in tree.findall(path, ATOM)]


def test_the_sites_feed_has_the_newest_twenty_and_where_it_belongs(
    client: Client, db: None
) -> None:
    tree = feed(client, "/feed/")
    assert texts(tree, "a:title") == ["Just Believe Recovery PA"]
    assert texts(tree, "a:author/a:name") == ["Just Believe Recovery PA"]
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    newest = ArticlePage.objects.live().order_by("-first_published_at", "pk")[:20]
    assert texts(tree, "a:entry/a:title") == [article.title for article in newest]
    assert texts(tree, "a:entry/a:summary") == [article.summary for article in newest]


def test_a_topics_feed_has_its_own_articles(client: Client, db: None) -> None:
    tree = feed(client, "/treatment/feed/")
    topic = TopicPage.objects.get(slug="treatment", locale__language_code="en")
    assert texts(tree, "a:title") == [topic.title]
    own = ArticlePage.objects.child_of(topic).values_list("title", flat=True)
    assert sorted(texts(tree, "a:entry/a:title")) == sorted(own)


def test_a_feed_has_plain_links_and_marks_nobody(client: Client, db: None) -> None:
    response = client.get("/feed/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    tree = ElementTree.fromstring(response.content)  # noqa: S314
    links = [e.get("href", "") for e in tree.findall("a:entry/a:link", ATOM)]
    urls = [f"http://testserver{article.url}" for article in ArticlePage.objects.live()]
    assert len(links) == 20
    assert set(links) <= set(urls)
    assert texts(tree, "a:entry/a:id") == links
    assert not re.search(rb"<img|<script|enclosure|\?utm|src=", response.content)


def test_what_is_no_text_is_escaped_once(client: Client, new_article: New) -> None:
    new_article("Tea & <b>rest</b>", slug="tea", summary="5 < 6 & <script>alert(1)</script>")
    tree = feed(client, "/rest/feed/")
    assert texts(tree, "a:entry/a:title") == ["Tea & <b>rest</b>"]
    # An Atom summary is HTML to Django, so the text is HTML that shows as the summary.
    (said,) = texts(tree, "a:entry/a:summary")
    assert BeautifulSoup(said, "html.parser").get_text() == "5 < 6 & <script>alert(1)</script>"
    assert "<script>" not in said


def test_drafts_private_and_future_pages_are_in_no_feed(client: Client, new_article: New) -> None:
    new_article("Shown")
    new_article("A draft", live=False)
    private = new_article("Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    later = new_article("Later", live=False)
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    gone = new_article("Gone")
    gone.unpublish()
    assert texts(feed(client, "/rest/feed/"), "a:entry/a:title") == ["Shown"]
    hidden = {"A draft", "Private", "Later", "Gone"}
    assert not hidden & set(texts(feed(client, "/feed/"), "a:entry/a:title"))


def test_a_private_topic_has_no_feed(client: Client, new_article: New, topic: TopicPage) -> None:
    new_article("Inside")
    PageViewRestriction.objects.create(page=topic, restriction_type="login")
    assert client.get("/rest/feed/").status_code == 404
    assert "Inside" not in texts(feed(client, "/feed/"), "a:entry/a:title")


def test_an_empty_topic_has_an_empty_feed(client: Client, topic: TopicPage) -> None:
    assert texts(feed(client, "/rest/feed/"), "a:entry/a:title") == []


@pytest.mark.parametrize(
    "url", ["/nothing/feed/", "/privacy/feed/", "/es/nothing/feed/", "/feed/x/"]
)
def test_what_is_no_topic_has_no_feed(url: str, client: Client, db: None) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert b"<h1>" in response.content


def test_a_language_with_pages_has_a_feed_of_its_own(client: Client, article: ArticlePage) -> None:
    ours = article.get_translations().get(locale__language_code="es")
    assert ours.title in texts(feed(client, "/es/feed/"), "a:entry/a:title")
    assert article.title not in texts(feed(client, "/es/feed/"), "a:entry/a:title")
    assert ours.title not in texts(feed(client, "/feed/"), "a:entry/a:title")
    assert texts(feed(client, "/es/treatment/feed/"), "a:entry/a:title") == [ours.title]


def test_a_language_without_a_home_page_has_none(client: Client, db: None) -> None:
    HomePage.objects.get(locale__language_code="es").unpublish()
    assert client.get("/es/feed/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_feed_is_only_read(method: str, client: Client, db: None) -> None:
    assert getattr(client, method)("/feed/").status_code == 405


@pytest.mark.parametrize(
    ("url", "feeds"),
    [
        ("/", ["/feed/"]),
        ("/privacy/", ["/feed/"]),
        ("/contact/", ["/feed/"]),
        ("/treatment/", ["/feed/", "/treatment/feed/"]),
        ("/treatment/mothering-from-the-inside-out/", ["/feed/", "/treatment/feed/"]),
        ("/es/contact/", ["/es/feed/"]),
    ],
)
def test_a_page_names_the_feeds_that_it_belongs_to(url: str, feeds: list[str], read: Read) -> None:
    page = read(url)
    named: Any = page.find_all("link", rel="alternate", type="application/atom+xml")
    assert [link["href"] for link in named] == feeds
    assert all(link["title"] for link in named)


@pytest.mark.parametrize("url", ["/feed/", "/rest/feed/"])
def test_five_hundred_articles_ask_no_more_than_five(url: str, topic: TopicPage) -> None:
    fill(topic, 5)
    few = queries(url)
    fill(topic, 495)
    many = queries(url)
    assert len(many) == len(few), f"{shown(few)}, then {shown(many)}"
