"""A search in one thread, while another puts a new article on the shelf that it reads."""

import importlib
import threading
from typing import Any

import pytest

from articles.search import find
from articles.search.index import INDEX

pytestmark = pytest.mark.django_db
FIND = importlib.import_module("articles.search.find")


def test_nobody_changes_a_shelf_that_is_being_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rank, got_in = FIND.rank, []

    def change() -> None:
        got_in.append(INDEX.lock.acquire(blocking=False))

    def read(*args: Any) -> Any:
        other = threading.Thread(target=change)
        other.start()
        other.join()
        return rank(*args)

    monkeypatch.setattr(FIND, "rank", read)
    assert find("naloxone", "en")
    assert got_in == [False]
