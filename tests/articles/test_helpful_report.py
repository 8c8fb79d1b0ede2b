"""Editors see which articles helped: what is live now, and all that was, with the usual reason."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import ArticlePage, Feedback
from tests.articles.conftest import soup, words

pytestmark = pytest.mark.django_db

New = Callable[..., ArticlePage]
REPORT = "/admin/reports/helpful/"
SEES = ["editor", "reviewer", "publisher", "admin"]


def answered(page: ArticlePage, revision: int, **times: int) -> None:
    """`answered(page, 7, yes=3, no=1, hard=1)`: so often on one day, of this revision."""
    for answer, count in times.items():
        Feedback.objects.create(
            page=page,
            revision=revision,
            language="en",
            on=timezone.localdate(),
            answer=answer,
            times=count,
        )


@pytest.fixture
def sleep(new_article: New) -> ArticlePage:
    """Before it was changed it helped few; as it is live it helps most."""
    page = new_article("Sleep")
    old = page.live_revision_id
    page.save_revision().publish()
    page.refresh_from_db()
    answered(page, old, yes=1, no=9, hard=4, wrong=7)
    answered(page, page.live_revision_id, yes=2, no=1, hard=2, help=1)
    return page


def row(said: BeautifulSoup, title: str) -> list[str]:
    (found,) = [r for r in said.select("tbody tr") if words(r.td).startswith(title)]
    return [words(cell) for cell in found.select("td")][1:]


def test_each_article_with_its_answers_for_what_is_live_and_for_all(
    sleep: ArticlePage, signed_in: Any
) -> None:
    said = soup(signed_in("editor").get(REPORT))
    live, ever = ["2 of 3", "Hard to read"], ["3 of 13", "Something looks wrong"]
    assert row(said, "Sleep") == [*live, *ever]


def test_an_article_that_nobody_answered_has_no_share_and_no_reason(
    sleep: ArticlePage, new_article: New, signed_in: Any
) -> None:
    new_article("Rest at night")
    said = soup(signed_in("editor").get(REPORT))
    assert row(said, "Rest at night") == ["", "", "", ""]


def test_the_article_that_helped_fewest_stands_first_and_is_one_tap_away(
    sleep: ArticlePage, article: ArticlePage, signed_in: Any
) -> None:
    answered(article, 1, no=3)
    said = soup(signed_in("editor").get(REPORT))
    first, second = said.select("tbody tr")[:2]
    assert words(first.td).startswith("Sleep")
    assert words(second.td).startswith(article.title)
    assert first.td.a["href"] == f"/admin/pages/{sleep.pk}/edit/"


@pytest.mark.parametrize("column", ["title", "share_now", "share"])
def test_it_can_be_sorted_both_ways(sleep: ArticlePage, signed_in: Any, column: str) -> None:
    client = signed_in("editor")
    for way in (column, f"-{column}"):
        answer = client.get(f"{REPORT}results/?ordering={way}")
        assert answer.status_code == 200
        assert "Sleep" in answer.content.decode()


def test_who_may_edit_pages_finds_it_in_the_menu_and_nobody_else_gets_in(signed_in: Any) -> None:
    for role in (*SEES, "intake", "lead", "auditor"):
        client = signed_in(role)
        assert (client.get(REPORT).status_code == 200) == (role in SEES), role
        menu = client.get("/admin/").content.decode()
        assert (REPORT in menu) == (role in SEES), role


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_leaves_as_a_sheet_in_words(sleep: ArticlePage, signed_in: Any, kind: str) -> None:
    answer = signed_in("editor").get(f"{REPORT}?export={kind}")
    assert answer.status_code == 200
    sheet = b"".join(answer.streaming_content)
    if kind == "csv":
        assert "Sleep,English,2,1,66,Hard to read,3,10,23,Something looks wrong" in sheet.decode()


def test_more_articles_ask_no_more(new_article: New, signed_in: Any) -> None:
    client = signed_in("editor")
    client.get(REPORT)
    counts = []
    for n in range(2):
        for m in range(1 + 5 * n):
            answered(new_article(f"Sleep {n} {m}"), 1, yes=1, no=2, hard=1)
        with CaptureQueriesContext(connection) as asked:
            client.get(REPORT)
        counts.append(len(asked))
    assert counts[0] == counts[1]
