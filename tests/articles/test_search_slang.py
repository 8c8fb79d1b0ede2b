"""Street names, brands, slips of the finger and words that hurt lead to the page that is meant."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from articles.models import Synonym
from articles.search import find
from articles.search.spelling import Spellings, distance

pytestmark = pytest.mark.django_db

OPIOIDS, STIMULANTS = "opioids-heroin-and-fentanyl", "cocaine-and-other-stimulants"
OVERDOSE, MEDICATIONS = "opioid-overdose-and-naloxone", "medications-for-opioid-addiction"

SAID = {
    "percs": OPIOIDS,
    "black tar": OPIOIDS,
    "smack": OPIOIDS,
    "nose candy": STIMULANTS,
    "vyvanse": STIMULANTS,
    "zannies": "benzodiazepines",
    "rivotril": "benzodiazepines",
    "kush": "cannabis",
    "zubsolv": MEDICATIONS,
    "kloxxado": OVERDOSE,
    "gas station heroin": "what-is-kratom-withdrawal",
    "is he a wino": "alcohol-use-disorder",
    "fell off the wagon": "what-relapse-means",
    "my wits end": "boundaries-and-looking-after-yourself",
}
MISSPELT = {
    "heroine adiction": OPIOIDS,
    "fentynal": OPIOIDS,
    "nalaxone": OVERDOSE,
    "benzodiazapines": "benzodiazepines",
    "alchohol use disorder": "alcohol-use-disorder",
    "methodone": MEDICATIONS,
    "bupernorphine": MEDICATIONS,
    "kratem": "what-is-kratom-withdrawal",
    "medicade": "paying-for-treatment",
    "pregnat": "pregnancy-and-addiction-treatment",
}
HURTING = {
    "junkie son": OPIOIDS,
    "crackhead": STIMULANTS,
    "pothead": "cannabis",
    "alcoholic": "alcohol-use-disorder",
    "why do addicts lie": "what-is-addiction",
}


@pytest.mark.parametrize(("query", "slug"), [*SAID.items(), *MISSPELT.items(), *HURTING.items()])
def test_the_page_that_is_meant_is_among_the_first_three(query: str, slug: str) -> None:
    assert slug in [article.slug for article in find(query, "en")][:3]


def test_words_that_hurt_stand_in_synonyms_alone() -> None:
    """A reader who types one sees it in the box again, and goes on with it in Spanish."""
    assert Synonym.objects.filter(words="junkie").exists()
    page = BeautifulSoup(Client().get("/search/?q=junkie").content, "html.parser")
    page.find(id="q").extract()
    page.find("a", hreflang="es").extract()
    assert "junkie" not in str(page).lower()


def test_a_word_that_is_known_is_not_corrected() -> None:
    """`cannabis` is far from `canvas`, and a right word is never exchanged for a near one."""
    known = Spellings(["strips", "steps"])
    assert known.near("stips")[0][1] == 1
    assert [word for word, _ in known.near("strisp")] == ["strips"]
    assert known.near("zzz") == []
    assert known.near("1234") == []


@pytest.mark.parametrize(
    ("one", "two", "slips"),
    [
        ("part", "part", 0),
        ("prat", "part", 1),
        ("kratum", "kratom", 1),
        ("perscription", "prescription", 1),
        ("fentynal", "fentanyl", 2),
        ("abc", "xyz", 3),
        ("", "ab", 2),
    ],
)
def test_slips_are_counted_as_damerau_counted_them(one: str, two: str, slips: int) -> None:
    assert distance(one, two, 3) == distance(two, one, 3) == slips
    assert slips == 0 or distance(one, two, slips - 1) == slips
