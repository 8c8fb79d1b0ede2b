"""Accepted requests a second beside a bare view that inserts one row, and sealing alone."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from tests import services
from tests.bench.table import table

POSTS = int(os.environ.get("BENCH_POSTS", "500"))
AT_ONCE = 16
ROUNDS = 3


@dataclass
class Taken:
    a_second: float
    p50: float
    p99: float


def measure() -> str:
    return "\n".join([_sealing(), *(_database(kind) for kind in _kinds())])


def _kinds() -> list[str]:
    postgres = not services.SERVICES["postgres"].missing()
    return ["SQLite", "PostgreSQL"] if postgres else ["SQLite"]


def _sealing() -> str:
    from contact.sealing import open_envelope, seal
    from contact.sealing.keyring import generate, parse_private, parse_public

    pairs = [generate(name) for name in ("active", "recovery")]
    public = parse_public(",".join(pair[1] for pair in pairs))
    private = parse_private(pairs[0][0])
    row, answers = uuid.uuid4(), {"phone": "+1 570-555-0123", "message": "word " * 60}
    envelope = seal(answers, row, public)
    rates = []
    for step in (lambda: seal(answers, row, public), lambda: open_envelope(envelope, row, private)):
        began = time.perf_counter()
        for _ in range(1000):
            step()
        rates.append(f"{1000 / (time.perf_counter() - began):.0f}")
    head = ("one core", "sealed to two keys", "opened")
    return table("Envelopes a second", head, [("in one process", *rates)])


def _database(kind: str) -> str:
    """The two are measured in turns, so that both meet the same noise."""
    from tests.project import processes

    os.environ["DATABASE_URL"] = (
        services.POSTGRES_URL if kind == "PostgreSQL" else "sqlite:///unused"
    )
    processes.clear()
    ours: list[Taken] = []
    bare: list[Taken] = []
    with processes.fresh_site() as site, _bare(kind) as bare_port, site.gunicorn() as served:
        for port in (bare_port, served.port):
            _send(port, 50)
        for _ in range(ROUNDS):
            bare.append(_send(bare_port, POSTS))
            ours.append(_send(served.port, POSTS))
    processes.clear()
    rows = []
    for name, taken in (("bare view", bare), ("the form", ours)):
        rates = sorted(t.a_second for t in taken)
        p50, p99 = (statistics.median(getattr(t, p) for t in taken) for p in ("p50", "p99"))
        spread = f"{rates[0]:.0f} to {rates[-1]:.0f}"
        rows.append((name, f"{statistics.median(rates):.0f}", spread, f"{p50:.0f}", f"{p99:.0f}"))
    ratios = sorted(o.a_second / b.a_second for o, b in zip(ours, bare, strict=True))
    rows.append(("ratio", f"{statistics.median(ratios):.2f}", "", "", ""))
    note = f"Accepted requests on {kind}, {ROUNDS} turns of {POSTS}, {AT_ONCE} at once"
    return table(note, ("", "a second", "spread", "p50 ms", "p99 ms"), rows)


@contextmanager
def _bare(kind: str) -> Iterator[int]:
    from tests.project.environment import ROOT, bare
    from tests.project.processes import admin_sql, free_port, wait_for

    port, name = free_port(), f"recovery_bare_{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        database = f"sqlite:///{Path(folder) / 'bare.sqlite3'}"
        if kind == "PostgreSQL":
            admin_sql(f"CREATE DATABASE {name}")
            database = services.POSTGRES_URL.rpartition("/")[0] + f"/{name}"
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "-c", "python:recovery_site.gunicorn"),
                "tests.bench.bare:application",
            ],
            cwd=ROOT,
            env=bare(BARE="1", PORT=str(port), DATABASE_URL=database),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.communicate(timeout=30)
            if kind == "PostgreSQL":
                admin_sql(f"DROP DATABASE {name} WITH (FORCE)")


def _send(port: int, posts: int) -> Taken:
    """Each sender keeps its connection; raises `RuntimeError` for an answer other than 303."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        shares = [posts // AT_ONCE + (n < posts % AT_ONCE) for n in range(AT_ONCE)]
        taken = sorted(t for share in pool.map(lambda n: _sender(port, n), shares) for t in share)
    lasted = time.perf_counter() - begun
    return Taken(
        posts / lasted, taken[len(taken) // 2] * 1000, taken[int(len(taken) * 0.99)] * 1000
    )


def _sender(port: int, posts: int) -> list[float]:
    taken = []
    wire = HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(posts):
        words = {
            "form": "short",
            "phone": "(570) 555-0123",
            "message": f"please call {uuid.uuid4()}",
        }
        began = time.perf_counter()
        wire.request(
            "POST",
            "/contact/",
            urlencode(words),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        answer = wire.getresponse()
        answer.read()
        taken.append(time.perf_counter() - began)
        if answer.status != 303:
            raise RuntimeError(f"the answer was {answer.status}")
    wire.close()
    return taken
