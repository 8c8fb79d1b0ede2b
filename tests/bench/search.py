"""Search as families type: what is found, which danger is seen, and how long it takes.

`given_queries.yaml` is a sample of others; `search_queries.yaml` was written before anything was
tuned; the others by somebody who had seen neither rules nor synonyms. The failures of `fresh`,
`third` and `hard` were looked at after their first measurement; **those of `unseen` by nobody**.
Each query of the older files belongs by its hash to one half: "tuned on", whose failures were
looked at, or "held out", whose failures were not. Right means: the first expected page among the
first three, or any expected page first.
"""

import hashlib
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from tests.bench.articles import fill
from tests.bench.databases import on_each
from tests.bench.table import table

HERE = Path(__file__).parent
FILES = {
    "given": "given_queries.yaml",
    "own": "search_queries.yaml",
    "later": "later_queries.yaml",
    "fresh": "fresh_queries.yaml",
    "third": "third_queries.yaml",
    "hard": "hard_queries.yaml",
    "unseen": "unseen_queries.yaml",
}
HALVES = ("tuned on", "held out")
ARTICLES = int(os.environ.get("BENCH_ARTICLES", "10000"))

HOSTILE = (
    "x" * 10_000,
    "my son wont wake up " * 500,
    "pill drug help sick money detox rehab scared " * 200,
    "asdfgh qwerty zxcvbn poiuyt lkjhgf mnbvcx " * 200,
    '"NEAR(a b) * : - ^ OR' * 400,
    "' OR 1=1; DROP TABLE wagtailcore_page; --" * 200,
    "\x01\x02\x1b\x7f" * 2_500,
    "مرحبا ساعدوني " * 700,
    "😀" * 10_000,
)

Query = dict[str, Any]


def half_of(words: str) -> str:
    return HALVES[hashlib.sha256(words.encode()).digest()[0] % 2]


def queries(file: str = "") -> list[Query]:
    """Every query with the file and the half that it belongs to."""
    found: list[Query] = []
    for name, path in FILES.items():
        if file in ("", name):
            for row in yaml.safe_load((HERE / path).read_text()):
                found.append(row | {"file": name, "half": half_of(row["q"])})
    return found


def is_right(found: list[str], expected: list[str]) -> bool:
    return expected[0] in found[:3] or any(page in expected for page in found[:1])


def measure() -> str:
    return on_each("tests.bench.search")


def quality(kind: str) -> str:
    from articles.search import find, panel_for

    rows = queries()
    # A Spanish query is asked under both addresses: each reader types what comes to mind.
    rows += [
        row | {"kind": "spanish, under /es/", "language": "es"}
        for row in rows
        if row["kind"] == "spanish"
    ]
    for row in rows:
        found = [page.slug for page in find(row["q"], row.get("language", "en"))]
        row["right"] = is_right(found, row["expect"])
        row["flagged"] = panel_for(row["q"]) is not None
    groups: list[tuple[str, Callable[[Query], bool]]] = [
        (f"{file}, {half}", lambda row, f=file, h=half: (row["file"], row["half"]) == (f, h))
        for file in FILES
        for half in HALVES
    ]
    kinds = sorted({row["kind"] for row in rows})
    groups += [(f"kind: {name}", lambda row, k=name: row["kind"] == k) for name in kinds]
    lines = [(name, *_shares(row for row in rows if test(row))) for name, test in groups]
    return table(
        f"Search on {kind}, the sample",
        ("queries", "found", "crises flagged", "calm ones flagged"),
        [*lines, ("all", *_shares(rows))],
    )


def _shares(rows: Iterable[Query]) -> tuple[str, str, str]:
    rows = list(rows)
    crises = [row for row in rows if row["crisis"]]
    calm = [row for row in rows if not row["crisis"]]
    return (
        _share(row["right"] for row in rows),
        _share(row["flagged"] for row in crises),
        _share(row["flagged"] for row in calm),
    )


def _share(held: Iterable[bool]) -> str:
    held = list(held)
    return f"{sum(held)}/{len(held)} = {sum(held) / len(held):.2f}" if held else "-"


def times(kind: str) -> str:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from articles.models import ArticlePage
    from articles.search import find
    from articles.search.index import INDEX

    lines: list[tuple[object, ...]] = []
    for number in (0, ARTICLES):
        if number:
            fill(number)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
            INDEX.__init__()  # type: ignore[misc]
            began = time.perf_counter()
            find("naloxone", "en")
            lines.append(("", "the first search reads all", "", "", _ms(began)))
            article = ArticlePage.objects.get(slug="cannabis")
            article.save_revision().publish()
            began = time.perf_counter()
            find("naloxone", "en")
            lines.append(("", "the first after a publication", "", "", _ms(began)))
        count = f"{ArticlePage.objects.live().count():,}"
        client = Client()
        for name, ask in (
            ("find", lambda words: find(words, "en")),
            ("the page", lambda words, client=client: client.get("/search/", {"q": words}).content),
        ):
            taken, worst = (
                sorted(_taken(ask, words)) for words in ((row["q"] for row in queries()), HOSTILE)
            )
            with CaptureQueriesContext(connection) as captured:
                ask("mi hijo no despierta")
            lines.append(
                (
                    count,
                    name,
                    len(captured),
                    f"{statistics.median(taken):.1f}",
                    f"{taken[int(len(taken) * 0.95)]:.1f} (worst {taken[-1]:.1f})",
                )
            )
            lines.append((count, f"{name}, hostile", "", "", f"(worst {worst[-1]:.1f})"))
    return table(
        f"Search on {kind}: server time in ms",
        ("articles", "what", "queries", "median", "95 %"),
        lines,
    )


def _taken(ask: Callable[[str], object], asked: Iterable[str]) -> Iterable[float]:
    """How long each of these takes in ms, with nothing cached."""
    from django.core.cache import cache

    for words in asked:
        cache.clear()
        began = time.perf_counter()
        ask(words)
        yield (time.perf_counter() - began) * 1000


def _ms(began: float) -> str:
    return f"{(time.perf_counter() - began) * 1000:.0f}"


def failures(file: str = "") -> str:
    """What to look at while tuning: of the half that may be looked at."""
    from articles.search import find, panel_for

    said = []
    for row in queries(file):
        if row["half"] == HALVES[0] and row["file"] != "unseen":
            found = [page.slug for page in find(row["q"], "en")]
            if not is_right(found, row["expect"]):
                said.append(f"{row['q']}: {found[:4]}, not {row['expect']}")
            if row["crisis"] != (panel_for(row["q"]) is not None):
                said.append(f"{row['q']}: a crisis is {row['crisis']}")
    return "\n".join(said)


if __name__ == "__main__":
    from tests.bench.setup import sample_site

    with sample_site(as_installed=True):
        if os.environ.get("BENCH_FAILURES"):
            sys.stdout.write(failures() + "\n")
        sys.stdout.write(quality(os.environ.get("BENCH_DATABASE", "SQLite")) + "\n")
        if ARTICLES:
            sys.stdout.write(times(os.environ.get("BENCH_DATABASE", "SQLite")) + "\n")
