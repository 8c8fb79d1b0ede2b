"""A page that moves is found at its old address, once and for good; nothing else leads anywhere."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from articles.models import ArticlePage, TopicPage
from articles.models.pages.base import TAKEN

pytestmark = pytest.mark.django_db
New = Callable[..., ArticlePage]


@pytest.fixture(autouse=True)
def committed(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Wagtail says that a slug changed once the change is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def rename(committed: Callable[..., Any]) -> Callable[[Page, str], None]:
    """Through a draft that goes live, as the desk does it."""

    def change(page: Page, slug: str) -> None:
        with committed():
            draft: Any = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
            draft.slug = slug
            draft.save_revision().publish()

    return change


@pytest.fixture
def move(committed: Callable[..., Any]) -> Callable[[Page, Page], None]:
    def change(page: Page, to: Page) -> None:
        with committed():
            Page.objects.get(pk=page.pk).specific.move(Page.objects.get(pk=to.pk), "last-child")

    return change


def hops(url: str) -> list[tuple[str, int]]:
    """Where a browser comes to, step by step, as far as a page or an error."""
    response: Any = Client(raise_request_exception=False).get(url, follow=True)
    return [*response.redirect_chain, (response.request["PATH_INFO"], response.status_code)]


def leads(old: str, new: str) -> bool:
    return hops(old) == [(new, 301), (new, 200)]


def url(page: Page) -> str:
    return str(Page.objects.get(pk=page.pk).url)


ARTICLE = "/treatment/mothering-from-the-inside-out/"


@pytest.mark.parametrize("language", ["", "/es"])
def test_a_renamed_article_is_found(language: str, rename: Any, client: Client) -> None:
    code = language.strip("/") or "en"
    page = Page.objects.get(slug=ARTICLE.split("/")[2], locale__language_code=code)
    rename(page, "another-name")
    new = f"{language}/treatment/another-name/"
    assert leads(f"{language}{ARTICLE}", new)
    # Without its last stroke it is one step too.
    assert hops(f"{language}{ARTICLE}"[:-1])[0] == (new, 301)
    other = "/es" if not language else ""
    assert client.get(f"{other}{ARTICLE}").status_code == 200


@pytest.mark.parametrize("language", ["", "/es"])
def test_what_stands_below_a_renamed_topic_is_found(language: str, rename: Any) -> None:
    code = language.strip("/") or "en"
    topic = TopicPage.objects.get(slug="treatment", locale__language_code=code)
    below = [url(page) for page in topic.get_children().live()]
    assert below
    rename(topic, "getting-better")
    new = f"{language}/getting-better/"
    assert leads(f"{language}/treatment/", new)
    for old in below:
        assert leads(old, old.replace("/treatment/", "/getting-better/"))
    assert leads(f"{language}/treatment/feed/", f"{new}feed/")


def test_a_moved_article_is_found(topic: TopicPage, new_article: New, move: Any) -> None:
    page = new_article("Sleep")
    move(page, TopicPage.objects.get(slug="treatment", locale__language_code="en"))
    assert leads("/rest/sleep/", "/treatment/sleep/")


def test_twice_is_one_step_and_back_is_none(
    topic: TopicPage, new_article: New, rename: Any
) -> None:
    page = new_article("Sleep")
    rename(page, "second")
    rename(page, "third")
    for old in ("sleep", "second"):
        assert leads(f"/rest/{old}/", "/rest/third/")
    rename(page, "sleep")
    assert hops("/rest/sleep/") == [("/rest/sleep/", 200)]
    for old in ("second", "third"):
        assert leads(f"/rest/{old}/", "/rest/sleep/")
    assert not Redirect.objects.filter(old_path="/rest/sleep").exists()


def test_moved_back_and_taken_down_there_is_no_circle(
    topic: TopicPage, new_article: New, move: Any
) -> None:
    page = new_article("Sleep")
    other = TopicPage.objects.get(slug="treatment", locale__language_code="en")
    move(page, other)
    move(page, topic)
    # As an import could leave it:
    Redirect.add_redirect("/rest/sleep/", redirect_to=Page.objects.get(pk=page.pk))
    assert leads("/treatment/sleep/", "/rest/sleep/")
    ArticlePage.objects.get(pk=page.pk).unpublish()
    assert hops("/rest/sleep/") == [("/rest/sleep/", 404)]
    assert hops("/treatment/sleep/") == [("/treatment/sleep/", 404)]


def test_a_browser_keeps_none_of_it(new_article: New, rename: Any) -> None:
    """One that kept `/a` to `/b` would run in a circle when the page is at `/a` again."""
    rename(new_article("Sleep"), "second")
    answer = Client().get("/rest/sleep/")
    assert answer.status_code == 301
    assert answer.headers["Cache-Control"] == "no-cache"


def test_it_leads_over_no_page_that_is_live(new_article: New, rename: Any, client: Client) -> None:
    rename(new_article("Sleep"), "second")
    other = new_article("Another", slug="sleep")
    assert url(other) == "/rest/sleep/"
    assert hops("/rest/sleep/") == [("/rest/sleep/", 200)]
    assert "Another" in client.get("/rest/sleep/").content.decode()


def test_a_draft_makes_none(
    topic: TopicPage, new_article: New, rename: Any, committed: Any, signed_in: Any, edit: Any
) -> None:
    draft = new_article("Sleep", live=False)
    with committed():
        assert edit(draft, "", "editor", slug="second").status_code == 302
    assert Page.objects.get(pk=draft.pk).slug == "second"
    assert not Redirect.objects.filter(redirect_page=draft).exists()
    assert hops("/rest/sleep/") == [("/rest/sleep/", 404)]
    # A new slug of what is live waits with the rest of its draft.
    live = new_article("Live")
    with committed():
        edit(live, "", "editor", slug="later")
    assert hops("/rest/live/") == [("/rest/live/", 200)]
    assert not Redirect.objects.filter(redirect_page=live).exists()


def test_a_deleted_page_leaves_a_page_that_is_not_there(new_article: New, rename: Any) -> None:
    page = new_article("Sleep")
    rename(page, "second")
    ArticlePage.objects.get(pk=page.pk).delete()
    for old in ("sleep", "second"):
        assert hops(f"/rest/{old}/") == [(f"/rest/{old}/", 404)]


@pytest.mark.parametrize("step", sorted(TAKEN - {"es"}))
@pytest.mark.parametrize("language", ["", "/es"])
def test_what_the_site_answers_is_not_led_away(language: str, step: str) -> None:
    def answer(path: str) -> tuple[int, str]:
        got = Client(raise_request_exception=False).get(path)
        return got.status_code, got.headers.get("Location", "")

    paths = [f"{language}/{step}/", f"{language}/{step}", f"{language}/{step}/nothing-there/"]
    before = [answer(path) for path in paths]
    for path in paths:
        Redirect.add_redirect(path, redirect_to="https://example.org/away", is_permanent=False)
    assert [answer(path) for path in paths] == before


def test_only_readers_are_led(new_article: New, rename: Any) -> None:
    rename(new_article("Sleep"), "second")
    client = Client(raise_request_exception=False)
    assert client.head("/rest/sleep/").status_code == 301
    assert client.post("/rest/sleep/").status_code in (403, 404, 405)


def test_the_answer_says_nothing_of_who_asked(new_article: New, rename: Any) -> None:
    rename(new_article("Sleep"), "second")
    answer: HttpResponse = Client().get("/rest/sleep/?q=my+son+drinks&page=2")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/rest/second/")
    assert not answer.cookies
    assert not answer.content
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


def test_a_redirect_by_hand_leads_where_it_says() -> None:
    Redirect.add_redirect("/old-site.html", redirect_to="/treatment/", is_permanent=False)
    answer = Client().get("/old-site.html")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/treatment/")
    Redirect.add_redirect("/round/", redirect_to="/round/")
    assert hops("/round/") == [("/round/", 404)]


def forms(client: Client, redirect: Redirect) -> Iterator[int]:
    yield client.get(reverse("wagtailredirects:index")).status_code
    yield client.get(reverse("wagtailredirects:edit", args=[redirect.pk])).status_code
    yield client.get(reverse("wagtailredirects:delete", args=[redirect.pk])).status_code


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("editor", [200, 200, 302]),
        ("publisher", [200, 200, 200]),
        ("reviewer", [302, 302, 302]),
        ("intake", [302, 302, 302]),
    ],
)
def test_editors_and_publishers_see_and_mend_them(
    role: str, sees: list[int], signed_in: Any
) -> None:
    redirect = Redirect.add_redirect("/old/", redirect_to="/treatment/")
    client = signed_in(role)
    assert list(forms(client, redirect)) == sees
    topic = TopicPage.objects.get(slug="substances", locale__language_code="en")
    said = {"old_path": "/old/", "site": "", "is_permanent": "on", "redirect_page": topic.pk}
    client.post(reverse("wagtailredirects:edit", args=[redirect.pk]), said)
    may = role in ("editor", "publisher")
    assert hops("/old/")[0] == ("/substances/" if may else "/treatment/", 301)
