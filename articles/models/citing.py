"""Which blocks of a page name which sources, and which of these were retracted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.blocks.shared import chosen
from articles.editing.places import SOURCES, Place
from articles.models.evidence.source import Source


@dataclass(frozen=True)
class Citation:
    """A block's list of sources, by their keys."""

    place: Place
    keys: frozenset[int]


def citations(page: Any) -> list[Citation]:
    """In the order of the blocks; without a query."""
    found = []
    for number, child in enumerate(getattr(getattr(page, "body", None), "raw_data", ())):
        for name in SOURCES:
            keys = chosen(child.get("value"), {name})
            if keys:
                block = page.body.stream_block.child_blocks.get(child.get("type"))
                label = str(block.label) if block else ""
                place = Place("body", (number, name), child.get("id") or "", label, "", False)
                found.append(Citation(place, frozenset(keys)))
    return found


def retracted(cited: list[Citation]) -> Iterator[tuple[Place, Source]]:
    """In one query; none where nothing is cited."""
    keys = {key for each in cited for key in each.keys}
    if not keys:
        return
    fallen = Source.objects.filter(pk__in=keys, retracted_on__isnull=False).in_bulk()
    for each in cited:
        for key in sorted(each.keys & set(fallen)):
            yield each.place, fallen[key]
