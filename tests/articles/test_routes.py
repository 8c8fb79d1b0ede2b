"""A route orders the steps for one kind of reader, whatever happens to the pages it leads to."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from articles.demo.routes import rows
from articles.models import ArticlePage, HomePage, Organisation, RoutePage
from articles.readability import plain, sentences
from tests.articles.conftest import words
from tests.articles.test_queries import queries

Read = Callable[..., BeautifulSoup]

ROUTES = {row["slug"]: row for row in rows()}
WHO = {
    "my-teenager": "My teenager",
    "my-grown-child": "My grown son or daughter",
    "my-partner": "My partner",
    "my-parent": "My parent",
    "myself": "Myself",
    "someone-at-work": "Someone I work with",
}
PARTS = ["Tonight", "This week", "Later"]


def steps(page: BeautifulSoup) -> list[Tag]:
    return page.select(".route .steps > li")


def links(page: BeautifulSoup) -> list[str]:
    return [a["href"] for a in page.select(".steps .onward a")]


def step(page: Page | None = None, when: str = "tonight", text: str = "Rest.") -> dict[str, Any]:
    value = {"when": when, "text": f"<p>{text}</p>", "page": page and page.pk, "sources": []}
    return {"type": "step", "value": value}


@pytest.fixture
def new_route(db: None) -> Callable[..., RoutePage]:
    """`new_route([step(page)])`: a live route to these pages."""

    def make(body: list[dict[str, Any]], title: str = "My friend") -> RoutePage:
        route = RoutePage(title=title, who=title, summary="For friends.", body=body)
        HomePage.objects.get(locale=Locale.get_default()).add_child(instance=route)
        route.save_revision().publish()
        return RoutePage.objects.get(pk=route.pk)

    return make


# --- The sample's six --------------------------------------------------------------------


def test_the_home_page_asks_who_is_read_for_and_leads_to_each_route(read: Read) -> None:
    section = read("/").find("section", attrs={"aria-labelledby": "reading-for"})
    assert words(section.h2) == "Who are you reading for?"
    listed = {a["href"]: words(a) for a in section.select("a")}
    assert list(listed.items()) == [(f"/{slug}/", who) for slug, who in WHO.items()]


@pytest.mark.parametrize("slug", ROUTES)
def test_a_route_says_what_to_do_tonight_this_week_and_later(slug: str, read: Read) -> None:
    page, row = read(f"/{slug}/"), ROUTES[slug]
    assert [words(h1) for h1 in page.find_all("h1")] == [row["title"]]
    sections = [words(h) for h in page.select(".route section > h2") if words(h) in PARTS]
    assert sections == PARTS
    said = [words(p) for p in page.select(".steps > li > p:not(.onward)")]
    assert len(said) == len(steps(page)) == len(row["steps"])
    assert [step["when"] for step in row["steps"]] == sorted(
        (step["when"] for step in row["steps"]), key=["tonight", "this_week", "later"].index
    )


@pytest.mark.parametrize("slug", ROUTES)
def test_danger_stands_before_every_step(slug: str, read: Read) -> None:
    page = read(f"/{slug}/")
    urgent = page.select_one(".route > .urgent")
    assert [words(t) for t in urgent.select(".trigger")] == [
        sign["trigger"] for sign in ROUTES[slug]["urgent"]
    ]
    assert urgent.select("a[href^='tel:']")
    assert not [a for a in urgent.select("a") if not a["href"].startswith("tel:")]
    assert not urgent.find_previous("ol", class_="steps")


@pytest.mark.parametrize("slug", ROUTES)
def test_a_step_is_a_sentence_or_two_with_one_link_that_is_answered(
    slug: str, read: Read, client: Client
) -> None:
    page = read(f"/{slug}/")
    for given, shown in zip(ROUTES[slug]["steps"], steps(page), strict=True):
        assert 1 <= len(sentences(plain(given["html"]))) <= 2, given["html"]
        links = [a["href"] for a in shown.select("a") if not a.find_parent("sup")]
        ways = [link for link in links if not link.startswith("tel:")]
        assert len(ways) == bool(given.get("link"))
        for way in ways:
            assert client.get(way).status_code == 200
        cited = [words(mark) for mark in shown.select("sup a")]
        assert len(cited) == len(given.get("sources") or [])
    numbers = {words(mark) for mark in page.select(".steps sup a")}
    assert len(page.select(".sources ol > li")) == len(numbers)
    assert "No clinician has reviewed this page yet." in words(page.main)


@pytest.mark.parametrize("slug", sorted(set(ROUTES) - {"my-parent"}))
def test_a_route_for_adults_ends_with_the_offer_of_a_call(slug: str, read: Read) -> None:
    page = read(f"/{slug}/")
    assert page.select_one(".callout.ask a[href='/contact/']")
    assert not page.select("main form")
    assert not page.select(".child-help")


def test_the_way_back_is_the_home_page_and_its_question(read: Read) -> None:
    page = read("/my-partner/")
    assert [a["href"] for a in page.select(".crumbs a")] == ["/"]
    assert page.select_one("a[href='/#reading-for']")


def test_search_offers_the_route_after_the_articles(read: Read) -> None:
    page = read("/search/?q=my+teenager")
    route = page.main.find("a", href="/my-teenager/")
    assert route is not None
    assert route.find_previous(class_="card")
    assert not [a for a in page.select(".cards a") if a["href"] == "/my-teenager/"]
    nothing = [a["href"] for a in read("/search/?q=zzzzqqqq").main.select("ul.topics a")]
    assert {f"/{slug}/" for slug in ROUTES} <= set(nothing)


def test_a_route_is_offered_only_for_all_of_the_words(read: Read) -> None:
    page = read("/search/?q=teenager+kratom")
    assert page.main.select(".cards a")
    assert not page.main.find("a", href="/my-teenager/")


def test_a_route_that_was_taken_off_is_not_found(read: Read) -> None:
    RoutePage.objects.get(slug="my-teenager", locale__language_code="en").unpublish()
    for query in ("my+teenager", "zzzzqqqq"):
        assert not read(f"/search/?q={query}").main.find("a", href="/my-teenager/")


# --- What may be missing -----------------------------------------------------------------


def test_a_step_whose_page_is_gone_stands_without_a_link(
    article: ArticlePage, new_route: Callable[..., RoutePage], read: Read
) -> None:
    other = ArticlePage.objects.get(slug="cannabis")
    url = new_route([step(article, text="One."), step(other, text="Two.")]).url
    assert links(read(url)) == [article.url, other.url]
    article.unpublish()
    assert links(read(url)) == [other.url]
    other.delete()
    page = read(url)
    assert links(page) == []
    assert [words(s) for s in steps(page)] == ["One.", "Two."]


def test_a_private_page_is_not_offered(
    article: ArticlePage, new_route: Callable[..., RoutePage], read: Read
) -> None:
    url = new_route([step(article)]).url
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
    assert links(read(url)) == []
    assert words(steps(read(url))[0]) == "Rest."


@pytest.mark.parametrize("slug", ROUTES)
def test_a_route_whose_pages_are_all_gone_still_says_what_to_do(slug: str, read: Read) -> None:
    for page in ArticlePage.objects.all():
        page.delete()
    page = read(f"/{slug}/")
    assert links(page) == []
    assert len(steps(page)) == len(ROUTES[slug]["steps"])


def test_an_empty_route_stands_and_leads_to_who_to_call(
    new_route: Callable[..., RoutePage], read: Read
) -> None:
    page = read(new_route([]).url)
    assert "There are no steps here yet." in words(page.main)
    assert words(page.find("a", string="See who you can call.")) == "See who you can call."
    Organisation.objects.get().help_page.unpublish()
    page = read(new_route([], "Another").url)
    assert "There are no steps here yet." in words(page.main)
    assert page.find("a", string="See who you can call.") is None


def test_a_part_without_steps_is_left_out(new_route: Callable[..., RoutePage], read: Read) -> None:
    page = read(new_route([step(when="later")]).url)
    assert [words(h) for h in page.select(".route section > h2")] == ["Later"]


def test_a_route_that_is_gone_leaves_the_home_page_quietly(read: Read, client: Client) -> None:
    gone, private, draft, *rest = RoutePage.objects.filter(locale=Locale.get_default()).order_by(
        "path"
    )
    gone.delete()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    draft.unpublish()
    listed = [a["href"] for a in read("/").select(".routes a")]
    assert listed == [route.url for route in rest]
    assert client.get("/my-teenager/").status_code == 404
    for route in rest:
        route.unpublish()
    assert "Who are you reading for?" not in words(read("/").main)


def test_the_order_is_the_one_of_the_explorer(read: Read) -> None:
    last, first = (
        RoutePage.objects.get(slug="myself", locale__language_code="en"),
        RoutePage.objects.get(slug="my-teenager", locale__language_code="en"),
    )
    last.move(first, pos="left")
    assert read("/").select_one(".routes a")["href"] == "/myself/"


# --- In the admin ------------------------------------------------------------------------


def test_an_editor_writes_and_previews_a_route(signed_in: Any, db: None) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    client = signed_in("editor")
    url = f"/admin/pages/add/articles/routepage/{home.pk}/"
    form = client.get(url)
    assert form.status_code == 200
    assert "read_by_children" in form.content.decode()
    route = RoutePage.objects.get(slug="myself", locale__language_code="en")
    preview = client.get(f"/admin/pages/{route.pk}/view_draft/")
    assert preview.status_code == 200
    assert b"Tonight" in preview.content


# --- Languages and queries ---------------------------------------------------------------


@pytest.fixture
def spanish(article: ArticlePage, new_route: Callable[..., RoutePage]) -> tuple[str, str]:
    """A route of two steps in both languages; the first one's article is in Spanish too."""
    locale, _ = Locale.objects.get_or_create(language_code="es")
    other = ArticlePage.objects.get(slug="cannabis")
    route = new_route([step(article), step(other)])
    copy = route.copy_for_translation(locale)
    copy.title = "Mi amigo"
    copy.save_revision().publish()
    return route.url, copy.url


def test_each_language_names_the_other_and_links_stay_in_it(
    spanish: tuple[str, str], article: ArticlePage, read: Read
) -> None:
    english, espanol = spanish
    assert espanol == f"/es{english}"
    for url in spanish:
        found = {a["hreflang"] for a in read(url).find_all("link", hreflang=True)}
        assert found == {"en", "es"}
    assert links(read(english)) == [article.url, "/substances/cannabis/"]
    # What is not there in Spanish is a step without a link.
    assert links(read(espanol)) == [f"/es{article.url}"]
    assert espanol in [a["href"] for a in read("/es/").select(".routes a")]


@pytest.mark.parametrize("language", [0, 1])
def test_more_steps_ask_no_more(language: int, spanish: tuple[str, str]) -> None:
    route = RoutePage.objects.get(title=("My friend", "Mi amigo")[language])
    few = queries(spanish[language])
    targets = list(ArticlePage.objects.filter(locale=Locale.get_default()))
    route.body = [step(target) for target in targets]
    route.save_revision().publish()
    many = queries(spanish[language])
    assert len(many) == len(few)
