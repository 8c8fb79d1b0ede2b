"""How many requests stand where: one look at all of them, for everything the list has to count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Q, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from contact.models import IntakeRequest


@dataclass(frozen=True)
class Heap:
    """Requests that are alike in all that the list filters by."""

    status: str
    assignee: int | None
    language: str
    suspected: bool
    number: int
    due: int
    username: str | None
    newest: datetime

    @property
    def is_open(self) -> bool:
        return self.status in IntakeRequest.OPEN


class Overview:
    def __init__(self, now: datetime) -> None:
        self.now = now

    @cached_property
    def heaps(self) -> list[Heap]:
        """Grouped by the leading columns of an index that holds all that is asked for here."""
        due = Q(due_at__lte=self.now)
        grouped = (
            IntakeRequest.objects.order_by()
            .values_list("status", "assignee", "language", "suspected")
            .annotate(
                number=Count("*"),
                due=Count("status", filter=due),
                username=Max("assignee__username"),
                # The same beside each; the end of an index, where the largest of all would be
                # looked for among all.
                newest=Subquery(
                    IntakeRequest.objects.order_by("-created_at").values("created_at")[:1]
                ),
            )
        )
        return [Heap(*group) for group in grouped]

    @property
    def newest(self) -> str:
        """What `contact.queue.listing.newest()` says, without asking again."""
        return self.heaps[0].newest.isoformat() if self.heaps else ""

    def assignees(self, user: Any) -> list[tuple[str, str]]:
        """Who has something, and `user` in any case, as choices."""
        names = {str(heap.assignee): str(heap.username) for heap in self.heaps if heap.assignee}
        names[str(user.pk)] = user.get_username()
        return sorted(names.items(), key=lambda pair: pair[1])

    def counts(self, user: Any, chosen: dict[str, list[str]]) -> list[dict[str, Any]]:
        """Each status, and what is mine and open, as links that filter the list."""
        mine = {"assignee": [str(user.pk)], "status": [str(s) for s in IntakeRequest.OPEN]}
        links = [(label, {"status": [value]}) for value, label in IntakeRequest.Status.choices]
        url = reverse("contact_queue:list")
        return [
            {
                "label": label,
                "number": sum(heap.number for heap in self.heaps if _fits(heap, wanted)),
                "url": f"{url}?{urlencode(wanted, doseq=True)}",
                "chosen": wanted == chosen,
            }
            for label, wanted in [*links, (_("Mine"), mine)]
        ]


def _fits(heap: Heap, wanted: dict[str, list[str]]) -> bool:
    return heap.status in wanted["status"] and (
        "assignee" not in wanted or str(heap.assignee) in wanted["assignee"]
    )
