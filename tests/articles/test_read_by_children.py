"""What a child reads leads to an adult they trust, ChildLine and 988, and never to our form."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse

from articles.demo.content import read_all
from articles.models import ArticlePage, Organisation, RoutePage
from tests.articles.conftest import words
from tests.articles.test_every_sample_article import ARTICLES

Read = Callable[..., BeautifulSoup]
Edit = Callable[..., HttpResponse]
New = Callable[..., ArticlePage]

ARTICLE, ROUTE = ARTICLES["when-your-parent-uses"], "/my-parent/"
ASK = [{"type": "call_to_action", "value": None}]


def offers_our_form(page: BeautifulSoup) -> list[str]:
    """Whatever on the page is our form, a call to action or a link to the form."""
    # "Was this page helpful?" stands on every article, and leads a child elsewhere.
    forms = "form:not([action^='/helpful/'])"
    found = page.select(f"{forms}, .callout.ask, [href*='/contact'], script[src*='ask'], #ask")
    return [str(tag)[:80] for tag in found]


def test_the_flag_comes_from_the_sample_s_files(db: None) -> None:
    assert [row["slug"] for row in read_all("articles") if row.get("read_by_children")] == [
        "when-your-parent-uses"
    ]
    assert ArticlePage.objects.get(read_by_children=True).slug == "when-your-parent-uses"
    assert set(RoutePage.objects.filter(read_by_children=True).values_list("slug", flat=True)) == {
        "my-parent"
    }


@pytest.mark.parametrize("url", [ARTICLE, ROUTE])
def test_no_form_no_call_to_action_and_no_link_to_the_form(url: str, read: Read) -> None:
    assert offers_our_form(read(url)) == []
    assert offers_our_form(read("/my-teenager/")) != []


@pytest.mark.parametrize("url", [ARTICLE, ROUTE])
def test_an_adult_they_trust_then_childline_and_988(url: str, read: Read) -> None:
    help_ = read(url).select_one(".child-help")
    assert words(help_.h3) == "An adult you trust"
    assert "a school counselor" in words(help_)
    calls = [a["href"] for a in help_.select("a")]
    assert calls == ["tel:+18009320313", "tel:988"]
    names = [words(name) for name in help_.select(".helpline-name")]
    assert names == ["ChildLine, Pennsylvania", "988 Suicide and Crisis Lifeline"]


def test_the_route_leads_a_child_there_before_any_step(read: Read) -> None:
    page = read(ROUTE)
    first, second = page.select(".route > .urgent, .route > section")[:2]
    assert "urgent" in first["class"]
    assert words(second.h2) == "If you are a child or a teenager, start here"
    assert page.select_one("ol.steps").find_previous("section", class_="child-help")


def test_the_article_s_next_step_leads_there_and_to_no_article_for_adults(read: Read) -> None:
    page = read(ARTICLE)
    step = words(page.select_one(".next-step"))
    for needed in ("adult that you trust", "ChildLine", "988"):
        assert needed in step
    assert page.select(".related, .card") == []
    assert page.select_one(".next-step").find_next("section")["class"] == ["child-help"]


def test_get_help_now_leads_to_who_to_call_and_never_to_the_form(read: Read) -> None:
    def ways() -> set[str]:
        page = read(ARTICLE)
        return {a["href"] for a in page.find_all("a") if words(a) == "Get help now"}

    assert ways() == {ARTICLES["who-to-call-988-and-helplines"]}
    Organisation.objects.get().help_page.unpublish()
    assert ways() == {"#child-help"}
    assert offers_our_form(read(ARTICLE)) == []
    assert offers_our_form(read(ROUTE)) == []


def test_an_editor_sets_it_on_any_article(new_article: New, edit: Edit, read: Read) -> None:
    page = new_article("Sleep", body=ASK)
    shown = read(page.url)
    assert shown.select_one("aside form")
    assert shown.select_one(".callout.ask")
    said = {"read_by_children": "on"}
    assert edit(page, "publish", **said).status_code == 302
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.read_by_children
    page.body = ASK
    page.save_revision().publish()
    assert offers_our_form(read(page.url)) == []


def test_without_an_urgent_box_the_adult_they_trust_remains(new_article: New, read: Read) -> None:
    page = read(new_article("Sleep", read_by_children=True).url)
    assert words(page.select_one(".child-help h3")) == "An adult you trust"
    assert page.select_one(".child-help .helplines") is None
