"""Sites of their own, for what one process cannot show: a database, a folder, real processes.

One site is prepared once a run; each test gets a copy, on the kind of database that the run uses.
"""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2

from tests import services
from tests.project.environment import OFFLINE, ROOT, bare

PASSWORD = "calm-water-in-the-evening"
_SETUP = """
import json, django
django.setup()
def say(value): print("\\n" + json.dumps(value, default=str))
"""

AWAY = """
import os
from django.conf import settings
from django.db import connection
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "localhost"})
client.get("/")
connection.close()
if connection.vendor == "postgresql":
    connection.settings_dict["PORT"] = 1
else:
    os.rename(settings.VAR_DIR / "db.sqlite3", settings.VAR_DIR / "away")
    os.mkdir(settings.VAR_DIR / "db.sqlite3")
"""
"""For `Site.python()`: a process that has served a page before its database went away."""


@dataclass
class Site:
    var: Path
    environment: dict[str, str]

    def manage(self, *words: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        return self.run("manage.py", *words, **changes)

    def python(self, code: str, **changes: str) -> Any:
        """What `code`, run by a process of this site, gave to its `say()`."""
        done = self.run("-c", _SETUP + code, **changes)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.strip().splitlines()[-1])

    def run(self, *words: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment | changes,
            capture_output=True,
            text=True,
            timeout=180,
        )

    def start(self, *words: str, **changes: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment | changes,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @contextmanager
    def gunicorn(self, **changes: str) -> Iterator["Served"]:
        port = int(changes.get("PORT") or free_port())
        process = self.start(
            *("-m", "gunicorn", "-c", "python:recovery_site.gunicorn"),
            "recovery_site.wsgi:application",
            **(changes | {"PORT": str(port)}),
        )
        served = Served(port, process)
        try:
            wait_for(port, process)
            yield served
        finally:
            process.terminate()
            served.log = process.communicate(timeout=30)[0]


@dataclass
class Served:
    port: int
    process: "subprocess.Popen[str]"
    log: str = ""
    """What the process wrote; there once it has ended."""

    def send(self, raw: bytes) -> bytes:
        """The answer to exactly these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), 20) as wire:
            wire.sendall(raw)
            wire.shutdown(socket.SHUT_WR)
            answer = b""
            while more := wire.recv(65536):
                answer += more
        return answer


@contextmanager
def fresh_site() -> Iterator[Site]:
    """A copy of the prepared site, for one test."""
    source = _prepared()
    name = f"recovery_copy_{os.getpid()}_{secrets.token_hex(4)}"
    with tempfile.TemporaryDirectory(prefix="recovery-site-") as folder:
        var = Path(folder) / "var"
        shutil.copytree(source, var, ignore=shutil.ignore_patterns("static"))
        (var / "static").symlink_to(source / "static")
        environment = _environment(var)
        if _on_postgres():
            admin_sql(f"CREATE DATABASE {name} TEMPLATE {_template()}")
            environment["DATABASE_URL"] = _postgres(name)
        try:
            yield Site(var, environment)
        finally:
            if _on_postgres():
                admin_sql(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def _prepared() -> Path:
    var = Path(tempfile.mkdtemp(prefix="recovery-site-prepared-"))
    environment = _environment(var)
    if _on_postgres():
        admin_sql(f"DROP DATABASE IF EXISTS {_template()}")
        admin_sql(f"CREATE DATABASE {_template()}")
        environment["DATABASE_URL"] = _postgres(_template())
    done = Site(var, environment).manage("run_local", "--prepare")
    assert done.returncode == 0, done.stdout + done.stderr
    return var


def clear() -> None:
    """Take the prepared site away, if this run made one."""
    if _prepared.cache_info().currsize:
        shutil.rmtree(_prepared(), ignore_errors=True)
        if _on_postgres():
            admin_sql(f"DROP DATABASE IF EXISTS {_template()} WITH (FORCE)")
        _prepared.cache_clear()


def _environment(var: Path) -> dict[str, str]:
    return bare(
        VAR_DIR=str(var),
        DEMO_PASSWORD=PASSWORD,
        PYTHONPATH=str(OFFLINE),
        DJANGO_SETTINGS_MODULE="recovery_site.settings.development",
    )


def _on_postgres() -> bool:
    return urlsplit(os.environ["DATABASE_URL"]).scheme.startswith("postgres")


def _postgres(database: str) -> str:
    return services.POSTGRES_URL.rpartition("/")[0] + f"/{database}"


def _template() -> str:
    return f"recovery_prepared_{os.getpid()}"


def admin_sql(statement: str) -> None:
    connection = psycopg2.connect(services.POSTGRES_URL)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[str]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"nothing answers on port {port}:\n{process.communicate()[0]}")
