"""A thousand pleas, a hundred at a time: every one is stored, and no two are taken for one.

Real gunicorn with its own defaults, on the kind of database that the run uses. `ORDEAL=1` sends
ten thousand.
"""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.contact.own_postgres import post
from tests.project.processes import Served, Site

POSTS = 10_000 if os.environ.get("ORDEAL") else 1_000
AT_ONCE = 100
HIGHER = f"""
from recovery_site.settings.development import *
RATE_LIMIT_SITE = {2 * POSTS}
"""
STORED = """
from contact.models import IntakeRequest, Notice
requests = IntakeRequest.objects.all()
said = {}
for request in requests:
    said[request.reference] = request.open()["message"]
say({
    "said": said,
    "rows": len(requests),
    "owed": sorted(map(str, Notice.objects.values_list("request__reference", flat=True))),
})
"""


@pytest.fixture
def served(own_site: Site, tmp_path: Path) -> Iterator[Served]:
    changes = {}
    if POSTS > 5_000:
        # The ordeal alone goes past the ceiling of posts from everywhere.
        (tmp_path / "ordeal.py").write_text(HIGHER)
        changes = {"PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "ordeal"}
    with own_site.gunicorn(**changes) as made:
        yield made


def words(number: int) -> dict[str, str]:
    return {"form": "short", "phone": "(570) 555-0123", "message": f"plea {number}"}


def test_a_thousand_different_words(own_site: Site, served: Served) -> None:
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(lambda n: post(served, words(n)), range(POSTS)))
    assert Counter(status for status, _, _ in answers) == {303: POSTS}
    assert len({location for _, location, _ in answers}) == POSTS

    stored = own_site.python(STORED)
    assert stored["rows"] == len(stored["said"]) == POSTS, "each has a reference of its own"
    assert set(stored["said"].values()) == {f"plea {n}" for n in range(POSTS)}
    assert stored["owed"] == sorted(stored["said"]), "one notice of each"


def test_twenty_times_the_same_words(own_site: Site, served: Served) -> None:
    """Somebody who taps again and again, or whose browser does, on a slow connection."""
    with ThreadPoolExecutor(20) as taps:
        answers = list(taps.map(lambda _: post(served, words(0)), range(20)))
    assert Counter(status for status, _, _ in answers) == {303: 20}
    assert len({location for _, location, _ in answers}) == 1

    stored = own_site.python(STORED)
    assert stored["rows"] == 1
    assert stored["owed"] == list(stored["said"])
