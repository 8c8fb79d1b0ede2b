"""A local run's keys are made once, whole, and readable by their owner alone."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from recovery_site.settings.local import keep
from tests.project.environment import ROOT, bare


def test_it_is_made_once_and_then_read(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "secret"
    assert keep(path, lambda: "first") == "first"
    assert keep(path, lambda: "second") == "first"


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keep(tmp_path / "secret", lambda: "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def all_at_once(path: Path, together: int = 8) -> list[str]:
    """What each of several starters got; each had seen no file before any wrote one."""
    barrier, kept = threading.Barrier(together), []

    def start(number: int) -> None:
        def make() -> str:
            barrier.wait(10)
            return f"made by {number} " * 1000

        kept.append(keep(path, make))

    threads = [threading.Thread(target=start, args=(number,)) for number in range(together)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return kept


def test_those_that_start_at_once_agree(tmp_path: Path) -> None:
    for attempt in range(20):
        path = tmp_path / str(attempt) / "secret"
        kept = all_at_once(path)
        assert len(kept) == 8
        assert len(set(kept)) == 1
        assert os.listdir(path.parent) == ["secret"], "no draft is left"


def test_one_that_fails_half_way_leaves_no_name(tmp_path: Path) -> None:
    def broken() -> str:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk"):
        keep(tmp_path / "secret", broken)
    assert not (tmp_path / "secret").exists()
    assert keep(tmp_path / "secret", lambda: "later") == "later"


SHOW = """
from django.conf import settings
print(settings.SECRET_KEY == "{secret}", settings.SITE_URL, len(settings.INTAKE_PRIVATE_KEYS))
"""


def shown(var: Path, secret: str = "", **said: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SHOW.format(secret=secret)],
        cwd=ROOT,
        env=bare(
            VAR_DIR=str(var), DJANGO_SETTINGS_MODULE="recovery_site.settings.development", **said
        ),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_what_is_set_wins(tmp_path: Path) -> None:
    said = {"SECRET_KEY": "s" * 60, "SITE_URL": "http://mine.example"}
    assert shown(tmp_path, "s" * 60, **said)[:2] == ["True", "http://mine.example"]
    assert shown(tmp_path, "s" * 60, PORT="8123")[:2] == ["False", "http://127.0.0.1:8123"]


def test_a_public_process_is_given_no_private_key(tmp_path: Path) -> None:
    assert int(shown(tmp_path)[2]) > 100
    assert shown(tmp_path, SITE_ROLE="public")[2] == "0"
