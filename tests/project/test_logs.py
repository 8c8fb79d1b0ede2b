"""What somebody searched or wrote is in no line of the log, whatever breaks."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from contact.models import IntakeRequest
from tests.contact.words import FULL, found_in, whole_database
from tests.project.processes import Site

CANARY = "xyzzyplugh"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handler of the production settings writes, as it would stand on stderr."""
    handler = next(h for h in logging.getLogger("django.request").handlers)
    assert handler in logging.getLogger().handlers
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def raising(*said: object, **also: object) -> None:
    raise RuntimeError(f"broke on {said} {also}")


def test_a_search_that_works_is_written_nowhere(db: None, client: Client, log: io.StringIO) -> None:
    client.get(f"/search/?q={CANARY}", secure=True)
    client.get(f"/es/search/?q={CANARY}", secure=True)
    assert CANARY not in log.getvalue()
    assert CANARY.encode() not in whole_database()
    assert CANARY not in str(vars(cache._connections[cache._alias]))


def test_a_search_that_breaks_is_logged_without_its_words(
    db: None, client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error's own text quotes what it broke on: "fts5: syntax error near ..."."""
    monkeypatch.setattr("articles.views.find", raising)
    assert client.get(f"/search/?q={CANARY}", secure=True).status_code == 500
    assert "RuntimeError" in log.getvalue(), "an operator must see what broke, and where"
    assert "articles/views.py" in log.getvalue()
    assert CANARY not in log.getvalue()


def test_a_form_that_breaks_is_logged_without_its_words(
    db: None, client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contact.views.submit", raising)
    assert client.post("/contact/", FULL, secure=True).status_code == 503
    assert "RuntimeError" in log.getvalue()
    assert found_in(log.getvalue()) == []


def test_an_error_behind_an_error_is_without_words_too(
    db: None, client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def chained(*said: object) -> None:
        try:
            raising(said)
        except RuntimeError as error:
            raise LookupError(str(error)) from error

    monkeypatch.setattr("articles.views.find", chained)
    client.get(f"/search/?q={CANARY}", secure=True)
    assert "LookupError" in log.getvalue()
    assert CANARY not in log.getvalue()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", f"/{CANARY}/"),
        ("get", f"/?{CANARY}=1"),
        ("get", f"/search/?q={CANARY}%00"),
        ("get", f"/treatment/?page={CANARY}"),
        ("post", f"/search/?q={CANARY}"),
        ("get", f"/media/images/../../{CANARY}"),
        ("get", f"/contact/thanks/{CANARY}/"),
        ("get", f"/search/?{'&'.join(f'{CANARY}{n}=1' for n in range(10_001))}"),
    ],
)
def test_what_is_refused_is_logged_without_its_words(
    db: None, client: Client, log: io.StringIO, method: str, path: str
) -> None:
    answer = getattr(client, method)(path, secure=True)
    assert answer.status_code < 500
    assert CANARY not in log.getvalue()


def test_a_form_that_is_refused_is_logged_without_its_words(
    db: None, client: Client, log: io.StringIO
) -> None:
    client.post("/contact/", {"form": "short", "phone": "1", "name": CANARY}, secure=True)
    client.post("/contact/", FULL, headers={"Sec-Fetch-Site": "cross-site"}, secure=True)
    many = "&".join(f"{CANARY}{n}={CANARY}" for n in range(10_001))
    client.generic("POST", "/contact/", many, "application/x-www-form-urlencoded", secure=True)
    broken = f'--x\r\nContent-Disposition: form-data; name="{CANARY}"'
    client.generic("POST", "/contact/", broken, f"multipart/form-data; boundary={CANARY}é")
    client.post("/treatment/", {"name": CANARY}, secure=True)
    assert CANARY not in log.getvalue()
    assert found_in(log.getvalue()) == []
    assert not IntakeRequest.objects.exists()


def test_the_server_itself_logs_no_words(own_site: Site) -> None:
    """gunicorn speaks for itself about what it refuses before Django sees it."""
    canary = CANARY.encode()
    asked = [
        b"GET /search/?q=" + canary + b" HTTP/1.0\r\nHost: localhost\r\n\r\n",
        b"GET /search/?q=" + canary + b"x" * 9000 + b" HTTP/1.0\r\n\r\n",
        b"GET /search/?q=" + canary + b" and more HTTP/1.0\r\n\r\n",
        b"GET /search/?q=" + canary + b"\x00 HTTP/9.9\r\n\r\n",
        b"GET /" + canary + b"/ HTTP/1.0\r\nHost: localhost\r\n\r\n",
        b"POST /contact/ HTTP/1.0\r\nHost: localhost\r\nContent-Length: 50\r\n\r\nname=" + canary,
        b"POST /contact/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        + canary
        + b"\r\n",
    ]
    with own_site.gunicorn() as served:
        answers = [served.send(raw) for raw in asked]
        assert b" 200 " in answers[0].splitlines()[0]
    assert CANARY not in served.log, served.log
