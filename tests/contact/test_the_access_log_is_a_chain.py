"""An entry of the access log that was changed, removed or slipped in is seen."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from contact import access_log
from contact.models import AccessEntry
from tests.project.processes import Site

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def log(db: None) -> list[AccessEntry]:
    return [access_log.record("ann", "open", f"AAAA222{n}", "details") for n in range(2, 8)]


def change(**to: Any) -> Callable[[models.QuerySet[AccessEntry]], Any]:
    return lambda entries: entries.update(**to)


def slip_in(entries: models.QuerySet[AccessEntry]) -> None:
    one = entries.get()
    AccessEntry.objects.filter(number__gt=one.number).order_by("-number").delete()
    AccessEntry.objects.create(number=one.number + 1, mac=one.mac, username="eve", action="open")


def swap(entries: models.QuerySet[AccessEntry]) -> None:
    one = entries.get()
    two = AccessEntry.objects.get(number=one.number + 1)
    AccessEntry.objects.filter(pk=two.pk).update(number=None)
    AccessEntry.objects.filter(pk=one.pk).update(number=two.number)
    AccessEntry.objects.filter(pk=two.pk).update(number=one.number)


def test_what_nobody_touched_is_whole(log: list[AccessEntry], capsys: Capture) -> None:
    assert list(access_log.verify()) == []
    call_command("verify_access_log")
    assert capsys.readouterr().out == f"6 entries, none changed. Head: {access_log.head()}\n"


@pytest.mark.parametrize(
    "tamper",
    [
        change(username="eve"),
        change(action="list"),
        change(reference="BBBB3333"),
        change(detail=""),
        change(at=timezone.now() - timedelta(days=1)),
        change(mac=b"\0" * 32),
        change(number=99),
        lambda entries: entries.delete(),
        slip_in,
        swap,
    ],
    ids=[
        "who",
        "what",
        "which",
        "detail",
        "when",
        "mac",
        "number",
        "removed",
        "slipped in",
        "swapped",
    ],
)
@pytest.mark.parametrize("where", [0, 2])
def test_tampering_is_seen(log: list[AccessEntry], tamper: Any, where: int) -> None:
    tamper(AccessEntry.objects.filter(pk=log[where].pk))
    assert list(access_log.verify()) != []
    with pytest.raises(CommandError, match="not as it was written"):
        call_command("verify_access_log")


def test_a_change_of_the_last_entry_is_seen(log: list[AccessEntry]) -> None:
    AccessEntry.objects.filter(pk=log[-1].pk).update(username="eve")
    assert list(access_log.verify()) == ["entry 6 or the one before it was changed"]


def test_what_is_cut_off_is_seen_by_who_noted_the_head(
    log: list[AccessEntry], capsys: Capture
) -> None:
    noted = str(access_log.head())
    call_command("verify_access_log", since=noted)
    access_log.record("ann", "list")
    call_command("verify_access_log", since=noted)
    AccessEntry.objects.filter(number__gte=5).delete()
    assert list(access_log.verify()) == []
    with pytest.raises(CommandError, match="is gone"):
        call_command("verify_access_log", since=noted)
    access_log.record("eve", "list")
    access_log.record("eve", "list")
    with pytest.raises(CommandError, match="is not the one"):
        call_command("verify_access_log", since=noted)


@pytest.mark.parametrize("noted", ["x", "6", "6:", ":abc", "-1:ab"])
def test_what_is_no_head_is_said(log: list[AccessEntry], noted: str) -> None:
    with pytest.raises(CommandError):
        call_command("verify_access_log", since=noted)


def test_a_new_secret_key_with_the_old_one_as_fallback_still_verifies(
    log: list[AccessEntry], settings: Any
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "z" * 50
    access_log.record("ann", "open", "CCCC4444")
    assert list(access_log.verify()) == []
    settings.SECRET_KEY_FALLBACKS = []
    assert list(access_log.verify()) != []


def test_entries_from_before_the_chain_are_passed_over(db: None) -> None:
    AccessEntry.objects.create(username="old", action="open")
    access_log.record("ann", "open")
    assert list(access_log.verify()) == []
    assert access_log.head().number == 1


def test_a_user_that_is_deleted_breaks_nothing(log: list[AccessEntry], account: Any) -> None:
    user = account("intake")
    access_log.record("intake", "open", user=user)
    user.delete()
    assert list(access_log.verify()) == []


def test_writers_at_once_make_one_chain(own_site: Site) -> None:
    own_site.python(
        """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from contact import access_log
def write(n):
    try:
        for _ in range(5): access_log.record(f"writer {n}", "open")
    finally:
        connection.close()
with ThreadPoolExecutor(8) as pool: list(pool.map(write, range(8)))
say(True)
"""
    )
    done = own_site.manage("verify_access_log")
    assert done.stdout.startswith("40 entries, none changed."), done.stderr
