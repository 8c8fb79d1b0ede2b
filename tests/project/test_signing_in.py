"""Signing in: one answer for everybody, and guessing slows down without locking anybody out."""

import threading
import time
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

PASSWORD = "calm-water-in-the-evening"
LOGIN = "/admin/login/"


@pytest.fixture
def editor(db: None, account: Any) -> Any:
    user = account("editor")
    user.set_password(PASSWORD)
    user.save()
    return user


def try_to(client: Client, name: str, password: str, **also: Any) -> Any:
    return client.post(LOGIN, {"username": name, "password": password}, secure=True, **also)


def test_the_page_has_the_names_that_browsers_know(client: Client, db: None) -> None:
    page = client.get(LOGIN, secure=True).content.decode()
    assert 'name="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "If you are looking for help, you need no account." in page
    assert "sign up" not in page.lower()


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/requests/"])
def test_whoever_comes_from_outside_is_sent_here_and_back(
    client: Client, editor: Any, path: str
) -> None:
    away = client.get(path, secure=True)
    assert away.status_code == 302
    assert away.headers["Location"] == f"{LOGIN}?next={path}"


@pytest.mark.parametrize("where", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(client: Client, editor: Any, where: str) -> None:
    done = client.post(
        LOGIN, {"username": "editor", "password": PASSWORD, "next": where}, secure=True
    )
    assert done.status_code == 302
    assert done.headers["Location"] == "/admin/"


@pytest.mark.parametrize("road", ["/admin/signin/up/", "/admin/signin/email/"])
def test_nobody_makes_an_account_for_themselves(client: Client, db: None, road: str) -> None:
    assert client.get(road, secure=True).status_code == 404
    assert client.post(road, {"username": "x"}, secure=True).status_code == 404


def test_a_known_and_an_unknown_name_get_the_same_answer(editor: Any) -> None:
    switched_off = get_user_model().objects.create_user("gone", "gone@example.org", PASSWORD)
    switched_off.is_active = False
    switched_off.save()
    answers = []
    for name in ("editor", "nobody", "gone"):
        answer = try_to(Client(), name, "not-the-password")
        said = answer.content.decode().replace(name, "NAME")
        token = answer.context["csrf_token"]
        answers.append((answer.status_code, said.replace(str(token), "TOKEN")))
    assert len(set(answers)) == 1
    assert "do not belong together" in answers[0][1]


def test_a_password_is_hashed_for_a_name_that_is_not_there(client: Client, db: None) -> None:
    """Or the time would tell."""
    with patch(
        "allauth.account.auth_backends.AuthenticationBackend._mitigate_timing_attack"
    ) as hashed:
        try_to(client, "nobody", "whatever")
    assert hashed.called


def test_guessing_slows_down(editor: Any) -> None:
    client = Client()
    for n in range(5):
        assert "do not belong" in try_to(client, "editor", f"guess-{n}").content.decode()
    refused = try_to(client, "editor", PASSWORD)
    assert refused.status_code == 200
    assert "Too many tries" in refused.content.decode()


def test_a_stranger_who_guesses_does_not_lock_the_colleague_out(editor: Any) -> None:
    own = Client()
    assert try_to(own, "editor", PASSWORD).status_code == 302
    own.post("/admin/logout/", secure=True)
    for n in range(20):
        try_to(Client(), "editor", f"guess-{n}", REMOTE_ADDR=f"203.0.113.{n}")
    assert "Too many" in try_to(Client(), "editor", PASSWORD).content.decode(), "a stranger waits"
    assert try_to(own, "editor", PASSWORD).status_code == 302, "in the own browser it goes on"


def test_the_browser_that_knows_one_name_is_a_stranger_to_another(
    editor: Any, account: Any
) -> None:
    other = account("publisher")
    other.set_password(PASSWORD)
    other.save()
    own = Client()
    try_to(own, "publisher", PASSWORD)
    own.post("/admin/logout/", secure=True)
    for n in range(5):
        try_to(own, "editor", f"guess-{n}")
    assert "Too many" in try_to(own, "editor", PASSWORD).content.decode()


def test_guesses_in_one_known_browser_do_not_slow_another(editor: Any) -> None:
    stolen, own = Client(), Client()
    for browser in (stolen, own):
        try_to(browser, "editor", PASSWORD)
        browser.post("/admin/logout/", secure=True)
    for n in range(10):
        try_to(stolen, "editor", f"guess-{n}")
    assert "Too many" in try_to(stolen, "editor", PASSWORD).content.decode()
    # More than a stranger has: five.
    for n in range(6):
        try_to(own, "editor", f"slip-{n}")
    assert try_to(own, "editor", PASSWORD).status_code == 302


def test_the_cookie_of_a_known_browser_signs_nobody_in(editor: Any, settings: Any) -> None:
    own = Client()
    try_to(own, "editor", PASSWORD)
    other = Client()
    other.cookies[settings.DEVICE_COOKIE_NAME] = own.cookies[settings.DEVICE_COOKIE_NAME].value
    assert other.get("/admin/", secure=True).status_code == 302
    cookie = own.cookies[settings.DEVICE_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert "editor" not in cookie.value


def test_one_address_that_tries_many_names_slows_down(db: None) -> None:
    said = [try_to(Client(), f"name-{n}", "autumn-2026-rain") for n in range(31)]
    assert "do not belong" in said[0].content.decode()
    assert "Too many" in said[-1].content.decode()


def test_no_address_is_kept(editor: Any) -> None:
    from django.core.cache import cache

    try_to(Client(), "editor", "wrong", REMOTE_ADDR="203.0.113.77")
    assert "203.0.113.77" not in repr(cache._cache), "not in the memory of the process"


def test_a_new_session_has_a_new_key(editor: Any, settings: Any) -> None:
    client = Client()
    client.get(LOGIN, secure=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = "chosen-by-somebody-else"
    try_to(client, "editor", PASSWORD)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "chosen-by-somebody-else"


@pytest.mark.parametrize("address", ["editor@example.org", "nobody@example.org"])
def test_a_forgotten_password_gets_the_same_answer_for_everybody(
    client: Client, editor: Any, address: str
) -> None:
    done = client.post("/admin/password_reset/", {"email": address}, secure=True)
    assert done.status_code == 302
    assert done.headers["Location"] == "/admin/password_reset/done/"
    for _ in range(100):
        if address.startswith("nobody") or mail.outbox:
            break
        time.sleep(0.05)
    assert [m.to for m in mail.outbox] == ([[address]] if address.startswith("editor") else [])


def test_a_new_password_by_mail_is_no_way_round_the_second_factor(
    client: Client, editor: Any
) -> None:
    import re

    client.post("/admin/password_reset/", {"email": "editor@example.org"}, secure=True)
    for _ in range(100):
        if mail.outbox:
            break
        time.sleep(0.05)
    found = re.search(r"https://testserver(/admin/password_reset/key/\S+)", mail.outbox[0].body)
    assert found
    away = client.get(found[1], secure=True)
    new = {"password1": "another-water-at-noon", "password2": "another-water-at-noon"}
    done = client.post(away.headers["Location"], new, secure=True)
    assert done.status_code == 302
    assert client.get("/admin/", secure=True).status_code == 302
    assert client.get(away.headers["Location"], secure=True).status_code == 200
    assert "already been used" in client.get(found[1], secure=True, follow=True).content.decode()


def test_a_slow_mail_server_does_not_tell_which_address_is_known(
    client: Client, editor: Any
) -> None:
    """The answer is there before the mail server has said anything."""
    silent, sent = threading.Event(), threading.Event()

    def wait(message: Any) -> int:
        silent.wait(20)
        sent.set()
        return 1

    with patch("recovery_site.signin.adapter.EmailMessage.send", wait):
        done = client.post("/admin/password_reset/", {"email": "editor@example.org"}, secure=True)
        assert not sent.is_set()
        silent.set()
        assert sent.wait(20)
    assert done.status_code == 302


def test_a_mail_server_that_is_away_costs_the_page_nothing(
    client: Client, editor: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    done = client.post("/admin/password_reset/", {"email": "editor@example.org"}, secure=True)
    assert done.status_code == 302


@pytest.mark.parametrize("path", [LOGIN, "/admin/password_reset/"])
def test_the_pages_are_as_strict_as_public_ones(client: Client, db: None, path: str) -> None:
    answer = client.get(path, secure=True)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert (
        "no-store" in answer.headers["Cache-Control"]
        or "private" in answer.headers["Cache-Control"]
    )
    assert "publickey-credentials-get=(self)" in answer.headers["Permissions-Policy"]
    assert "<script>" not in answer.content.decode()
