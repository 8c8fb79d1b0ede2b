"""Server time of a page that no cache holds: this process alone, from request to last byte."""

import os
import statistics
import time

from django.test import Client

from tests.bench.queries import PAGES, forget
from tests.bench.table import table

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "30"))


def measure() -> str:
    rows = []
    for name, url in PAGES.items():
        client = Client()
        for _ in range(3):
            client.get(url)
        taken = sorted(_once(client, url) for _ in range(ROUNDS))
        middle, slow = statistics.median(taken), taken[int(len(taken) * 0.95)]
        forget()
        cold = _once(client, url)
        rows.append((name, f"{middle:.1f}", f"{slow:.1f}", f"{cold:.1f}"))
    note = f"Server time in ms, {ROUNDS} requests each, no page cache"
    return table(note, ("page", "median", "95 %", "first, cold"), rows)


def _once(client: Client, url: str) -> float:
    began = time.perf_counter()
    _ = client.get(url).content
    return (time.perf_counter() - began) * 1000
