"""The staff side with 1,000 and with 100,000 requests stored, on SQLite and on PostgreSQL.

The list is to ask at most 12 queries and take 100 ms, opening a request 50 ms, and a search of
10,000 requests (a tenth of all came in the thirty days that are searched) is to answer within 1 s.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from tests.bench.databases import on_each
from tests.bench.table import table
from tests.conftest import sign_in

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "30"))
NUMBERS = [int(n) for n in os.environ.get("BENCH_REQUESTS", "1000,100000").split(",")]


def measure() -> str:
    return on_each("tests.bench.queue")


def one_database(kind: str) -> str:
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.test import Client

    from contact import team
    from contact.models import IntakeRequest
    from tests.bench.many import store

    user = get_user_model().objects.create_user("bench", "bench@example.org")
    with team.allowed():
        user.groups.add(Group.objects.get(name=team.INTAKE))
    client = Client()
    sign_in(client, user)
    said, stored = [], 0
    for number in NUMBERS:
        store(number - stored, number, user)
        stored = number
        said.append(_figures(kind, f"{number:,} requests", client, user))
    # The worst a queue can be: nobody ever closed one.
    IntakeRequest.objects.update(status="new", disposition="", closed_at=None, due_at=None)
    said.append(_figures(kind, f"{stored:,} requests, all of them new", client, user))
    return "\n".join(said)


def _figures(kind: str, note: str, client: Any, user: Any) -> str:
    from contact.models import IntakeRequest

    rows = list(IntakeRequest.objects.order_by("-created_at").defer("envelope")[:ROUNDS])
    turns = iter(rows * 4)
    last = max(1, -(-IntakeRequest.objects.count() // 50))
    listed = "/admin/requests/"

    def get(address: str) -> Callable[[], Any]:
        return lambda: client.get(address)

    def find(words: str) -> Callable[[], Any]:
        return lambda: client.post(f"{listed}find/", {"words": words, "days": "30"})

    pages: list[tuple[str, Callable[[], Any], int]] = [
        ("list", get(listed), ROUNDS),
        ("list, last page", get(f"{listed}?p={last}"), ROUNDS),
        ("list, closed", get(f"{listed}?status=closed"), ROUNDS),
        ("list, mine", get(f"{listed}?assignee={user.pk}&status=assigned&status=reached"), ROUNDS),
        ("list, by next step", get(f"{listed}?ordering=-due_at"), ROUNDS),
        ("news", get(f"{listed}news/"), ROUNDS),
        ("home panel", get("/admin/"), ROUNDS),
        ("one request", lambda: client.get(f"{listed}{next(turns).pk}/"), ROUNDS),
        ("others of the same person", lambda: client.post(f"{listed}{rows[0].pk}/same-person/"), 5),
        ("search, first answer", find("nowhere"), 5),
        ("search, many found", find("daughter"), 5),
    ]
    return table(
        f"The queue on {kind}, {note}: server time in ms",
        ("page", "queries", "median", "95 %", "best"),
        [(name, *_measured(send, rounds)) for name, send, rounds in pages],
    )


def _measured(send: Callable[[], Any], rounds: int) -> Sequence[object]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    send()
    with CaptureQueriesContext(connection) as captured:
        answer = send()
    queries = len(captured)
    if answer.status_code != 200:
        raise RuntimeError(f"the answer was {answer.status_code}")
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        _ = send().content
        taken.append((time.perf_counter() - began) * 1000)
    slow = sorted(taken)[int(len(taken) * 0.95)]
    return (queries, *(f"{n:.1f}" for n in (statistics.median(taken), slow, min(taken))))


if __name__ == "__main__":
    from tests.bench.setup import sample_site

    with sample_site(as_installed=True):
        sys.stdout.write(one_database(os.environ["BENCH_DATABASE"]) + "\n")
