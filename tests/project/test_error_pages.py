"""What an error page says, also when the database is what broke."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import get_resolver

from recovery_site.public.errors import method_not_allowed
from tests.project.processes import AWAY, Site

STATUSES = [400, 403, 404, 500]
HEADINGS = {
    400: "We could not read that request",
    403: "This page is not open to you",
    404: "There is no page here",
    405: "This page only reads",
    500: "Something broke on our side",
}


def stands(page: str, status: int) -> None:
    assert f"<h1>{HEADINGS[status]}</h1>" in page
    main = page.partition("<main")[2]
    for target in ("tel:911", "tel:988", "/leave/"):
        assert f'href="{target}"' in main
    links = re.findall(r'href="(/[^"]*)"', main)
    assert {"/", "/search/", "/contact/"} <= set(links)
    assert len(re.findall(r"<h1", page)) == 1
    assert '<html lang="en">' in page


def own_number(page: str) -> None:
    assert 'href="tel:+18883800342"' in page
    assert "(888) 380-0342" in page


@pytest.mark.parametrize("status", STATUSES)
def test_each_shows_the_numbers_and_a_way_onward(db: None, rf: object, status: int) -> None:
    from articles.templatetags.site import remember

    remember()
    answer = (
        get_resolver().resolve_error_handler(status)(rf.get("/"), exception=None)
        if (status != 500)
        else get_resolver().resolve_error_handler(500)(rf.get("/"))
    )
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    stands(answer.content.decode(), status)
    own_number(answer.content.decode())


@pytest.mark.parametrize("status", STATUSES)
def test_each_asks_the_database_for_nothing(rf: object, status: int) -> None:
    """No `db` fixture here: a query would raise."""
    handler = get_resolver().resolve_error_handler(status)
    answer = handler(rf.get("/")) if status == 500 else handler(rf.get("/"), exception=None)
    stands(answer.content.decode(), status)
    stands(method_not_allowed(rf.get("/")).content.decode(), 405)


def test_a_view_that_raises_is_a_500_without_its_words(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*words: str) -> None:
        raise ValueError(words)

    monkeypatch.setattr("articles.views.find", broken)
    answer = client.get("/search/?q=quokka", secure=True)
    assert answer.status_code == 500
    stands(answer.content.decode(), 500)
    assert "quokka" not in unescape(answer.content.decode())


def test_when_the_database_is_gone(own_site: Site) -> None:
    seen = own_site.python(
        AWAY
        + """
asked = [("get", "/"), ("get", "/treatment/"), ("get", "/no-such-page/"), ("get", "/contact/"),
         ("get", "/search/?q=help"), ("get", "/%00"), ("post", "/search/"), ("put", "/contact/")]
answers = [getattr(client, method)(path) for method, path in asked]
say([[answer.status_code, answer.content.decode()] for answer in answers])
"""
    )
    assert [status for status, _page in seen][-3:] == [400, 405, 405]
    assert {status for status, _page in seen[:5]} <= {404, 500}
    for status, page in seen:
        stands(page, status)
        own_number(page)


def test_a_process_that_never_reached_its_database(own_site: Site) -> None:
    away = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    with own_site.gunicorn(**away) as served:
        answer = served.send(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        health = served.send(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
    head, _, page = answer.partition(b"\r\n\r\n")
    assert b" 500 " in head.splitlines()[0]
    stands(page.decode(), 500)
    assert health.endswith(b"ok\n")


def test_a_page_says_nothing_that_is_not_so(rf: object) -> None:
    """Nobody is told of a 500: there is no channel that would tell them."""
    page = get_resolver().resolve_error_handler(500)(rf.get("/")).content.decode()
    assert "We have been told" not in page
