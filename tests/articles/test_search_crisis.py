"""A number stands before the results where the words say that somebody may be in danger."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Helpline
from articles.search.crisis import Danger, dangers_in
from tests.articles.conftest import words
from tests.bench.search import queries

pytestmark = pytest.mark.django_db

Read = Callable[..., BeautifulSoup]

DANGERS = {
    "my son wont wake up": Danger.OVERDOSE,
    "My son won’t wake up!!": Danger.OVERDOSE,
    "she is unconcious and her lips are blu": Danger.OVERDOSE,
    "no respira": Danger.OVERDOSE,
    "stopped drinking and sees snakes": Danger.WITHDRAWAL,
    "dejó el alcohol y está temblando": Danger.WITHDRAWAL,
    "shes having a siezure": Danger.EMERGENCY,
    "he wants to kill himself": Danger.SUICIDE,
    "quiero morirme": Danger.SUICIDE,
    "toddler ate a gummy": Danger.POISON,
    "took 30 tylenol": Danger.POISON,
    "my husband beat me": Danger.VIOLENCE,
    "me pega mi esposo": Danger.VIOLENCE,
    "she leaves the kids home alone to use": Danger.CHILD,
    "up for five days on meth": Danger.STIMULANT,
    "oye voces": Danger.STIMULANT,
    "im pregnant and shooting heroin": Danger.PREGNANCY,
    "i need an ambulance": Danger.OTHER,
}
CALM = [
    "what are the blue pills m30",
    "narcan free in pennsylvania",
    "how to stop enabling",
    "talk to my 13 year old about vaping",
    "kick my habit",
    "how much does rehab cost",
    "wake up call for families",
    "cannabis and the brain",
    "he wont move out of my house",
    "hit rock bottom",
    "cómo hablar con mi hijo",
    "tratamiento con metadona",
    "",
    "zzzz",
]


def panel(page: BeautifulSoup) -> Tag | None:
    return page.main.select_one(".urgent.danger")


@pytest.mark.parametrize(("query", "danger"), DANGERS.items())
def test_a_danger_is_known_by_its_state(query: str, danger: Danger) -> None:
    assert danger in dangers_in(query)


@pytest.mark.parametrize("query", CALM)
def test_a_calm_query_shows_no_panel(query: str, read: Read) -> None:
    assert dangers_in(query) == []
    assert panel(read(f"/search/?q={query}")) is None


def test_every_crisis_of_the_benchmark_is_flagged_and_hardly_a_calm_query() -> None:
    # Of `unseen` nobody looks at the single queries: it is there to measure.
    rows = [row for row in queries() if row["file"] != "unseen"]
    missed = [row["q"] for row in rows if row["crisis"] and not dangers_in(row["q"])]
    calm = [bool(dangers_in(row["q"])) for row in rows if not row["crisis"]]
    assert missed == []
    assert sum(calm) / len(calm) <= 0.1


def test_the_panel_stands_in_main_before_the_results_and_links_to_no_article(read: Read) -> None:
    page = read("/search/?q=my son wont wake up")
    found = panel(page)
    assert found is not None
    assert words(found.h2) == "Someone may be in danger."
    assert [link["href"] for link in found.find_all("a")] == ["tel:911"]
    assert "Call 911, then give naloxone, if you have it. Stay." in words(found)
    first = page.main.select_one(".cards a")
    assert first is not None
    assert page.main.find_all(["section", "a"]).index(found) < page.main.find_all(
        ["section", "a"]
    ).index(first)
    assert page.main.select(".cards a"), "the results follow"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("he wants to kill himself", "tel:988"),
        ("baby swallowed a pill", "tel:+18002221222"),
        ("my husband beat me", "tel:911"),
        ("mi hija se quiere morir", "tel:988"),
    ],
)
def test_each_danger_has_its_number(query: str, first: str, read: Read) -> None:
    found = panel(read(f"/search/?q={query}"))
    assert found is not None
    assert found.a["href"] == first


def test_the_numbers_come_from_the_registry(read: Read) -> None:
    """One that nobody checked is text, as everywhere; one that is gone leaves the sentence."""
    Helpline.objects.filter(key="poison-control").update(call="1-800-555-0199", checked_how="not")
    found = panel(read("/search/?q=baby swallowed a pill"))
    assert found is not None
    assert words(found.select_one(".number")) == "1-800-555-0199"
    Helpline.objects.all().delete()
    found = panel(read("/search/?q=baby swallowed a pill"))
    assert found is not None
    assert "call 911" in words(found)
    assert found.find_all("a") == []


def test_a_plea_longer_than_the_box_is_read(read: Read) -> None:
    long = "we have had such a hard year with him and " * 8
    assert panel(read(f"/search/?q={long} now he is not breathing")) is not None


def test_nothing_found_still_shows_the_number(read: Read) -> None:
    page = read("/es/search/?q=desmayada")
    found = panel(page)
    assert found is not None
    assert words(found.h2) == "Alguien puede estar en peligro."


def test_a_crisis_asks_one_query_more_than_a_calm_one() -> None:
    client = Client()
    counts = []
    for query in ("naloxone", "naloxone he is not breathing"):
        client.get("/search/", {"q": query})
        with CaptureQueriesContext(connection) as captured:
            client.get("/search/", {"q": query})
        counts.append(len(captured))
    assert counts[1] <= counts[0] + 1
