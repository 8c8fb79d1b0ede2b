"""The shelves of this process, kept as the database is: asked at each search, in one query.

What is kept are the articles' words, which are public. No query is kept.
"""

import json
import logging
import re
import threading
from html import unescape
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Count, Max, Sum, TextField
from django.db.models.functions import Cast
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from articles.models import ArticlePage, Synonym
from articles.search.phrasebook import Phrasebook
from articles.search.shelf import Shelf, Text

_TAG = re.compile(r"<[^>]+>")
NO_WORDS = {"id", "type", "anchor", "level", "kind", "link", "source", "sources", "call", "image"}
"""The parts of a block that say nothing to a reader."""

CHUNK = 500

Stamp = tuple[Any, ...]


class Index:
    def __init__(self) -> None:
        self._shelves: dict[str, Shelf] = {}
        self._stamps: dict[int, tuple[Stamp, str]] = {}
        """Of each article that stands on a shelf: its version, and the shelf's language."""
        self._same: dict[int, dict[str, int]] = {}
        self._stamp: Stamp | None = None
        self._book = Phrasebook()
        self._book_stamp: Stamp | None = None
        self.lock = threading.RLock()
        """Held by whoever reads a shelf: another thread may be putting an article on it."""

    def shelves(self) -> dict[str, Shelf]:
        """By language, the live and public articles, as the database has them at this moment."""
        articles = ArticlePage.objects.live().public()
        # A publication always makes a new revision live, so that the sum changes even where two
        # are committed out of their order.
        stamp = tuple(
            articles.aggregate(
                Count("pk"), Sum("pk"), Sum("live_revision_id"), Max("last_published_at")
            ).values()
        )
        if stamp != self._stamp:
            with self.lock:
                if stamp != self._stamp:
                    self._follow()
                    self._stamp = stamp
        return self._shelves

    def versions(self, key: int) -> dict[str, int]:
        """What an article is in each language, itself too: primary keys by language."""
        return self._same.get(key, {})

    def book(self) -> Phrasebook:
        """The editors' synonyms, as the database has them at this moment."""
        stamp = tuple(Synonym.objects.aggregate(Count("pk"), Sum("pk"), Max("updated_at")).values())
        if stamp != self._book_stamp:
            rows = Synonym.objects.order_by("pk").values_list("words", "means", "language")
            self._book, self._book_stamp = Phrasebook(rows), stamp
        return self._book

    def forget(self, key: int | None = None) -> None:
        """Read this article again, whatever its version says; without a key, the synonyms."""
        if key is None:
            self._book_stamp = None
        else:
            self._stamps[key] = ((), self._stamps[key][1]) if key in self._stamps else ((), "")
            self._stamp = None

    def clear(self) -> None:
        """Read everything again: what was kept may be of a transaction that was taken back."""
        with self.lock:
            self._shelves, self._stamps = {}, {}
            self._stamp = self._book_stamp = None
            self._book = Phrasebook()

    def _follow(self) -> None:
        articles = ArticlePage.objects.live().public()
        versions = articles.order_by("pk").values_list(
            "pk",
            "live_revision_id",
            "last_published_at",
            "locale__language_code",
            "translation_key",
        )
        now: dict[int, tuple[Stamp, str]] = {}
        same: dict[int, dict[str, int]] = {}
        by_key: dict[Any, dict[str, int]] = {}
        for pk, revision, at, language, key in versions:
            now[pk] = ((revision, at), language)
            same[pk] = by_key.setdefault(key, {})
            same[pk][language] = pk
        # At once: a search on another thread asks for them without the lock.
        self._same = same
        changed = [pk for pk, version in now.items() if self._stamps.get(pk) != version]
        for pk in set(self._stamps) - set(now) | set(changed):
            language = self._stamps.pop(pk, ((), ""))[1]
            if language:
                self._shelves[language].take(pk)
        worn = {language for language, shelf in self._shelves.items() if shelf.is_worn}
        for language in worn:
            self._shelves[language] = Shelf(language)
            changed += [pk for pk, version in now.items() if version[1] == language]
        changed = sorted(set(changed))
        for begin in range(0, len(changed), CHUNK):
            for pk, text in _texts(changed[begin : begin + CHUNK]):
                language = now[pk][1]
                self._shelves.setdefault(language, Shelf(language)).put(pk, text)
                self._stamps[pk] = now[pk]


INDEX = Index()


def warm() -> None:
    """Read every article for the searches to come; a database that is away is asked again then.

    For a thread of its own: its connection is closed.
    """
    try:
        INDEX.shelves()
        INDEX.book()
    except DatabaseError:
        logging.getLogger("recovery_site").warning("The search could not read the articles yet.")
    finally:
        connection.close()


@receiver([post_save, post_delete], sender=ArticlePage)
def _read_again(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    INDEX.forget(instance.pk)


@receiver([post_save, post_delete], sender=Synonym)
def _look_up_again(sender: Any, **kwargs: Any) -> None:
    INDEX.forget()


def _texts(keys: list[int]) -> list[tuple[int, Text]]:
    """The articles' words, in one query. Blocks are read as stored: making them takes long."""
    rows = ArticlePage.objects.filter(pk__in=keys).values_list(
        "pk",
        "title",
        "summary",
        "search_description",
        Cast("body", TextField()),
        Cast("urgent", TextField()),
        "next_step",
    )
    found = []
    for pk, title, summary, description, body, urgent, next_step in rows:
        headings: list[str] = []
        rest: list[Any] = [*_blocks(urgent)]
        for block in _blocks(body):
            value = block.get("value")
            if block.get("type") == "heading" and isinstance(value, dict):
                headings.append(str(value.get("text", "")))
            else:
                rest.append(block)
        words = " ".join([*said(rest), _plain(next_step)])
        text = Text(title, f"{summary} {description}", " . ".join(headings), words)
        found.append((pk, text))
    return found


def said(blocks: list[Any]) -> list[str]:
    """Every text within these blocks, as stored, that a reader sees."""
    found: list[str] = []
    _collect([block.get("value") for block in blocks], found)
    return found


def _blocks(stored: str) -> list[dict[str, Any]]:
    blocks = json.loads(stored or "[]")
    return [block for block in blocks if isinstance(block, dict)]


def _collect(value: Any, said: list[str]) -> None:
    """Every text within a block's value."""
    if isinstance(value, str):
        said.append(_plain(value))
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NO_WORDS:
                _collect(part, said)
    elif isinstance(value, list):
        for part in value:
            _collect(part, said)


def _plain(html: str) -> str:
    return unescape(_TAG.sub(" ", html))
