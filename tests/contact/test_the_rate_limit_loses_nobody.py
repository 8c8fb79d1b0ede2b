"""Past the limit of one address a request is suspected, never refused; only a flood gets a 503."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from contact.models import IntakeRequest, Notice
from recovery_site.public.rate_limit import address
from tests.contact.words import FULL, SHORT, found_in

LIMIT = 3


@pytest.fixture(autouse=True)
def low(settings: Any) -> None:
    settings.RATE_LIMIT_ADDRESS = LIMIT
    settings.RATE_LIMIT_SITE = 6


def send(number: int, peer: str = "192.0.2.7", **headers: str) -> Any:
    client = Client(REMOTE_ADDR=peer, raise_request_exception=False)
    typed = FULL | {"message": f"canarymessage {number}"}
    return client.post("/contact/", typed, secure=True, headers=headers)


def suspected() -> list[bool]:
    return list(IntakeRequest.objects.order_by("created_at").values_list("suspected", flat=True))


def test_past_the_limit_of_an_address_it_is_stored_as_suspected(db: None) -> None:
    assert [send(n).status_code for n in range(LIMIT + 2)] == [303] * (LIMIT + 2)
    assert suspected() == [False] * LIMIT + [True] * 2
    last = IntakeRequest.objects.latest("created_at")
    assert last.open()["suspected_for"] == "many from one address"
    assert Notice.objects.filter(kind="suspected").count() == 2


def test_another_address_is_not_touched_by_it(db: None) -> None:
    for n in range(LIMIT + 1):
        send(n)
    send(9, peer="192.0.2.8")
    assert suspected()[-1] is False


def test_what_another_site_makes_a_browser_send_is_not_counted(db: None) -> None:
    for n in range(10):
        assert send(n, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert send(11).status_code == 303
    assert suspected() == [False]


def test_one_machine_does_not_close_the_form_for_everyone(db: None) -> None:
    answers = [send(n).status_code for n in range(12)]
    assert answers.count(503) == 12 - LIMIT - 6
    assert send(13, peer="192.0.2.99").status_code == 303


def test_only_past_the_site_wide_ceiling_it_is_a_503_that_keeps_what_was_typed(db: None) -> None:
    for n in range(6):
        assert send(n, peer=f"192.0.2.{n}").status_code == 303
    answer = send(7, peer="192.0.2.99")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "(888) 380-0342" in page
    for word in ("canarymessage 7", "Wilhelmina", "quokka", "Canaryinsurer"):
        assert word in page
    assert IntakeRequest.objects.count() == 6


def test_reading_is_not_counted(db: None, client: Client) -> None:
    for _ in range(20):
        client.get("/contact/", secure=True)
    assert send(1).status_code == 303
    assert suspected() == [False]


def test_what_is_added_on_the_thanks_page_counts_too(db: None) -> None:
    thanks = send(1).headers["Location"]
    client = Client(REMOTE_ADDR="192.0.2.7")
    for hour in ("morning", "afternoon", "evening"):
        client.post(thanks, {"best_time": hour}, secure=True)
    assert send(2).status_code == 303
    assert suspected() == [False, True]


def test_a_new_window_begins_afresh(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(LIMIT + 1):
        send(n)
    monkeypatch.setattr("recovery_site.public.rate_limit._window", lambda: 7)
    send(8)
    assert suspected()[-1] is False


def test_the_cache_holds_no_address_and_no_word(db: None) -> None:
    send(1, peer="203.0.113.77")
    held = repr(getattr(cache, "_cache", {})).encode()
    assert b"rate:" in held
    assert b"203.0.113" not in held
    assert found_in(held) == []


def test_a_cache_that_is_away_costs_no_plea(db: None, settings: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert send(1).status_code == 303
    assert suspected() == [False]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "peer", "expected"),
    [
        (0, "", "192.0.2.7", "192.0.2.7"),
        (0, "198.51.100.1", "192.0.2.7", "192.0.2.7"),
        (1, "198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.2", "10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.1", "10.0.0.1"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "not an address", "10.0.0.1", "10.0.0.1"),
        (1, "<script>, \x00", "10.0.0.1", "10.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "10.0.0.1", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:ffff::9", "10.0.0.1", "2001:db8:1:2::/64"),
        (1, "::ffff:198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (0, "", "", ""),
    ],
)
def test_the_address_is_the_peers_or_as_many_hops_away_as_we_have_proxies(
    settings: Any, proxies: int, forwarded: str, peer: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().post("/contact/", REMOTE_ADDR=peer, headers=headers)
    assert address(request) == expected


def test_a_forged_hop_gives_no_fresh_count(db: None, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    for n in range(LIMIT + 1):
        send(n, **{"X-Forwarded-For": f"6.6.6.{n}, 198.51.100.1"})
    assert suspected()[-1] is True


def test_the_short_form_is_counted_like_the_long_one(db: None) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    for n in range(LIMIT + 1):
        client.post("/contact/", SHORT | {"message": str(n)}, secure=True)
    assert suspected()[-1] is True
