"""Search finds the right article for plain words, and keeps them to itself."""

import logging
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.search import MOST_LETTERS, find
from tests.articles.conftest import soup, words

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]

EXPECTED = {
    "parenting therapy for mothers in recovery": "mothering-from-the-inside-out",
    "mentalizing": "mothering-from-the-inside-out",
    "kratom": "what-is-kratom-withdrawal",
    "kratom dependence": "what-is-kratom-withdrawal",
    "desoxyn": "what-is-prescription-methamphetamine",
    "medetomidine": "opioids-heroin-and-fentanyl",
    "naloxone": "opioid-overdose-and-naloxone",
    "suicide": "who-to-call-988-and-helplines",
    "  KRATOM  ": "what-is-kratom-withdrawal",
}


def found(read: Read, query: str) -> list[str]:
    return [a["href"] for a in results(read(f"/search/?q={query}"))]


def results(page: BeautifulSoup) -> list:
    return page.main.select(".cards a")


@pytest.mark.parametrize("query", EXPECTED)
def test_it_finds_the_article_among_the_first_three(query: str, read: Read) -> None:
    slugs = [url.strip("/").split("/")[-1] for url in found(read, query)]
    assert EXPECTED[query] in slugs[:3]


def test_results_are_plain_links_in_main_with_the_whole_summary(read: Read) -> None:
    page = read("/search/?q=kratom")
    link = results(page)[0]
    target = ArticlePage.objects.get(slug="what-is-kratom-withdrawal")
    assert link["href"] == target.url
    assert words(link) == target.title
    assert target.summary in words(link.find_parent("li"))
    assert set(link.attrs) == {"href"}, "nothing that tells one click from another"


def test_a_word_too_many_still_finds(read: Read) -> None:
    assert found(read, "kratom zzzzqqq")


def test_nothing_found_leaves_a_way_onward(read: Read) -> None:
    page = read("/search/?q=zzzzqqqq")
    assert "No page for that yet." in words(page.main)
    assert len(page.main.select("ul.topics a")) >= 5


def test_the_words_stay_in_the_box_and_no_words_is_no_search(read: Read) -> None:
    assert read('/search/?q=a "b" <c>').find(id="q")["value"] == 'a "b" <c>'
    for url in ("/search/", "/search/?q=", "/search/?q=%20%20", "/search/?page=2"):
        assert "No page for that yet" not in words(read(url).main)


def test_drafts_private_pages_and_what_was_taken_off_are_not_found(
    new_article: New, read: Read
) -> None:
    new_article("Zygomorphic draft", live=False)
    private, off = new_article("Zygomorphic private"), new_article("Zygomorphic off")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    off.unpublish()
    assert found(read, "zygomorphic") == []
    shown = new_article("Zygomorphic shown")
    assert found(read, "zygomorphic") == [shown.url]


def test_a_draft_of_a_live_article_is_not_searched(new_article: New, read: Read) -> None:
    page = new_article("Sleep")
    page.summary = "Zygomorphic words of a draft."
    page.save_revision()
    assert found(read, "zygomorphic") == []


def test_words_of_the_body_are_found(new_article: New, read: Read) -> None:
    block = {"type": "text", "value": {"text": "<p>All about zygomorphic.</p>", "sources": []}}
    page = new_article("Sleep", body=[block])
    assert found(read, "zygomorphic") == [page.url]


def test_at_most_twenty(new_article: New, read: Read) -> None:
    for n in range(25):
        new_article(f"Zygomorphic {n}")
    assert len(found(read, "zygomorphic")) == 20
    assert len(find("zygomorphic", "en")) == 20


def test_an_unknown_language_finds_nothing(db: None) -> None:
    assert find("kratom", "xx") == []


@pytest.mark.parametrize("query", ["", "?q=kratom", "?q=zzz"])
def test_nobody_keeps_the_answer(query: str, client: Client, db: None) -> None:
    response = client.get(f"/search/{query}")
    kept = {part.strip() for part in response.headers["Cache-Control"].split(",")}
    assert {"private", "no-store"} <= kept
    assert "public" not in kept
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    # Results are no page to be found elsewhere; the empty form is.
    robots = soup(response).select_one('meta[name="robots"]')
    assert (robots["content"] if robots else "") == ("noindex" if query else "")


def test_nothing_is_written_anywhere(
    client: Client, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    caplog.set_level(logging.DEBUG)
    word = "xylophonesecret"
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/search/?q={word}")
        client.get(f"/search/?q={word}+%00")
        client.post(f"/search/?q={word}")
    for query in captured.captured_queries:
        assert (
            query["sql"].lstrip().upper().startswith(("SELECT", "PRAGMA", "SAVEPOINT", "RELEASE"))
        )
    assert word not in logged(caplog)
    assert word not in str(getattr(cache, "_cache", {}))
    assert not Session.objects.exists()


def test_a_database_that_breaks_says_nothing_of_the_words(
    client: Client, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    """The real thing: the index is gone, and the error may quote what was asked."""
    caplog.set_level(logging.DEBUG)
    word = "xylophonesecret"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wagtailcore_page RENAME TO gone")
    response = client.get(f"/search/?q={word}")
    assert response.status_code == 500
    assert word not in response.content.decode()
    assert word not in logged(caplog)


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """Every record as a handler would write it: message, arguments, traceback."""
    ours = [r for r in caplog.records if r.name != "django.db.backends"]
    format_ = logging.Formatter("%(message)s %(pathname)s")
    return "\n".join(f"{format_.format(r)} {r.args}" for r in ours)


def test_only_so_many_letters_count(read: Read) -> None:
    box = read(f"/search/?q={'kratom ' * 200}").find(id="q")
    assert len(box["value"]) <= MOST_LETTERS
    assert box["maxlength"] == str(MOST_LETTERS)
