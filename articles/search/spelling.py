"""A word that nobody wrote: which known words are a slip or two away. Pure."""

from collections.abc import Iterable

MOST_NEAR = 3
"""So many readings of a misspelt word are tried at once."""


def allowed(word: str) -> int:
    """How many slips a word of this length may hold and still be known again."""
    if len(word) < 4 or any(letter.isdigit() for letter in word):
        return 0
    if len(word) < 8:
        return 1
    return 2 if len(word) < 12 else 3


def distance(one: str, two: str, most: int) -> int:
    """Slips between two words: a letter more, less, wrong, or two that changed places.

    Damerau 1964, in the form that edits no stretch twice ("optimal string alignment"); more than
    `most` is told as `most + 1`.
    """
    if abs(len(one) - len(two)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, start=1):
        last, row, older = row, [i], before
        for j, b in enumerate(two, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if older and i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]


class Spellings:
    """The words that may be meant."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words: dict[str, int] = {}
        self._by_letter: dict[str, list[tuple[str, int]]] = {}
        for word in words:
            self.add(word)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def add(self, word: str) -> None:
        """Know a word, and how often it was added: of two as near, the commoner is meant."""
        if word not in self.words and word.isalpha() and len(word) > 2:
            self._by_letter.setdefault(word[0], []).append((word, _letters(word)))
        self.words[word] = self.words.get(word, 0) + 1

    def near(self, word: str) -> list[tuple[str, int]]:
        """The nearest known words with their slips, best first; only those as near as the best."""
        most = allowed(word)
        if not most:
            return []
        mine, found = _letters(word), []
        for first in {word[0], word[1]}:
            for known, letters in self._by_letter.get(first, ()):
                # Each slip changes two letters at most: this spares most of the comparing.
                if (mine ^ letters).bit_count() > 2 * most:
                    continue
                slips = distance(word, known, most)
                if slips <= most:
                    found.append((slips, known[0] != word[0], -self.words[known], known))
        found.sort()
        return [(known, slips) for slips, *_, known in found[:MOST_NEAR] if slips == found[0][0]]


def _letters(word: str) -> int:
    """Which letters a word has, as the bits of one number."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits
