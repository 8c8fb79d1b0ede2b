"""A session works as any, and the table that holds it is no way to sign in."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client


def test_a_session_lives_and_ends(signed_in: Any) -> None:
    client = signed_in("intake")
    assert client.get("/admin/requests/", secure=True).status_code == 200
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/admin/logout/", secure=True)
    again = Client()
    again.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert again.get("/admin/requests/", secure=True).status_code == 302


def test_what_the_table_holds_signs_nobody_in(signed_in: Any) -> None:
    client = signed_in("intake")
    client.get("/admin/requests/", secure=True)
    kept = [row.session_key for row in Session.objects.all()]
    assert kept
    assert client.cookies[settings.SESSION_COOKIE_NAME].value not in kept
    for key in kept:
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = key
        assert thief.get("/admin/requests/", secure=True).status_code == 302


def test_a_session_keeps_what_it_is_told(db: None) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    session = store()
    session["word"] = "kept"
    session.save()
    key = session.session_key
    assert store(key)["word"] == "kept"
    assert store().exists(key)
    session.cycle_key()
    assert not store().exists(key)
    assert store(session.session_key)["word"] == "kept"
    session.flush()
    assert not Session.objects.exists()
