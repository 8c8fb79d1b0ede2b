"""The list's order, without sorting what is not shown.

What is due first, then who waits longest, what is closed last. The first of these depends on the
clock, so no index has that order; but each stretch of it runs along an index of its own.
"""

from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, When

from contact.models import IntakeRequest

Rows = QuerySet[IntakeRequest]
Stretch = tuple[Rows, int]
"""Requests in their order, and how many there are."""

ORDER = ("turn", "laid_aside", "created_at", "pk")


class Lines:
    """What a paginator asks of a list; only the lines of a page are read, by one query."""

    def __init__(self, shown: Rows, order: tuple[str, ...], stretches: list[Stretch]) -> None:
        self.shown, self.order, self.stretches = shown, order, stretches

    def count(self) -> int:
        return sum(number for _rows, number in self.stretches)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[IntakeRequest]:
        begin, end = part.start or 0, self.count() if part.stop is None else part.stop
        pieces = []
        for rows, number in self.stretches:
            if begin < number and end > 0:
                pieces.append(rows.values("pk")[max(begin, 0) : min(end, number)])
            begin, end = begin - number, end - number
        if not pieces:
            return []
        # Wrapped once more: SQLite takes no limit within a union.
        plain = IntakeRequest.objects.order_by().values("pk")
        first, *others = [plain.filter(pk__in=piece) for piece in pieces]
        wanted = first.union(*others, all=True) if others else pieces[0]
        return list(self.shown.filter(pk__in=wanted).order_by(*self.order))


def with_turn(rows: Rows, now: datetime) -> Any:
    due = When(due_at__lte=now, laid_aside=0, then=0)
    return rows.annotate(turn=Case(due, default=1, output_field=IntegerField()))


def in_turn(rows: Rows, now: datetime, due: int, number: int) -> list[Stretch]:
    """`rows` in the list's order: `due` of them at the front, of `number` in all."""
    come = Q(due_at__lte=now, laid_aside=0)
    ordered = rows.order_by("laid_aside", "created_at", "pk")
    return [(ordered.filter(come), due), (ordered.exclude(come), number - due)]
