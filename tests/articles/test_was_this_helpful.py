"""Two buttons at the foot of an article; a no may say why; every answer ends in quiet thanks."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client

from articles.models import ArticleCorrection, ArticlePage, Feedback
from tests.articles.conftest import soup, words
from tests.articles.helpful import FORM, send, stored
from tests.articles.test_every_sample_article import ARTICLES

pytestmark = pytest.mark.django_db

Read = Callable[..., BeautifulSoup]
New = Callable[..., ArticlePage]

CHILDS = "when-your-parent-uses"


def child_page() -> ArticlePage:
    return ArticlePage.objects.get(slug=CHILDS)


# --- On the article ----------------------------------------------------------------------


@pytest.mark.parametrize("url", ARTICLES.values())
def test_every_article_asks_it_once_of_the_revision_that_is_read(url: str, read: Read) -> None:
    slug = url.strip("/").split("/")[-1]
    page = ArticlePage.objects.get(slug=slug, locale__language_code="en")
    (part,) = read(url).select("section.helpful")
    assert words(part.h2) == "Was this page helpful?"
    assert (part.form["method"], part.form["action"]) == ("post", f"/helpful/{page.pk}/")
    sent = {tag["name"]: tag["value"] for tag in part.select("input")}
    assert sent == {"revision": str(page.live_revision_id or 0)}
    buttons = [(b["name"], b["value"], words(b)) for b in part.select("button")]
    assert buttons == [("answer", "yes", "Yes"), ("answer", "no", "No")]


def test_it_stands_after_sources_and_corrections_and_before_what_to_read_next(
    article: ArticlePage, read: Read
) -> None:
    said = {"corrected_on": "2026-11-01", "text": "A number was wrong."}
    ArticleCorrection.objects.create(page=article, **said)
    ids = [tag["id"] for tag in read(article.url).select("main h2[id]")]
    order = [ids.index(name) for name in ("sources", "corrections", "helpful", "related")]
    assert order == sorted(order)


def test_only_articles_ask_it(read: Read) -> None:
    for url in ("/", "/treatment/", "/privacy/", "/my-teenager/"):
        assert read(url).select(".helpful") == []


def test_a_page_without_a_live_revision_is_counted_as_one_without(
    new_article: New, read: Read
) -> None:
    page = new_article()
    ArticlePage.objects.filter(pk=page.pk).update(live_revision=None)
    assert read(page.url).select_one(".helpful input")["value"] == "0"
    assert send(page.pk, revision=0, answer="yes").status_code == 303
    assert Feedback.objects.get().revision == 0


# --- Answering ---------------------------------------------------------------------------


def test_a_yes_is_counted_and_thanked(article: ArticlePage, client: Client) -> None:
    answer = send(article, answer="yes")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/helpful/{article.pk}/thanks/"
    assert stored() == {"yes": 1}
    assert words(soup(client.get(answer.headers["Location"])).h1) == "Thank you"


def test_a_no_is_counted_and_asked_why_with_one_tap_each(
    article: ArticlePage, client: Client
) -> None:
    answer = send(article, answer="no")
    assert answer.status_code == 303
    assert stored() == {"no": 1}
    page = soup(client.get(answer.headers["Location"]))
    offered = [button["value"] for button in page.select("form.reasons button[name=answer]")]
    assert sorted(offered) == sorted(Feedback.REASONS)
    assert page.select("textarea, input:not([type=hidden]), select") == []
    assert page.select_one("input")["value"] == str(article.live_revision_id)


@pytest.mark.parametrize("reason", Feedback.REASONS)
def test_a_reason_is_counted_and_is_no_second_no(article: ArticlePage, reason: str) -> None:
    send(article, answer="no")
    answer = send(article, answer=reason)
    assert answer.headers["Location"] == f"/helpful/{article.pk}/thanks/"
    assert stored() == {"no": 1, reason: 1}


def test_who_does_not_want_to_say_why_is_thanked_too(article: ArticlePage, client: Client) -> None:
    page = soup(client.get(send(article, answer="no").headers["Location"]))
    rather_not = page.find("a", string="I would rather not say")["href"]
    assert rather_not == f"/helpful/{article.pk}/thanks/"
    assert stored() == {"no": 1}


def test_an_older_revision_of_the_page_is_counted_as_that_one(article: ArticlePage) -> None:
    """A page kept open, or in a cache, while the article changed."""
    read_then = article.save_revision()
    read_then.publish()
    article.refresh_from_db()
    article.save_revision().publish()
    send(article, revision=read_then.pk, answer="yes")
    assert Feedback.objects.get().revision == read_then.pk


# --- Onward ------------------------------------------------------------------------------


def test_need_help_leads_to_the_form(article: ArticlePage, client: Client) -> None:
    page = soup(client.get(f"/helpful/{article.pk}/thanks/"))
    assert words(page.find(id="need-help")) == "Need help?"
    assert page.select_one("section a.button")["href"] == "/contact/"
    assert page.find("a", string="Back to the page")["href"] == article.url


def test_a_child_is_led_to_people_for_children_and_never_to_the_form(client: Client) -> None:
    child = child_page()
    answer = send(child, answer="no")
    for where in (answer.headers["Location"], f"/helpful/{child.pk}/thanks/"):
        page = soup(client.get(where))
        assert page.select("[href*='contact']") == []
    assert words(page.find(id="child-help")) == "Need help?"
    assert [a["href"] for a in page.select(".child-help a")] == ["tel:+18009320313", "tel:988"]


def test_whether_a_child_reads_is_asked_of_the_page_and_of_nothing_that_is_sent(
    article: ArticlePage, client: Client
) -> None:
    child = child_page()
    where = send(child, answer="help", read_by_children="").headers["Location"]
    assert "contact" not in client.get(f"{where}?read_by_children=").content.decode()
    ArticlePage.objects.filter(pk=article.pk).update(read_by_children=True)
    thanks = soup(client.get(f"/helpful/{article.pk}/thanks/"))
    assert thanks.select("[href*='contact']") == []


# --- What no page of ours sends ----------------------------------------------------------


def quiet(answer: HttpResponse, status: int) -> None:
    page = soup(answer)
    assert answer.status_code == status
    assert words(page.h1) == "No answer was kept"
    assert "Nothing that you did is wrong." in words(page)
    assert page.select("[href*='contact']") == [], "it may be a child"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert stored() == {}


@pytest.mark.parametrize(
    "said",
    [
        {"answer": "bored"},
        {"answer": ""},
        {},
        {"answer": "yes", "revision": ""},
        {"answer": "yes", "revision": "x"},
        {"answer": "yes", "revision": "-1"},
        {"answer": "yes", "revision": "٣"},
        {"answer": "yes", "revision": "9" * 18},
        {"answer": "yes", "revision": "9" * 5000},
        {"answer": "yes\0", "revision": "\0"},
    ],
)
def test_a_strange_or_missing_answer(article: ArticlePage, said: dict[str, str]) -> None:
    quiet(send(article, **said), 400)


def test_a_missing_revision_and_one_of_another_page(article: ArticlePage, new_article: New) -> None:
    quiet(send(article.pk, answer="yes"), 400)
    other = new_article()
    quiet(send(article, answer="yes", revision=other.live_revision_id), 400)
    there = f"/helpful/{article.pk}/{other.live_revision_id}/"
    quiet(Client().get(there), 400)


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 12, "9" * 30])
def test_an_unknown_page(pk: str, client: Client) -> None:
    answer = client.post(f"/helpful/{pk}/", "answer=yes&revision=0", content_type=FORM)
    quiet(answer, 404)
    quiet(client.get(f"/helpful/{pk}/thanks/"), 404)
    quiet(client.get(f"/helpful/{pk}/1/"), 404)


def test_a_page_that_is_not_for_everyone(new_article: New) -> None:
    page = new_article()
    page.view_restrictions.create(restriction_type="login")
    quiet(send(page, answer="yes"), 404)
    hidden = new_article("Hidden", live=False)
    quiet(send(hidden.pk, revision=0, answer="yes"), 404)


def test_a_get_where_a_post_belongs_and_the_other_way_round(
    article: ArticlePage, client: Client
) -> None:
    quiet(client.get(f"/helpful/{article.pk}/"), 405)
    assert client.get(f"/helpful/{article.pk}/").headers["Allow"] == "POST, OPTIONS"
    quiet(client.post(f"/helpful/{article.pk}/thanks/"), 405)


def test_a_file_is_not_even_read(article: ArticlePage, client: Client) -> None:
    said = {"answer": "yes", "revision": article.live_revision_id}
    quiet(client.post(f"/helpful/{article.pk}/", said), 400)


def test_another_sites_page_cannot_answer_for_a_reader(article: ArticlePage) -> None:
    client = Client(headers={"Sec-Fetch-Site": "cross-site"})
    quiet(send(article, client, answer="yes"), 403)


def test_no_token_is_asked_for(article: ArticlePage) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    assert send(article, strict, answer="yes").status_code == 303


def test_a_database_that_is_away_frightens_nobody(
    article: ArticlePage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*args: object) -> None:
        raise DatabaseError("quokka")

    monkeypatch.setattr(Feedback.objects, "count_one", away)
    quiet(send(article, answer="yes"), 503)
    assert "feedback not taken: DatabaseError" in caplog.text
    assert "quokka" not in caplog.text
