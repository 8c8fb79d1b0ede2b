"""A topic lists its articles page by page, twelve to a page, the newest first."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, TopicPage
from tests.articles.conftest import words

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def thirty(topic: TopicPage) -> TopicPage:
    for n in range(30):
        published = FIRST + timedelta(days=n)
        page = ArticlePage(title=f"Number {n}", summary="s", first_published_at=published)
        topic.add_child(instance=page)
    return topic


def listed(page: BeautifulSoup) -> list[str]:
    return [words(card.find("h2")) for card in page.select(".cards .card")]


def test_twelve_to_a_page_and_each_article_once(thirty: TopicPage, read: Read) -> None:
    pages = [listed(read(f"{thirty.url}?page={n}")) for n in (1, 2, 3)]
    assert [len(p) for p in pages] == [12, 12, 6]
    assert [*pages[0], *pages[1], *pages[2]] == [f"Number {n}" for n in reversed(range(30))]


def test_the_way_on_and_back(thirty: TopicPage, read: Read) -> None:
    def ways(url: str) -> dict[str, str]:
        return {a["rel"][0]: a["href"] for a in read(url).select(".pages a")}

    assert ways(thirty.url) == {"next": "?page=2"}
    assert ways(f"{thirty.url}?page=2") == {"prev": thirty.url, "next": "?page=3"}
    assert ways(f"{thirty.url}?page=3") == {"prev": "?page=2"}
    assert "Page 2 of 3" in words(read(f"{thirty.url}?page=2").select_one(".pages"))


def test_a_second_page_says_so_in_its_title(thirty: TopicPage, read: Read) -> None:
    assert "page 2" in words(read(f"{thirty.url}?page=2").title)
    assert "page" not in words(read(thirty.url).title)


def test_few_articles_need_no_ways(read: Read) -> None:
    assert read("/treatment/").select_one(".pages") is None


@pytest.mark.parametrize(
    "number", ["0", "4", "-1", "x", "1.5", "1e3", "%00", "9" * 400, "%C3%28", "1;drop", "", "１"]
)
def test_a_page_that_is_not_there_is_not_found(
    number: str, thirty: TopicPage, client: Client
) -> None:
    response = client.get(f"{thirty.url}?page={number}")
    # The digits of other scripts are digits: Python's own rule, and harmless.
    expected = {"%00": [400, 404], "１": [200, 404]}.get(number, [404])
    assert response.status_code in expected, number
    if response.status_code == 404:
        assert "There is no page here" in response.content.decode()


def test_an_empty_topic_stands_and_says_so(topic: TopicPage, read: Read) -> None:
    assert "There is no article here yet." in words(read(topic.url).main)


def test_drafts_and_private_pages_are_not_listed(
    topic: TopicPage, new_article: New, read: Read
) -> None:
    new_article("Shown")
    new_article("A draft", live=False)
    private = new_article("Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert listed(read(topic.url)) == ["Shown"]


def test_a_draft_is_not_found(new_article: New, client: Client) -> None:
    page = new_article("A draft", live=False)
    assert client.get(page.url).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_page_answers_reading_alone(method: str, client: Client, article: ArticlePage) -> None:
    response = getattr(client, method)(article.url)
    assert response.status_code == 405
    assert response.headers["Allow"]
    assert "/contact/" in response.content.decode()


def test_head_is_answered_like_get_without_a_body(client: Client, article: ArticlePage) -> None:
    response = client.head(article.url)
    assert response.status_code == 200
    assert not response.content
