"""The menus are what editors chose, and never lead to a page that is not there."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from articles.models import Menus, Organisation, StandardPage, TopicPage
from tests.articles.conftest import words

Read = Callable[..., BeautifulSoup]


@pytest.fixture
def menus(db: None) -> Menus:
    return Menus.for_site(Site.objects.get(is_default_site=True))


def links(read: Read, part: str, url: str = "/") -> dict[str, str]:
    return {words(a): a["href"] for a in read(url).select(f"{part} nav a")}


def test_the_header_leads_to_the_topics_and_the_footer_to_the_plain_pages(read: Read) -> None:
    topics = {
        topic.title: topic.url for topic in TopicPage.objects.filter(locale__language_code="en")
    }
    assert links(read, "header") == topics
    pages = StandardPage.objects.filter(locale__language_code="en")
    plain = {page.title: page.url for page in pages}
    ours = {"Family plan to print": "/family-plan/", "New articles, as a feed": "/feed/"}
    ours["Words explained"] = "/glossary/"
    assert links(read, "footer") == plain | ours
    assert len(plain) == 8


def test_an_editor_s_label_and_order_are_kept(menus: Menus, read: Read) -> None:
    about, terms = (
        StandardPage.objects.get(slug=slug, locale__language_code="en")
        for slug in ("about-us", "terms")
    )
    menus.header = [("item", {"page": terms, "label": "Rules"}), ("item", {"page": about})]
    menus.save()
    assert list(links(read, "header").items()) == [
        ("Rules", "/terms/"),
        (about.title, "/about-us/"),
    ]


def test_a_page_that_was_taken_off_or_deleted_leaves_the_menu(menus: Menus, read: Read) -> None:
    about, terms = (
        StandardPage.objects.get(slug=slug, locale__language_code="en")
        for slug in ("about-us", "terms")
    )
    menus.header = [("item", {"page": terms}), ("item", {"page": about})]
    menus.save()
    terms.unpublish()
    assert list(links(read, "header").values()) == ["/about-us/"]
    about.delete()
    assert not links(read, "header")
    assert read("/").select_one("header .menu") is None


@pytest.mark.parametrize(
    "url", ["/", "/treatment/", "/myself/", "/search/", "/contact/", "/privacy/"]
)
def test_the_menus_are_on_every_page(url: str, read: Read) -> None:
    assert links(read, "header", url) == links(read, "header")
    assert links(read, "footer", url) == links(read, "footer")


def test_get_help_now_leads_to_the_chosen_page_or_to_the_form(read: Read, db: None) -> None:
    def ways() -> set[str]:
        return {a["href"] for a in read("/").find_all("a") if words(a) == "Get help now"}

    assert ways() == {"/help-in-pennsylvania/who-to-call-988-and-helplines/"}
    Organisation.objects.get().help_page.unpublish()
    assert ways() == {"/contact/"}


def test_breadcrumbs_lead_up_to_the_home_page(read: Read) -> None:
    page = read("/treatment/mothering-from-the-inside-out/")
    steps = [(words(a), a["href"]) for a in page.select(".crumbs a")]
    assert steps == [("Home", "/"), ("Treatment and medications", "/treatment/")]
