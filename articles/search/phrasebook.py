"""What families say, and what the articles call it. Pure: rows come in, meanings go out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.search.spelling import Spellings
from articles.search.words import KIN, is_stop, stem, tokens

LANGUAGES = ("en", "es")
MOST_SAID = 8
"""So many ways of saying the same are tried."""


@dataclass(frozen=True)
class Saying:
    words: tuple[str, ...]
    """Stems, in the order in which they are said."""
    means: tuple[tuple[str, ...], ...]
    """Each meaning as words, not stems: the shelf's language stems them."""
    is_kin: bool
    """It names somebody, and says no more."""


class Phrasebook:
    def __init__(self, rows: Iterable[tuple[str, str, str]] = ()) -> None:
        """Rows of the words, what they mean (several with commas between), and the language."""
        self._by_first: dict[tuple[str, str], list[Saying]] = {}
        self._in: dict[str, dict[tuple[str, ...], list[tuple[str, ...]]]] = {
            language: {} for language in LANGUAGES
        }
        self.spellings = {language: Spellings() for language in LANGUAGES}
        for words, means, language in rows:
            said = tuple(stem(word, language) for word in tokens(words))
            meant = tuple(tuple(tokens(part)) for part in means.split(",") if tokens(part))
            if not said or not meant:
                continue
            is_kin = all(word in KIN or _is_stop(word) for word in tokens(words))
            self._by_first.setdefault((language, said[0]), []).append(Saying(said, meant, is_kin))
            for word in tokens(words):
                self.spellings[language].add(word)
            for meaning in meant:
                self._in[language].setdefault(meaning, []).append(tuple(tokens(words)))
        for sayings in self._by_first.values():
            sayings.sort(key=lambda saying: -len(saying.words))

    def __contains__(self, word: str) -> bool:
        """Whether any saying of any language has this word."""
        return any(word in spellings for spellings in self.spellings.values())

    def said(self, meaning: tuple[str, ...], language: str) -> list[tuple[str, ...]]:
        """How a meaning, which is in English, is said in another language; shortest first."""
        return sorted(self._in[language].get(meaning, ()), key=len)[:MOST_SAID]

    def near(self, word: str, spoken: str) -> list[tuple[str, int]]:
        """Known words that are a slip or two from a word in the language `spoken`, and how many.

        Spanish is no misspelt English: only what is said in Spanish may be meant there.
        """
        languages = [spoken] if spoken != LANGUAGES[0] else LANGUAGES
        return [found for each in languages for found in self.spellings[each].near(word)]

    def at(self, words: Sequence[str], place: int) -> list[Saying]:
        """What is said from this place on: the longest saying of each language, and its equals."""
        found = []
        for language in LANGUAGES:
            longest = 0
            for saying in self._by_first.get((language, stem(words[place], language)), ()):
                size = len(saying.words)
                if size < longest:
                    break
                here = tuple(stem(word, language) for word in words[place : place + size])
                if here == saying.words and not (size == 1 and is_stop(words[place], "en")):
                    found.append(saying)
                    longest = size
        return found


def _is_stop(word: str) -> bool:
    return any(is_stop(word, language) for language in LANGUAGES)
