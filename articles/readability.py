"""How hard a text is to read: the Flesch-Kincaid grade, and sentences that are too long.

The grade is the school year in the United States; five more is the reading age in years.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

LONGEST_SENTENCE = 20
"""Words: the house's limit for a sentence."""

_BREAKS = {"p", "li", "ul", "ol", "br", "h2", "h3", "td", "th", "div"}
_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_ABBREVIATIONS = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|vs|e\.g|i\.e|U\.S|No|a\.m|p\.m)\.(?=\s)")


@dataclass(frozen=True)
class Reading:
    """`words`, `sentences` and `syllables` are counts; `long` are the sentences past the limit."""

    words: int
    sentences: int
    syllables: int
    long: tuple[str, ...]

    @property
    def grade(self) -> float:
        """Kincaid, Fishburne, Rogers and Chissom, 1975, "Derivation of new readability formulas
        for Navy enlisted personnel", Research Branch Report 8-75; 0 for an empty text."""
        if not self.words:
            return 0.0
        per_sentence, per_word = self.words / self.sentences, self.syllables / self.words
        return round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1)

    @property
    def age(self) -> float:
        return round(self.grade + 5, 1)


def read(texts: Iterable[str]) -> Reading:
    """The reading of plain texts or HTML, each of which ends a sentence."""
    found = [sentence for text in texts for sentence in sentences(plain(text))]
    every = [_WORD.findall(sentence) for sentence in found]
    return Reading(
        words=sum(map(len, every)),
        sentences=len(every),
        syllables=sum(syllables(word) for words in every for word in words),
        long=tuple(s for s, w in zip(found, every, strict=True) if len(w) > LONGEST_SENTENCE),
    )


def sentences(text: str) -> list[str]:
    """Each with a word in it; a line, and so a paragraph or an item of a list, ends one."""
    kept = _ABBREVIATIONS.sub(lambda match: match[0].replace(".", ""), text)
    return [part.strip() for part in _END.split(kept) if _WORD.search(part)]


def syllables(word: str) -> int:
    """Of an English word, by its groups of vowels; a number counts as one."""
    letters = word.lower().replace("’", "'")
    if not any(letter.isalpha() for letter in letters):
        return 1
    if len(letters) <= 4 and word.isupper():
        return len(letters)
    count = 0
    for part in re.split(r"[-/]", letters):
        part = re.sub(r"'.*$", "", part)
        # Silent endings: "named", "care", "sides"; but "wanted", "needed", "little", "houses".
        part = re.sub(r"(?<=[^aeiouylr])es$|(?<=[^aeioudt])ed$|(?<=[^aeiouyl])e$", "", part)
        part = re.sub(r"(?<=[aeiouy][lr])es?$", "", part)
        part = re.sub(r"some(?=[a-z])", "som", part).replace("qu", "q")
        groups = len(re.findall(r"[aeiouy]+", part))
        groups += len(re.findall(r"i[ao](?!n)|iet|eo|ua(?=l)|[^l]ier\b", part))
        count += max(groups, 1)
    return count


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, ())

    def handle_data(self, data: str) -> None:
        self.parts.append(re.sub(r"\s+", " ", data))


def plain(text: str) -> str:
    """The words of HTML; a block ends a line."""
    if "<" not in text:
        return re.sub(r"\s+", " ", text)
    parser = _Plain()
    parser.feed(text)
    return "".join(parser.parts)
