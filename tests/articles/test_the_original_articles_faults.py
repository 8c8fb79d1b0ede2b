"""The faults of the article that this site was asked to replace, in words of our own making: each
is found, at its place, and what is no fault is not."""

from typing import Any

import pytest

from articles.editing.flaws import Flaw, Kind
from articles.models import ArticlePage, Checkup, SiteImage
from tests.articles.conftest import stored

pytestmark = pytest.mark.django_db


def prose(said: str, id: str) -> dict[str, Any]:
    return {"type": "text", "id": id, "value": {"text": f"<p>{said}</p>", "sources": stored([])}}


def picture(image: SiteImage, alt: str, id: str) -> dict[str, Any]:
    value = {"image": image.pk, "alt_text": alt, "decorative": False}
    return {"type": "picture", "id": id, "value": {"image": value, "caption": ""}}


@pytest.fixture
def found(new_article: Any) -> list[Flaw]:
    one, other = SiteImage.objects.order_by("pk")[:2]
    page: ArticlePage = new_article(
        "A new therapy for addicted mothers",
        summary="What a study tried.",
        body=[
            prose("Many women meet substance abuse in their own family first.", "family"),
            prose("They may use illicit drugs before they are twenty.", "illicit"),
            prose("About 25% of them live with their children.", "figure"),
            prose("The National Institute on Drug Abuse paid for the study.", "name"),
            prose("Some of them lived through sexual abuse as a child.", "no-fault"),
            picture(one, "A mother with her child", "first-picture"),
            picture(other, "A mother with her child", "second-picture"),
        ],
    )
    return Checkup.objects.get(page=page).found


def at(found: list[Flaw], place: str) -> list[tuple[Kind, str]]:
    return [(flaw.kind, flaw.words) for flaw in found if place in (flaw.block_id, flaw.field)]


def test_addicted_in_the_title(found: list[Flaw]) -> None:
    ((kind, words),) = at(found, "title")
    assert kind in (Kind.STOP, Kind.CHANGE)
    assert "addicted" in words


@pytest.mark.parametrize(
    ("place", "words"), [("family", "substance abuse"), ("illicit", "illicit drugs")]
)
def test_words_that_hurt_in_the_text(found: list[Flaw], place: str, words: str) -> None:
    ((kind, said),) = at(found, place)
    assert kind in (Kind.STOP, Kind.CHANGE, Kind.CONSIDER)
    assert words in said


def test_a_figure_that_nobody_can_trace(found: list[Flaw]) -> None:
    assert at(found, "figure") == [(Kind.UNSOURCED, "25%")]


def test_two_pictures_that_say_the_same(found: list[Flaw]) -> None:
    assert at(found, "first-picture") == []
    assert [kind for kind, _words in at(found, "second-picture")] == [Kind.SAME_ALT]


@pytest.mark.parametrize("place", ["name", "no-fault"])
def test_a_name_and_another_meaning_are_no_fault(found: list[Flaw], place: str) -> None:
    assert at(found, place) == []
