"""English and Spanish: the same addresses under /es/, and each page names its other."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Locale

from articles.models import ArticlePage
from tests.articles.conftest import words

Read = Callable[..., BeautifulSoup]


@pytest.fixture
def spanish(article: ArticlePage) -> ArticlePage:
    """The first article in Spanish, a draft as yet."""
    locale, _ = Locale.objects.get_or_create(language_code="es")
    copy = article.copy_for_translation(locale, copy_parents=True)
    copy.title, copy.summary = "De adentro hacia afuera", "Una terapia para madres."
    copy.save_revision()
    return copy


def alternates(page: BeautifulSoup) -> dict[str, str]:
    links = page.find_all("link", hreflang=True)
    return {link["hreflang"]: link["href"].split("/", 3)[3] for link in links}


ENGLISH = "/treatment/mothering-from-the-inside-out/"


def test_without_a_translation_nothing_is_offered(read: Read) -> None:
    page = read(ENGLISH)
    assert alternates(page) == {}
    assert not page.select("header a[hreflang]")


def test_a_draft_translation_is_offered_to_nobody(
    spanish: ArticlePage, read: Read, client: Client
) -> None:
    page = read(ENGLISH)
    assert alternates(page) == {}
    assert not page.select("header a[hreflang]")
    assert client.get(f"/es{ENGLISH}").status_code == 404


def test_a_live_translation_is_named_both_ways(spanish: ArticlePage, read: Read) -> None:
    spanish.get_latest_revision().publish()
    expected = {"en": ENGLISH[1:], "es": f"es{ENGLISH}"}
    for url in (ENGLISH, f"/es{ENGLISH}"):
        assert alternates(read(url)) == expected


def test_one_switch_leads_there_and_back(spanish: ArticlePage, read: Read) -> None:
    spanish.get_latest_revision().publish()
    (there,) = read(ENGLISH).select("header a[hreflang]")
    assert (words(there), there["lang"], there["href"]) == ("Español", "es", f"/es{ENGLISH}")
    (back,) = read(f"/es{ENGLISH}").select("header a[hreflang]")
    assert (words(back), back["lang"], back["href"]) == ("English", "en", ENGLISH)


def test_the_page_says_its_own_language_whatever_the_browser_says(
    spanish: ArticlePage, client: Client
) -> None:
    spanish.get_latest_revision().publish()
    for asked in ("es", "en", "fr"):
        response = client.get(f"/es{ENGLISH}", headers={"accept-language": asked})
        page = BeautifulSoup(response.content, "html.parser")
        assert page.html["lang"] == "es"
        assert words(page.h1) == "De adentro hacia afuera"
        assert response.headers["Content-Language"] == "es"
        assert "Accept-Language" not in response.headers.get("Vary", "")


def test_related_search_and_topic_stay_in_their_language(spanish: ArticlePage, read: Read) -> None:
    spanish.get_latest_revision().publish()
    assert [a["href"] for a in read("/es/treatment/").select(".card a")] == [f"/es{ENGLISH}"]
    english = [a["href"] for a in read("/treatment/").select(".card a")]
    assert f"/es{ENGLISH}" not in english
    cards = read("/es/search/?q=madres").main.select(".cards .card")
    results = [card.a["href"] for card in cards]
    # Spanish first; then English, marked, but for what stands there in Spanish already.
    assert results[0] == f"/es{ENGLISH}"
    assert ENGLISH not in results
    assert all("(en inglés)" in words(card) for card in cards[1:])
    assert "(en inglés)" not in words(cards[0])


def test_the_menu_leads_to_the_translation_where_there_is_one(
    spanish: ArticlePage, read: Read
) -> None:
    spanish.get_latest_revision().publish()
    links = [a["href"] for a in read(f"/es{ENGLISH}").select("header .menu a")]
    assert "/es/treatment/" in links
    assert "/substances/" in links


def test_a_translation_has_no_review_of_its_own(spanish: ArticlePage, read: Read) -> None:
    spanish.get_latest_revision().publish()
    assert "Robin" not in words(read(f"/es{ENGLISH}").select_one(".byline"))


def test_the_sitemap_lists_both(spanish: ArticlePage, client: Client) -> None:
    spanish.get_latest_revision().publish()
    text = client.get("/sitemap.xml").content.decode()
    assert f"/es{ENGLISH}</loc>" in text
