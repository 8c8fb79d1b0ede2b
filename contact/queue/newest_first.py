"""Reading sealed rows newest first, a few at a time, from wherever somebody stopped."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contact.models import IntakeRequest

CHUNK = 250


@dataclass(frozen=True)
class Place:
    """Where somebody stopped: at a request, named by its time and, of two at once, its id."""

    created_at: datetime
    pk: uuid.UUID

    def __str__(self) -> str:
        return f"{self.created_at.isoformat()} {self.pk}"

    @classmethod
    def of(cls, row: IntakeRequest) -> "Place":
        return cls(row.created_at, row.pk)

    @classmethod
    def read(cls, text: str) -> "Place":
        """What `str` wrote. Raises `ValueError` for anything else."""
        at, _, pk = text.partition(" ")
        created_at = datetime.fromisoformat(at)
        if created_at.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return cls(created_at, uuid.UUID(pk))

    def beyond(self, rows: Any) -> Any:
        """Those of `rows` that are older."""
        older = rows.filter(created_at__lte=self.created_at)
        return older.exclude(created_at=self.created_at, pk__gte=self.pk)


def newest_first(rows: Any, *parts: str, most: int) -> Iterator[IntakeRequest]:
    """At most `most` of them, with their sealed `parts`; who stops early has read little more."""
    ordered = rows.order_by("-created_at", "-pk").prefetch_related(*parts)
    while most > 0 and (chunk := list(ordered[: min(CHUNK, most)])):
        yield from chunk
        most -= len(chunk)
        ordered = Place.of(chunk[-1]).beyond(ordered)
