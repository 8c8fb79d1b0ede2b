"""What every public answer says to a browser, and what it never says."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.project.conftest import PATHS

HTML = [name for name in PATHS if name not in ("robots", "sitemap", "healthz", "readyz")]


def get(client: Client, path: str) -> HttpResponse:
    return client.get(
        path, secure=True, headers={"Accept-Language": "es", "Cookie": "x=1", "Accept": "*/*"}
    )


def protected(answer: HttpResponse) -> None:
    policy = {
        part.split()[0]: part.split()[1:]
        for part in answer.headers["Content-Security-Policy"].split(";")
        if part.strip()
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["base-uri"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    for name, sources in policy.items():
        assert set(sources) <= {"'none'", "'self'"}, name
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert re.fullmatch(r"(?:[a-z-]+=\(\)(?:, |$))+", answer.headers["Permissions-Policy"])
    for name in ("geolocation", "camera", "microphone", "browsing-topics"):
        assert f"{name}=()" in answer.headers["Permissions-Policy"]


def unmarked(answer: HttpResponse) -> None:
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers
    vary = {part.strip().lower() for part in answer.headers.get("Vary", "").split(",")} - {""}
    assert vary <= {"accept-encoding"}


@pytest.mark.parametrize("name", PATHS)
def test_every_public_answer_is_protected(client: Client, paths: dict[str, str], name: str) -> None:
    protected(get(client, paths[name]))


@pytest.mark.parametrize("name", PATHS)
def test_no_public_answer_marks_or_tells_readers_apart(
    client: Client, paths: dict[str, str], name: str
) -> None:
    unmarked(get(client, paths[name]))


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/%00", 400),
        ("get", "/search/?q=%00", 400),
        ("post", "/search/", 405),
        ("put", "/contact/", 405),
        ("post", "/robots.txt", 405),
        ("get", "/media/images/none.webp", 404),
        ("get", "/leave/", 302),
    ],
)
def test_answers_to_bad_input_are_protected_too(
    db: None, client: Client, method: str, path: str, status: int
) -> None:
    answer = getattr(client, method)(path, secure=True)
    assert answer.status_code == status
    unmarked(answer)
    if path == "/leave/":
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        answer.headers["Referrer-Policy"] = "same-origin"
    protected(answer)


def test_a_broken_page_is_protected_too(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.find", lambda *words: 1 / 0)
    answer = get(client, "/search/?q=x")
    assert answer.status_code == 500
    protected(answer)
    unmarked(answer)


@pytest.mark.parametrize("name", HTML)
def test_no_script_or_style_stands_in_a_public_page(
    client: Client, paths: dict[str, str], name: str
) -> None:
    page = get(client, paths[name]).content.decode()
    for attributes in re.findall(r"<script([^>]*)>", page):
        assert "src=" in attributes or 'type="application/ld+json"' in attributes
    assert "<style" not in page
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert not re.search(r"<[^>]+\son[a-z]+=", page)


@pytest.mark.parametrize("name", HTML)
def test_nothing_is_asked_of_another_host(client: Client, paths: dict[str, str], name: str) -> None:
    page = get(client, paths[name]).content.decode()
    fetched = re.findall(r'<(?:img|script|source|iframe|video)[^>]*?src(?:set)?="([^"]+)', page)
    fetched += re.findall(r'<link[^>]*rel="(?:stylesheet|icon|preload)[^>]*href="([^"]+)', page)
    assert fetched or name.endswith("feed")
    assert [address for address in fetched if not address.startswith("/")] == []


def test_the_admin_has_a_policy_of_its_own(signed_in: Any) -> None:
    answer = signed_in("editor").get("/admin/", secure=True)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "https:" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_https_is_asked_for_and_remembered(db: None, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    away = client.get("/treatment/?x=1")
    assert (away.status_code, away.headers["Location"]) == (
        301,
        "https://testserver/treatment/?x=1",
    )
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200
    kept = client.get("/treatment/", secure=True).headers["Strict-Transport-Security"]
    assert kept == "max-age=63072000; includeSubDomains; preload"
