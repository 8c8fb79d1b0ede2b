"""A setting that production needs and has not stops the start, with its name and no secret."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.environment import ROOT, production

REQUIRED = [
    "SITE_URL",
    "DATABASE_URL",
    "EMAIL_URL",
    "DEFAULT_FROM_EMAIL",
    "SECRET_KEY",
    "INTAKE_PUBLIC_KEYS",
    "INTAKE_PRIVATE_KEYS",
    "INTAKE_RECIPIENTS",
]


def start(var: Path, code: str = "", **changes: str) -> "subprocess.CompletedProcess[str]":
    """A process that reads the settings as gunicorn and manage.py do."""
    read = "from django.conf import settings; settings.DEBUG;"
    return subprocess.run(
        [sys.executable, "-c", read + code],
        cwd=ROOT,
        env=production(var, **changes),
        capture_output=True,
        text=True,
    )


def test_with_everything_said_it_starts(tmp_path: Path) -> None:
    done = start(tmp_path, "print(settings.DEBUG, settings.DEMONSTRATION, settings.SITE_ROLE)")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "False False all\n"


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", ["", "  "])
def test_one_that_is_missing_stops_the_start_with_its_name(
    tmp_path: Path, name: str, value: str
) -> None:
    done = start(tmp_path, **{name: value})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert [other for other in REQUIRED if other in last] == [name]
    assert "README.md" in last


def test_all_that_are_missing_are_named_at_once(tmp_path: Path) -> None:
    done = start(tmp_path, **dict.fromkeys(REQUIRED, ""))
    assert [name for name in REQUIRED if name in done.stderr.splitlines()[-1]] == REQUIRED


def test_recipients_that_name_nobody_are_missing(tmp_path: Path) -> None:
    """Else a notice goes to nobody and counts as sent."""
    done = start(tmp_path, INTAKE_RECIPIENTS=" , ")
    assert done.returncode != 0
    assert "INTAKE_RECIPIENTS" in done.stderr


@pytest.mark.parametrize("role", ["Public", "private", "all,staff"])
def test_a_role_that_is_none_stops_the_start(tmp_path: Path, role: str) -> None:
    done = start(tmp_path, SITE_ROLE=role)
    assert done.returncode != 0
    assert "SITE_ROLE" in done.stderr
    assert "all, public or staff" in done.stderr


def test_a_public_process_needs_no_private_key_and_takes_none(tmp_path: Path) -> None:
    assert start(tmp_path, SITE_ROLE="public", INTAKE_PRIVATE_KEYS="").returncode == 0
    done = start(tmp_path, SITE_ROLE="public")
    assert done.returncode != 0
    assert "must not hold them" in done.stderr


@pytest.mark.parametrize("role", ["all", "staff"])
def test_a_process_for_staff_needs_it(tmp_path: Path, role: str) -> None:
    done = start(tmp_path, SITE_ROLE=role, INTAKE_PRIVATE_KEYS="")
    assert done.returncode != 0
    assert "INTAKE_PRIVATE_KEYS" in done.stderr


def test_several_processes_need_a_cache_that_they_share(tmp_path: Path) -> None:
    done = start(tmp_path, WEB_CONCURRENCY="2")
    assert done.returncode != 0
    assert "CACHE_URL" in done.stderr
    shared = start(tmp_path, WEB_CONCURRENCY="2", CACHE_URL="redis://127.0.0.1:6379/0")
    assert shared.returncode == 0, shared.stderr
    assert start(tmp_path, WEB_CONCURRENCY="1").returncode == 0


def test_a_cache_in_the_memory_of_one_process_is_not_shared(tmp_path: Path) -> None:
    done = start(tmp_path, WEB_CONCURRENCY="2", CACHE_URL="locmemcache://other")
    assert done.returncode != 0
    assert "CACHE_URL" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", "www.example.org"),
        ("SITE_URL", "ftp://example.org"),
        ("STAFF_URL", "https://"),
        ("WEB_CONCURRENCY", "two"),
        ("TRUSTED_PROXIES", "one"),
        ("MEDIA_STORAGE_URL", "gopher://x"),
    ],
)
def test_one_that_cannot_be_meant_is_named(tmp_path: Path, name: str, value: str) -> None:
    done = start(tmp_path, **{name: value})
    assert done.returncode != 0
    assert name in done.stderr.strip().splitlines()[-1]


def test_hosts_follow_from_the_addresses(tmp_path: Path) -> None:
    done = start(tmp_path, "print(settings.ALLOWED_HOSTS)")
    assert done.stdout == "['staff.example.org', 'www.example.org']\n"


def test_no_key_is_shown_when_a_key_is_wrong(tmp_path: Path) -> None:
    said = {"INTAKE_PUBLIC_KEYS": "check:c2VjcmV0", "INTAKE_PRIVATE_KEYS": "check:aHVzaGh1c2g="}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=production(tmp_path, **said),
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "INTAKE_PUBLIC_KEYS" in done.stderr
    assert "c2VjcmV0" not in done.stderr
    assert "aHVzaGh1c2g" not in done.stderr
