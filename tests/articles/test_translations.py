"""English and Spanish: the same addresses under /es/, each page names its other, and no way leads
out of the language but the one that says so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from articles.models import ArticlePage, HomePage, Organisation, Review, Reviewer
from tests.articles.conftest import words

Read = Callable[..., BeautifulSoup]

ENGLISH = "/treatment/mothering-from-the-inside-out/"
ALONE = "/substances/cannabis/"
"""An article that is not there in Spanish."""


@pytest.fixture
def spanish(article: ArticlePage) -> ArticlePage:
    """The first article in Spanish, as the sample has it."""
    return article.get_translations().get(locale__language_code="es").specific


def alternates(page: BeautifulSoup) -> dict[str, str]:
    links = page.find_all("link", hreflang=True)
    return {link["hreflang"]: link["href"].split("/", 3)[3] for link in links}


def switch(page: BeautifulSoup) -> tuple[str, str, str]:
    (link,) = page.select("header a[hreflang]")
    assert link["lang"] == link["hreflang"]
    return words(link), link["lang"], link["href"]


def test_a_page_that_is_not_there_offers_the_home_page_of_the_other_language(read: Read) -> None:
    page = read(ALONE)
    assert alternates(page) == {}
    assert switch(page) == ("Inicio en español", "es", "/es/")


def test_without_a_home_page_nothing_is_offered(read: Read) -> None:
    HomePage.objects.get(locale__language_code="es").unpublish()
    assert not read(ALONE).select("header a[hreflang]")


def test_a_draft_translation_is_offered_to_nobody(
    spanish: ArticlePage, read: Read, client: Client
) -> None:
    spanish.unpublish()
    page = read(ENGLISH)
    assert alternates(page) == {}
    assert switch(page)[2] == "/es/"
    assert client.get(f"/es{ENGLISH}").status_code == 404
    assert f"/es{ENGLISH}" not in str(read("/es/treatment/"))


def test_a_live_translation_is_named_both_ways(spanish: ArticlePage, read: Read) -> None:
    expected = {"en": ENGLISH[1:], "es": f"es{ENGLISH}"}
    for url in (ENGLISH, f"/es{ENGLISH}"):
        assert alternates(read(url)) == expected


def test_one_switch_leads_there_and_back(read: Read) -> None:
    assert switch(read(ENGLISH)) == ("Español", "es", f"/es{ENGLISH}")
    assert switch(read(f"/es{ENGLISH}")) == ("English", "en", ENGLISH)


@pytest.mark.parametrize(
    "path", ["/contact/", "/family-plan/", "/glossary/", "/search/", "/search/?q=detox"]
)
def test_the_switch_keeps_the_pages_beside_the_tree(path: str, read: Read) -> None:
    there, back = read(path), read(f"/es{path}")
    assert switch(there) == ("Español", "es", f"/es{path}")
    assert switch(back) == ("English", "en", path)
    # What somebody searched for is no page for engines.
    named = {} if "?" in path else {"en": path[1:], "es": f"es{path}"}
    assert alternates(there) == alternates(back) == named


def test_the_page_says_its_own_language_whatever_the_browser_says(
    spanish: ArticlePage, client: Client
) -> None:
    for asked in ("es", "en", "fr"):
        response = client.get(f"/es{ENGLISH}", headers={"accept-language": asked})
        page = BeautifulSoup(response.content, "html.parser")
        assert page.html["lang"] == "es"
        assert words(page.h1) == spanish.title
        assert response.headers["Content-Language"] == "es"
        assert "Accept-Language" not in response.headers.get("Vary", "")


def test_related_search_and_topic_stay_in_their_language(read: Read) -> None:
    assert [a["href"] for a in read("/es/treatment/").select(".card a")] == [f"/es{ENGLISH}"]
    english = [a["href"] for a in read("/treatment/").select(".card a")]
    assert f"/es{ENGLISH}" not in english
    cards = read("/es/search/?q=mamás en recuperación").main.select(".cards .card")
    results = [card.a["href"] for card in cards]
    # Spanish first; then English, marked, but for what stands there in Spanish already.
    assert results[0] == f"/es{ENGLISH}"
    assert ENGLISH not in results
    languages = [card.get("lang", "es") for card in cards]
    assert languages == sorted(languages, reverse=True)
    for card, language in zip(cards, languages, strict=True):
        assert ("(en inglés)" in words(card)) == (language == "en")


SPANISH = [
    "/es/",
    "/es/treatment/",
    f"/es{ENGLISH}",
    "/es/staying-safe/withdrawal-danger-signs/",
    "/es/help-in-pennsylvania/who-to-call-988-and-helplines/",
    "/es/my-teenager/",
    "/es/privacy/",
    "/es/contact/",
    "/es/glossary/",
    "/es/family-plan/",
    "/es/search/",
    "/es/no-such-page/",
]


@pytest.mark.parametrize("url", SPANISH)
def test_no_link_leads_to_a_page_that_is_not_there_in_spanish(
    url: str, client: Client, db: None
) -> None:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    for link in page.find_all("a", href=True):
        href = link["href"]
        if href.startswith("/") and not link.get("hreflang"):
            assert href.startswith(("/es/", "/leave/")), f"{link}"


def test_a_link_in_a_text_leads_to_the_translation_or_nowhere(
    spanish: ArticlePage, read: Read
) -> None:
    there = Page.objects.get(slug="who-to-call-988-and-helplines", locale__language_code="en")
    alone = Page.objects.get(slug="cannabis")
    text = "".join(
        f'<p><a linktype="page" id="{page.pk}">{page.slug}</a></p>' for page in (there, alone)
    )
    spanish.next_step = text
    spanish.save_revision().publish()
    step = read(f"/es{ENGLISH}").select_one(".next-step")
    assert [a.get("href") for a in step.find_all("a")] == [f"/es{there.url}", None]
    assert "cannabis" in words(step)


def test_the_number_to_get_help_is_the_spanish_page(read: Read) -> None:
    assert Organisation.objects.get().help_page.locale.language_code == "en"
    ways = [a["href"] for a in read(f"/es{ENGLISH}").select("header .button, .phone-bar .button")]
    assert set(ways) == {"/es/help-in-pennsylvania/who-to-call-988-and-helplines/"}


def test_a_translation_says_that_it_waits_for_a_clinician(read: Read) -> None:
    byline = words(read(f"/es{ENGLISH}").select_one(".byline"))
    assert "Esta página se tradujo del inglés." in byline
    assert "Espera la revisión de un profesional clínico que lea español." in byline
    assert "se tradujo" not in words(read(ENGLISH))
    for url in ("/es/treatment/", "/es/my-partner/"):
        assert "Espera la revisión" in words(read(url).main)


def test_a_translation_has_no_review_of_its_source(
    article: ArticlePage, reviewer: Reviewer, read: Read
) -> None:
    due = timezone.localdate() + timedelta(days=365)
    Review.objects.create(article=article, reviewer=reviewer, next_due_on=due)
    assert "Robin" in words(read(ENGLISH).select_one(".byline"))
    assert "Robin" not in words(read(f"/es{ENGLISH}").select_one(".byline"))


def test_the_sitemap_lists_both(client: Client, db: None) -> None:
    text = client.get("/sitemap.xml").content.decode()
    assert f"/es{ENGLISH}</loc>" in text
    assert "/es/glossary/</loc>" in text
