"""Numbers that stand on a page without coming from the registry.

In rich text that is every number that is no reference: it would stay as it is when the registry
learns a new one. Plain text (a title, a danger sign) cannot hold a reference: there a number is
typed by hand when the registry does not hold it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wagtail.models import Page

from articles.editing import numbers, rich_text
from articles.editing.places import Place, places, rewrite
from articles.editing.rich_text import Reference


@dataclass(frozen=True)
class Registry:
    """What the registry holds, each number by its key."""

    references: Mapping[str, Reference] = field(default_factory=dict)
    """What can be called: by voice or TTY."""
    to_text: frozenset[str] = frozenset()
    """What can only be texted: its words stand with the helpline, not within a sentence."""

    def __contains__(self, key: str) -> bool:
        return key in self.references or key in self.to_text

    @property
    def short(self) -> set[str]:
        """The short codes, which no list of all phone numbers knows."""
        return {key for key in (*self.references, *self.to_text) if key.isdigit()}


@dataclass(frozen=True)
class ByHand:
    place: Place
    key: str
    shown: str
    around: str
    """Some words before and after it."""
    known: bool
    """Whether the registry has it."""


def find(page: Page, registry: Registry) -> list[ByHand]:
    """The numbers typed by hand on `page`, in the order of its fields and blocks."""
    return [found for place in places(page) for found in in_place(place, registry)]


def replace(page: Page, key: str, registry: Registry) -> None:
    """Make every `key` in the rich text of `page` a reference; nothing is saved."""
    known = {key: registry.references[key]} if key in registry.references else {}
    rewrite(page, lambda html: rich_text.replaced(html, known, registry.short))


def in_place(place: Place, registry: Registry) -> Iterator[ByHand]:
    if not place.rich:
        for number in numbers.find(place.text):
            if number.key not in registry:
                yield ByHand(place, number.key, number.shown, place.text[:80], known=False)
        return
    for typed in rich_text.typed(place.text, registry.short):
        key = typed.number.key
        as_plain = typed.linked or key not in registry.references
        if not (as_plain and key in registry):
            yield ByHand(place, key, typed.number.shown, typed.around, known=key in registry)
