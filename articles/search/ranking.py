"""The order of the results: one for every database, computed here.

A query is a row of thoughts. Each is said in one way or several (as typed, as it may have been
meant to be spelt, as the articles call it), and the best way counts, with a little for the others.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.search.phrasebook import Phrasebook
from articles.search.shelf import K1, Shelf
from articles.search.spelling import allowed
from articles.search.words import KIN, is_stop, language_of, stem

AS_MEANT = 0.9
"""What a synonym counts, beside the words as typed."""

AS_SPELT = 0.85
OF_KIN = 0.5
"""What a word counts, of what it would, that only says whom it is about."""

OTHER_WAYS = 0.25
"""What the other ways of saying the same thought add."""

TOGETHER = 0.35
"""What it adds that two words which follow each other stand so in a title or summary."""

CLOSE_READ = 60
"""So many of the best are read closely."""

MOST_READ = 60_000
"""So many entries are looked at; then the commonest words, which decide least, are left out."""

MOST_CORRECTED = 8
OF_A_DANGER = 0.9
"""What an article about the danger gains, as a share of the best score."""

WEAKEST = 0.22
"""What scores less than this share of the best is left out."""

Way = tuple[tuple[str, ...], float]


@dataclass
class Thought:
    ways: list[Way]

    def read(self, shelf: Shelf) -> int:
        """How many entries of the shelf it takes to weigh this thought."""
        return sum(
            len(shelf.holders[s][0]) for way, _ in self.ways for s in way if s in shelf.holders
        )

    def most(self, shelf: Shelf) -> float:
        """What an article could gain by it at most: every word, as strongly as can be said."""
        ways = (
            strength / len(way) ** 0.5 * sum(shelf.rarity(word) for word in way)
            for way, strength in self.ways
        )
        known = max(ways, default=0.0)
        return (known or self.ways[0][1] * shelf.unseen) * (K1 + 1)

    def rarity(self, shelf: Shelf) -> float:
        return max((shelf.rarity(s) for way, _ in self.ways for s in way), default=0.0)


def thoughts(words: Sequence[str], shelf: Shelf, book: Phrasebook) -> list[Thought]:
    """A query's words as the shelf's language understands them."""
    found, corrected = [], 0
    language = shelf.language
    covered = 0
    readings = list(words)
    spoken = language_of(words)
    for n, word in enumerate(words):
        if _is_known(word, shelf, book) or not allowed(word) or corrected >= MOST_CORRECTED:
            continue
        corrected += 1
        on_shelf = shelf.spellings.near(word) if spoken in ("en", language) else []
        near = sorted(on_shelf + book.near(word, spoken), key=lambda pair: pair[1])
        if near:
            best = [known for known, slips in near if slips == near[0][1]]
            readings[n] = best[0]
            ways: list[Way] = [
                ((stem(known, language),), AS_SPELT) for known in dict.fromkeys(best)
            ]
            found.append(
                Thought([(way, weight) for way, weight in ways if way[0] in shelf.holders])
            )
    for n, word in enumerate(readings):
        sayings = book.at(readings, n)
        ways = []
        if n >= covered or sayings:
            typed = stem(word, language)
            if not is_stop(word, language) and not is_stop(word, "es") and word == words[n]:
                ways.append(((typed,), OF_KIN if word in KIN else 1.0))
        for saying in sayings:
            covered = max(covered, n + len(saying.words))
            # A phrase of many words says one thing, and says it more surely.
            strength = AS_MEANT * (1 + 0.25 * (len(saying.words) - 1))
            if saying.is_kin:
                strength *= OF_KIN
            for meaning in saying.means:
                for said in _as_here(meaning, language, book):
                    plain = tuple(stem(w, language) for w in said if not is_stop(w, language))
                    if plain:
                        ways.append((plain, strength))
        if language != "en" and not sayings:
            for said in book.said((word,), language):
                ways.append((tuple(stem(w, language) for w in said), AS_MEANT))
        if n < covered and not sayings and not is_stop(word, language) and word == words[n]:
            ways.append(((stem(word, language),), 0.5))
        if ways:
            found.append(Thought(ways))
    return [thought for thought in found if thought.ways]


def _as_here(meaning: tuple[str, ...], language: str, book: Phrasebook) -> list[tuple[str, ...]]:
    """A meaning in the shelf's language: itself, or what families call it there."""
    return [meaning] if language == "en" else [meaning, *book.said(meaning, language)]


def _is_known(word: str, shelf: Shelf, book: Phrasebook) -> bool:
    return (
        is_stop(word, "en")
        or is_stop(word, "es")
        or stem(word, shelf.language) in shelf.holders
        or word in book
    )


def rank(
    thinking: list[Thought],
    words: Sequence[str],
    shelf: Shelf,
    most: int,
    titled: Sequence[str] = (),
) -> dict[int, float]:
    """The best articles by their keys, best first; of two that are equal the older one.

    The value is the article's share of what the query could gain at most, so that what two shelves
    found can be compared: near 1 where the titles say all of it.
    `titled` are the words of a danger: an article with all of them in its title comes forward.
    """
    scores: dict[int, float] = {}
    read = 0
    for thought in sorted(thinking, key=lambda thought: -thought.rarity(shelf)):
        read += thought.read(shelf)
        if read > MOST_READ and scores:
            break
        weighed = _weigh(thought, shelf)
        if not scores:
            scores = weighed
            continue
        for place, score in weighed.items():
            scores[place] = scores.get(place, 0.0) + score
    wanted = {stem(word, shelf.language) for word in titled}
    if wanted:
        top = max(scores.values(), default=1.0)
        for place in shelf.titled(wanted):
            scores[place] = scores.get(place, 0.0) + OF_A_DANGER * top
    keys = shelf.keys
    there = [(score, -place) for place, score in scores.items() if keys[place]]
    best = heapq.nlargest(CLOSE_READ, there)
    pairs = _pairs(words, shelf)
    closely = sorted(
        ((score + _together(pairs, shelf.short[-place]), place) for score, place in best),
        reverse=True,
    )
    if not closely:
        return {}
    least = closely[0][0] * WEAKEST
    possible = sum(thought.most(shelf) for thought in thinking)
    return {keys[-place]: score / possible for score, place in closely[:most] if score >= least}


def _weigh(thought: Thought, shelf: Shelf) -> dict[int, float]:
    best: dict[int, float] = {}
    whole: dict[int, float] = {}
    for way, strength in thought.ways:
        scores: dict[int, float] = {}
        share = strength / len(way) ** 0.5
        for word in way:
            rarity = shelf.rarity(word) * share
            if not rarity:
                continue
            places, weights = shelf.holders[word]
            if not scores:  # the first word has most to say, and needs no sums
                scores = {
                    place: weight * rarity for place, weight in zip(places, weights, strict=True)
                }
                continue
            for place, weight in zip(places, weights, strict=True):
                scores[place] = scores.get(place, 0.0) + weight * rarity
        if len(thought.ways) == 1:
            return scores
        if not best:
            best, whole = scores, dict(scores)
            continue
        for place, score in scores.items():
            whole[place] = whole.get(place, 0.0) + score
            if score > best.get(place, 0.0):
                best[place] = score
    return {place: score + OTHER_WAYS * (whole[place] - score) for place, score in best.items()}


def _pairs(words: Sequence[str], shelf: Shelf) -> dict[tuple[str, str], float]:
    """What follows each other in the query, and its worth; two stop words are worth little."""
    said = [stem(word, shelf.language) for word in words]
    found = {}
    for (one, two), (first, second) in zip(pairwise(words), pairwise(said), strict=True):
        worth = shelf.rarity(first) + shelf.rarity(second)
        stops = is_stop(one, shelf.language) + is_stop(two, shelf.language)
        found[first, second] = TOGETHER * worth if stops < 2 else 0.1
    return found


def _together(pairs: dict[tuple[str, str], float], short: tuple[str, ...]) -> float:
    if not pairs:
        return 0.0
    here = set(pairwise(short))
    return sum(worth for pair, worth in pairs.items() if pair in here)
