"""Spanish words find pages under both addresses; pages in Spanish come first under theirs."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from articles.models import ArticlePage
from articles.search import find
from tests.articles.conftest import words

pytestmark = pytest.mark.django_db

Read = Callable[..., BeautifulSoup]

SAID = {
    "metadona": "medications-for-opioid-addiction",
    "mi hijo recayó": "what-relapse-means",
    "adicción a las pastillas para los nervios": "benzodiazepines",
    "mariguana": "cannabis",
    "no tengo seguro para pagar": "paying-for-treatment",
    "mi marido bebe mucho": "alcohol-use-disorder",
    "sobredosis": "opioid-overdose-and-naloxone",
    "privacidad": "your-privacy-rights",
    "estoy embarazada": "pregnancy-and-addiction-treatment",
    "SOBREDOSIS QUE HACER": "opioid-overdose-and-naloxone",
}


@pytest.mark.parametrize(("query", "slug"), SAID.items())
@pytest.mark.parametrize("language", ["en", "es"])
def test_spanish_finds_the_page_under_both_addresses(query: str, slug: str, language: str) -> None:
    # One page in Spanish may stand before a better one in English.
    first = 3 if language == "en" else 4
    assert slug in [article.slug for article in find(query, language)][:first]


def in_spanish(article: ArticlePage) -> ArticlePage:
    locale, _ = Locale.objects.get_or_create(language_code="es")
    copy = article.copy_for_translation(locale, copy_parents=True)
    copy.title, copy.summary = "Cannabis: lo que conviene saber", "Datos tranquilos."
    copy.save_revision().publish()
    return copy


def test_pages_in_spanish_come_first_and_english_ones_say_what_they_are(read: Read) -> None:
    copy = in_spanish(ArticlePage.objects.get(slug="cannabis"))
    cards = read("/es/search/?q=cannabis").main.select(".card")
    assert cards[0].a["href"] == copy.url
    assert "(en inglés)" not in words(cards[0])
    assert not cards[0].has_attr("lang")
    assert len(cards) > 1
    for card in cards[1:]:
        assert card["lang"] == "en"
        assert words(card.h3).endswith("(en inglés)")
        assert card.select_one(".in-language")["lang"] == "es"
        assert set(card.a.attrs) == {"href"}


def test_an_english_address_finds_english_pages_alone(read: Read) -> None:
    copy = in_spanish(ArticlePage.objects.get(slug="cannabis"))
    page = read("/search/?q=cannabis")
    assert copy.url not in [a["href"] for a in page.main.select(".cards a")]
    assert "(in English)" not in words(page.main)
