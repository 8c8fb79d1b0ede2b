"""The servers and programs that some tests need: found means signed in, or started."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
VNU = Path(__file__).parent.parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@dataclass(frozen=True)
class Service:
    install: str
    find: Callable[[], bool]

    def missing(self) -> str:
        """What to install, or nothing if the service is there."""
        return "" if self.find() else self.install


@cache
def chromium() -> str:
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


@cache
def _postgres() -> bool:
    import psycopg2

    try:
        psycopg2.connect(POSTGRES_URL, connect_timeout=2).close()
    except psycopg2.OperationalError:
        return False
    return True


@cache
def _redis() -> bool:
    import redis

    try:
        with redis.from_url(REDIS_URL, socket_connect_timeout=2) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


SERVICES = {
    "postgres": Service("PostgreSQL is not reachable: apt install postgresql", _postgres),
    "redis": Service("Redis is not reachable: apt install redis-server", _redis),
    "browser": Service("Chromium is missing: apt install chromium", lambda: bool(chromium())),
    "markup": Service(
        "The Nu HTML checker is missing: apt install default-jre-headless npm, npm install vnu-jar",
        lambda: bool(chromium()) and VNU.exists() and shutil.which("java") is not None,
    ),
    "gettext": Service(
        "GNU gettext or make is missing: apt install gettext make",
        lambda: all(shutil.which(name) for name in ("xgettext", "msgmerge", "msgfmt", "make")),
    ),
}
