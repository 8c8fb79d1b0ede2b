"""What every test may use. The sample is loaded once; each test rolls back what it does."""

import os
import time
from typing import Any

import pytest
from django.test import Client

from tests import services

# Playwright keeps an event loop in the main thread; Django would refuse the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One process drives the browser, so that one site serves all of its tests."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("markup"):
            item.add_marker(pytest.mark.xdist_group("browser"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose service is missing is skipped by name; under CI it fails."""
    for name, service in services.SERVICES.items():
        if item.get_closest_marker(name) and (missing := service.missing()):
            if os.environ.get("CI") == "true":
                pytest.fail(missing, pytrace=False)
            pytest.skip(missing)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    from articles.demo.loader import load
    from recovery_site.local import open_office

    with django_db_blocker.unblock():
        load()
        open_office()
        from django.core.management import call_command

        call_command("rebuild_references_index", verbosity=0)


@pytest.fixture(autouse=True)
def nothing_indexed() -> None:
    """What an earlier test wrote and took back is not found by this one's search."""
    from articles.search.index import INDEX

    INDEX.clear()


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """Each test is the first visitor: what the cache counted belongs to another one."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def client() -> Client:
    """A browser over HTTPS, as production has it, that sees error pages and not exceptions."""
    return Client(raise_request_exception=False, headers={"host": "testserver"})


@pytest.fixture
def account(db: None) -> Any:
    """`account("intake")`: a user in the group that demo account of this name has; the same one
    if it is asked for again."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    from contact import team
    from recovery_site.local import ACCOUNTS

    def make(role: str, username: str = "") -> Any:
        User = get_user_model()
        name = username or role
        there = User.objects.filter(username=name).first()
        if there is not None:
            return there
        user = User.objects.create_user(name, f"{role}@example.org", "pass")
        if ACCOUNTS[role] is None:
            user.is_superuser = True
            user.save()
        else:
            with team.allowed():
                user.groups.add(Group.objects.get(name=ACCOUNTS[role]))
        return user

    return make


def sign_in(client: Client, user: Any) -> Client:
    """Signed in as after the password and the second factor."""
    from allauth.account.internal.flows.login import (
        _AUTHENTICATION_METHODS_USER_SESSION_KEY,
        AUTHENTICATION_METHODS_SESSION_KEY,
    )

    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def signed_in(account: Any) -> Any:
    """`signed_in("editor")`: a client that is signed in with that role."""

    def make(role: str, username: str = "") -> Client:
        return sign_in(Client(raise_request_exception=False), account(role, username))

    return make


@pytest.fixture
def article(db: None) -> Any:
    from articles.models import ArticlePage

    return ArticlePage.objects.get(slug="mothering-from-the-inside-out", locale__language_code="en")
