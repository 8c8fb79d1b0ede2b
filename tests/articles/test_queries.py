"""SQL queries a page: few without any cache, and no more for 500 articles than for 5."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, Site

from articles.models import ArticlePage, RelatedArticle, SiteImage, Source, TopicPage
from tests.articles.conftest import stored
from tests.articles.test_every_sample_article import ARTICLES, ROUTES

MOST = 15


def queries(url: str) -> list[str]:
    """What a GET asks the database, with every cache of the process empty."""
    client = Client()
    cache.clear()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def shown(asked: list[str]) -> str:
    """How many, and of which tables: enough to see what was asked again and again."""
    tables = Counter(re.search(r'FROM "(\w+)"', sql + ' FROM "?"')[1] for sql in asked)
    return f"{len(asked)} queries: {dict(tables.most_common())}"


def fill(topic: TopicPage, number: int, **said: object) -> None:
    """`number` more live articles, each with a picture, as a busy editor leaves them."""
    image = SiteImage.objects.get(title="river-bend")
    for n in range(number):
        topic.add_child(
            instance=ArticlePage(
                title=f"Rest {n}", summary="Rest and sleep.", picture=image, **said
            )
        )


@pytest.mark.parametrize("url", [*ARTICLES.values(), *ROUTES])
def test_an_article_or_a_route_needs_at_most_fifteen_without_any_cache(url: str, db: None) -> None:
    Client().get(url)  # its renditions exist from here on
    asked = queries(url)
    assert len(asked) <= MOST, shown(asked)


@pytest.mark.parametrize("url", ["/", "/treatment/", "/privacy/", "/search/?q=mother"])
def test_the_other_pages_need_no_more(url: str, db: None) -> None:
    Client().get(url)
    asked = queries(url)
    assert len(asked) <= MOST + 3, shown(asked)


@pytest.mark.parametrize("where", ["article", "topic", "home"])
def test_five_hundred_articles_ask_no_more_than_five(
    where: str, article: ArticlePage, topic: TopicPage
) -> None:
    fill(topic, 5)
    page = ArticlePage.objects.child_of(topic).first()
    page.picture = None
    page.save()
    url = {"article": page.url, "topic": topic.url, "home": "/"}[where]
    Client().get(url)
    few = queries(url)
    fill(topic, 495)
    many = queries(url)
    assert len(many) == len(few), f"{shown(few)}, then {shown(many)}"


def test_more_sources_ask_no_more(new_article: Callable[..., ArticlePage]) -> None:
    def cites(count: int) -> ArticlePage:
        sources = stored(list(Source.objects.values_list("pk", flat=True)[:count]))
        blocks = [
            {"type": "text", "value": {"text": "<p>x</p>", "sources": [source]}}
            for source in sources
        ]
        return new_article(f"{count} sources", body=blocks)

    pages = [cites(2), cites(20)]
    few, many = (queries(page.url) for page in pages)
    assert len(many) == len(few), f"{shown(few)}, then {shown(many)}"


def test_more_links_in_the_text_ask_no_more(new_article: Callable[..., ArticlePage]) -> None:
    targets = list(ArticlePage.objects.all())

    def links(count: int) -> ArticlePage:
        html = "".join(f'<a linktype="page" id="{p.pk}">x</a> ' for p in targets[:count])
        return new_article(
            f"{count} links",
            body=[{"type": "text", "value": {"text": f"<p>{html}</p>", "sources": []}}],
        )

    pages = [links(1), links(6)]
    few, many = (queries(page.url) for page in pages)
    assert len(many) == len(few), f"{shown(few)}, then {shown(many)}"


def test_more_picks_ask_no_more(new_article: Callable[..., ArticlePage]) -> None:
    others = list(ArticlePage.objects.exclude(picture=None)[:4])
    page = new_article("Picks")
    counts = []
    for most in (1, 3):
        page.related_picks = [RelatedArticle(article=other) for other in others[:most]]
        page.save_revision().publish()
        Client().get(page.url)
        counts.append(len(queries(page.url)))
    assert counts[1] <= counts[0]


def test_search_asks_the_same_for_few_results_and_for_many(topic: TopicPage) -> None:
    fill(topic, 1)
    Client().get("/search/?q=rest")
    few = queries("/search/?q=rest")
    fill(topic, 40)
    Client().get("/search/?q=rest")  # the first search after a change reads what changed
    many = queries("/search/?q=rest")
    assert len(many) == len(few), f"{shown(few)}, then {shown(many)}"


def test_the_number_does_not_grow_with_the_languages(article: ArticlePage) -> None:
    before = len(queries(article.url))
    Locale.objects.get_or_create(language_code="es")
    assert len(queries(article.url)) <= before + 1


def test_the_editor_opens_with_at_most_sixty(signed_in: Any) -> None:
    article = ArticlePage.objects.get(
        slug="mothering-from-the-inside-out", locale__language_code="en"
    )
    client, url = signed_in("editor"), reverse("wagtailadmin_pages:edit", args=[article.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    # In a test a transaction is a savepoint, which is not counted where the site runs.
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 60
