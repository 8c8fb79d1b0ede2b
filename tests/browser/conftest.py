"""A real site for a real browser: gunicorn, the worker, a database and a mail folder."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests import services
from tests.project.environment import OFFLINE
from tests.project.processes import admin_sql, free_port

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "calm-water-" + secrets.token_hex(4)


@dataclass
class LiveSite:
    url: str
    var: Path
    environment: dict[str, str]

    def mails(self) -> list[str]:
        """Every mail that the worker wrote so far, whole."""
        return [path.read_text() for path in sorted((self.var / "mail").glob("*.log"))]

    def python(self, code: str) -> str:
        """What `code`, run by another process of this site, printed."""
        code = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sign_in(self, page: Page, username: str) -> None:
        page.goto(f"{self.url}/admin/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")

    def show_again(self, page: Page) -> None:
        """On the page that asks for the password once more, before something leaves."""
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="Go on").click()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    with running(tmp_path_factory.mktemp("var")) as site:
        yield site


@contextmanager
def running(var: Path) -> Iterator[LiveSite]:
    """A site of its own, with all that it writes in the folder `var`."""
    port = free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        # What recovery_site.settings.test put there is for the tests' own process.
        if name in ("PATH", "HOME", "LANG", "TMPDIR") or name.startswith("PLAYWRIGHT")
    } | {
        "VAR_DIR": str(var),
        "PORT": str(port),
        "DEMO_PASSWORD": PASSWORD,
        "TRUSTED_PROXIES": "1",
        "PYTHONPATH": str(OFFLINE),
        "DJANGO_SETTINGS_MODULE": "recovery_site.settings.development",
    }
    database = ""
    if urlsplit(os.environ.get("DATABASE_URL", "")).scheme.startswith("postgres"):
        database = f"recovery_browser_{os.getpid()}"
        admin_sql(f"CREATE DATABASE {database}")
        environment["DATABASE_URL"] = services.POSTGRES_URL.rpartition("/")[0] + f"/{database}"
    log = (var / "run.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_local"],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_for(port, process, var / "run.log")
        yield LiveSite(f"http://127.0.0.1:{port}", var, environment)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)
        log.close()
        if database:
            admin_sql(f"DROP DATABASE {database} WITH (FORCE)")


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the site did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | launch_arguments()


def launch_arguments() -> dict[str, Any]:
    return {
        "executable_path": services.chromium() or shutil.which("chromium"),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(params=[True, False], ids=["scripts-on", "scripts-off"])
def reader(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader's browser on a phone, once with scripts and once without."""
    # As a proxy of ours would say it. From one address, the thirty-first request of all these
    # tests would be suspected of being spam.
    address = f"198.51.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
    context = browser.new_context(
        java_script_enabled=request.param,
        viewport={"width": 360, "height": 740},
        extra_http_headers={"X-Forwarded-For": address},
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def staff(browser: Browser) -> Iterator[Page]:
    """A colleague's browser on a desk; Wagtail's admin needs scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def reader_page(browser: Browser) -> Iterator[Page]:
    """A reader's browser on a desk, with scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
