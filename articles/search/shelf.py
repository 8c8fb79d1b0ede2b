"""The articles of one language as their words: which article holds which stem, and how strongly.

Pure: it knows texts and keys, no database. Weights follow BM25F, where each field's count is
weighed and its length set against the usual before all are summed and satured (Robertson and
Zaragoza 2009, "The Probabilistic Relevance Framework", section 3.5). The usual lengths are fixed
numbers, so that one article's weights never depend on the others.
"""

import math
from array import array
from collections import Counter
from dataclasses import dataclass

from articles.search.spelling import Spellings
from articles.search.words import is_stop, stems, tokens

K1 = 1.6
FIELDS = {"title": (6.0, 0.3, 9), "summary": (3.0, 0.3, 42), "headings": (2.5, 0.5, 45)} | {
    "body": (1.0, 0.75, 800)
}
"""Of each field: its weight, how much its length counts, and its usual length in words."""

SHORT = ("title", "summary", "headings")
"""What is read closely: its words are known to the spelling, its phrases count."""


@dataclass(frozen=True)
class Text:
    title: str
    summary: str
    headings: str
    body: str


class Shelf:
    def __init__(self, language: str) -> None:
        self.language = language
        self.keys: list[int] = []
        """By place on the shelf; 0 where an article was taken away."""
        self.places: dict[int, int] = {}
        self.holders: dict[str, tuple[array[int], array[float]]] = {}
        self.short: list[tuple[str, ...]] = []
        self.titles: dict[str, set[int]] = {}
        """Which places have a stem in their title."""
        self.spellings = Spellings()
        self.gone = 0

    def __len__(self) -> int:
        return len(self.places)

    def put(self, key: int, text: Text) -> None:
        """Put an article on the shelf, in place of its older self."""
        self.take(key)
        place = len(self.short)
        for stem, weight in self._weights(text).items():
            holders = self.holders.get(stem)
            if holders is None:
                holders = self.holders[stem] = array("I"), array("f")
            holders[0].append(place)
            holders[1].append(weight)
        for stem in stems(text.title, self.language):
            self.titles.setdefault(stem, set()).add(place)
        phrase: list[str] = []
        for field in SHORT:
            said = getattr(text, field)
            phrase += [*stems(said, self.language), ""]
            for word in tokens(said):
                self.spellings.add(word)
        self.short.append(tuple(phrase))
        self.keys.append(key)
        self.places[key] = place

    def take(self, key: int) -> None:
        place = self.places.pop(key, None)
        if place is not None:
            self.keys[place] = 0
            self.gone += 1

    def titled(self, wanted: set[str]) -> set[int]:
        """The places of the articles that have all of these stems in their title."""
        places = set.intersection(*(self.titles.get(stem, set()) for stem in wanted))
        return {place for place in places if self.keys[place]}

    @property
    def is_worn(self) -> bool:
        """So much was taken away that it is better put up anew."""
        return self.gone > max(200, len(self.places))

    @property
    def unseen(self) -> float:
        """The rarity of a word that no article has."""
        return math.log(1 + (len(self.places) + 0.5) / 0.5)

    def rarity(self, stem: str) -> float:
        """Inverse document frequency, never below zero (Robertson and Zaragoza 2009, 3.4)."""
        holders = self.holders.get(stem)
        if holders is None or not self.places:
            return 0.0
        number = min(len(holders[0]), len(self.places))
        return math.log(1 + (len(self.places) - number + 0.5) / (number + 0.5))

    def _weights(self, text: Text) -> dict[str, float]:
        summed: dict[str, float] = {}
        for field, (weight, share, usual) in FIELDS.items():
            said = stems(getattr(text, field), self.language)
            length = 1 - share + share * len(said) / usual
            for stem, number in Counter(said).items():
                if not is_stop(stem, self.language):
                    summed[stem] = summed.get(stem, 0) + weight * number / length
        return {stem: s * (K1 + 1) / (s + K1) for stem, s in summed.items()}
