"""A shared cache that is gone costs no page and no plea; `/readyz` says so."""

import pytest
from django.core.cache import caches
from django.test import Client

from contact.models import IntakeRequest
from tests.contact.words import SHORT

AWAY = {
    "default": {
        "BACKEND": "recovery_site.public.cache.CacheThatMayBeAway",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
}


@pytest.fixture
def away(db: None, settings: object) -> Client:
    settings.CACHES = AWAY
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "path", ["/", "/treatment/mothering-from-the-inside-out/", "/search/?q=pills", "/contact/"]
)
def test_pages_are_served(away: Client, path: str) -> None:
    assert away.get(path, secure=True).status_code == 200


def test_a_request_is_taken_and_thanked_for(away: Client) -> None:
    answer = away.post("/contact/", SHORT, secure=True)
    assert answer.status_code == 303
    assert away.get(answer.headers["Location"], secure=True).status_code == 200
    assert IntakeRequest.objects.get().suspected is False
    assert away.post("/contact/", {"message": "kept"}, secure=True).status_code == 422


def test_readyz_says_so(away: Client) -> None:
    answer = away.get("/readyz", secure=True)
    assert answer.status_code == 503
    assert answer.json()["checks"]["cache"] is False


def test_every_way_to_ask_it_gives_nothing(away: Client) -> None:
    cache = caches["default"]
    assert cache.get("a", "else") == "else"
    assert cache.add("a", 1) is False
    assert cache.set("a", 1) is None
    assert cache.get_many(["a"]) == {}
    assert cache.set_many({"a": 1}) == ["a"]
    assert cache.delete("a") is False
    assert cache.delete_many(["a"]) is None
    assert cache.touch("a") is False
    assert cache.has_key("a") is False
    assert cache.incr("a") == 0
    assert cache.get_or_set("a", 5) == 5


@pytest.mark.redis
def test_one_that_is_there_works_as_any(settings: object) -> None:
    from tests.services import REDIS_URL

    settings.CACHES = {"default": AWAY["default"] | {"LOCATION": REDIS_URL}}
    cache = caches["default"]
    cache.set("recovery-test", 1, 5)
    assert cache.incr("recovery-test") == 2
    assert cache.get("recovery-test") == 2
    cache.delete("recovery-test")
