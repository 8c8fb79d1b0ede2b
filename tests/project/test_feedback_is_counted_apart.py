"""However often a page is called helpful, a plea for help is not suspected or refused for it."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from articles.models import ArticlePage
from contact.models import IntakeRequest
from recovery_site.public.rate_limit import PLEAS, budget
from tests.articles.helpful import send, stored
from tests.contact.words import SHORT

pytestmark = pytest.mark.django_db

THOUSAND = 1000


@pytest.fixture(autouse=True)
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand posts take longer than a second; the window must not end among them."""
    monkeypatch.setattr("recovery_site.public.rate_limit._window", lambda: 7)


def plea(client: Client) -> Any:
    return client.post("/contact/", SHORT, secure=True)


def test_a_thousand_answers_leave_the_form_s_counters_alone(article: ArticlePage) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    for n in range(THOUSAND):
        assert send(article, client, answer="yes" if n % 2 else "no").status_code == 303
    names = [name.split(":", 2)[2] for name in cache._cache]  # type: ignore[attr-defined]
    assert any(name.startswith("rate:7:helpful:") for name in names)
    assert not any(name.startswith(f"rate:7:{PLEAS}:") for name in names)
    assert plea(client).status_code == 303
    assert [row.suspected for row in IntakeRequest.objects.all()] == [False]


def test_past_the_ceiling_of_everyone_a_plea_is_still_taken(
    article: ArticlePage, settings: Any
) -> None:
    settings.RATE_LIMIT_SITE = 5
    for n in range(20):
        send(article, Client(REMOTE_ADDR=f"192.0.2.{n}"), answer="yes")
    assert plea(Client(REMOTE_ADDR="192.0.2.99")).status_code == 303


def test_nor_do_pleas_use_up_the_answers(article: ArticlePage, settings: Any) -> None:
    settings.RATE_LIMIT_ADDRESS = 2
    client = Client(REMOTE_ADDR="192.0.2.7")
    for _ in range(5):
        plea(client)
    send(article, client, answer="yes")
    assert stored() == {"yes": 1}


@pytest.mark.parametrize("limit", ["RATE_LIMIT_ADDRESS", "RATE_LIMIT_SITE"])
def test_past_its_own_limit_it_thanks_as_ever_and_stores_nothing(
    article: ArticlePage, settings: Any, limit: str
) -> None:
    setattr(settings, limit, 3)
    client = Client(REMOTE_ADDR="192.0.2.7")
    answers = [send(article, client, answer="yes") for _ in range(6)]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert client.get(answers[-1].headers["Location"]).status_code == 200
    assert stored() == {"yes": 3}


def test_one_address_is_not_to_be_recognised_in_both_counts(article: ArticlePage) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    plea(client)
    send(article, client, answer="yes")
    last = [name.rpartition(":")[2] for name in cache._cache]  # type: ignore[attr-defined]
    hashes = [name for name in last if len(name) == 64]
    assert len(hashes) == len(set(hashes)) == 2


def test_a_view_that_names_no_budget_is_counted_as_a_plea() -> None:
    assert budget(object()) == PLEAS
