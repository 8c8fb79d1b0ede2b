"""`/leave/`: away at once, with this site's traces in the browser emptied, and no cookie lost."""

from typing import Any

import pytest
from django.test import Client

from tests.project.conftest import PATHS


@pytest.mark.parametrize("method", ["get", "head"])
def test_it_empties_cache_and_storage_and_sends_away(client: Client, method: str) -> None:
    """No `db` fixture here: leaving works while the database does not."""
    answer = getattr(client, method)("/leave/", secure=True)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "https://www.weather.gov/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize("name", PATHS)
def test_no_other_answer_does(client: Client, paths: dict[str, str], name: str) -> None:
    assert "Clear-Site-Data" not in client.get(paths[name], secure=True).headers


def test_no_answer_of_the_admin_does(signed_in: Any) -> None:
    client = signed_in("editor")
    for path in ("/admin/", "/admin/login/", "/admin/logout/", "/admin/requests/"):
        assert "Clear-Site-Data" not in client.get(path, secure=True).headers


def test_staff_stay_signed_in(signed_in: Any) -> None:
    client = signed_in("editor")
    client.get("/leave/", secure=True)
    assert client.get("/admin/", secure=True).status_code == 200


def test_where_it_leads_is_nobodys_to_choose(client: Client) -> None:
    for query in ("?next=https://evil.example/", "?to=//evil.example", "?q=%ff"):
        answer = client.get(f"/leave/{query}", secure=True)
        assert answer.headers["Location"] == "https://www.weather.gov/"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_followed(db: None, client: Client, method: str) -> None:
    answer = getattr(client, method)("/leave/", secure=True)
    assert answer.status_code == 405
    assert "Clear-Site-Data" not in answer.headers


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "topic",
        "article",
        "standard",
        "search",
        "contact",
        "spanish-contact",
        "missing",
        "thanks",
    ],
)
def test_every_page_offers_it(client: Client, paths: dict[str, str], name: str) -> None:
    assert 'href="/leave/"' in client.get(paths[name], secure=True).content.decode()
