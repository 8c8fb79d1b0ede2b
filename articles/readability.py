"""How hard a text is to read: a school grade, and sentences that are too long.

English by Flesch and Kincaid, Spanish by Crawford. A grade is a year of school in the United
States; five more is the reading age in years. No formula knows meaning: what it says is advice.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

LONGEST_SENTENCE = 20
"""Words: the house's limit for a sentence."""

FORMULAS = {"en": "Flesch-Kincaid", "es": "Crawford"}
"""Kincaid, Fishburne, Rogers and Chissom, 1975, "Derivation of new readability formulas for Navy
enlisted personnel", Research Branch Report 8-75; Crawford, 1989, "Fórmula y gráfico para determinar
la comprensibilidad de textos de nivel primario en castellano", Lectura y Vida 10(4)."""

_BREAKS = {"p", "li", "ul", "ol", "br", "h2", "h3", "td", "th", "div"}
_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")
_ABBREVIATIONS = re.compile(
    r"\b(?:Dr|Dra|Mr|Mrs|Ms|Sr|Sra|St|Ud|Uds|vs|e\.g|i\.e|p\. ej|EE\. UU|U\.S|No|a\.m|p\.m)\.(?=\s)"
)


@dataclass(frozen=True)
class Reading:
    """`words`, `sentences` and `syllables` are counts; `long` are the sentences past the limit."""

    words: int
    sentences: int
    syllables: int
    long: tuple[str, ...]
    language: str = "en"

    @property
    def grade(self) -> float:
        """By the formula that `FORMULAS` names; 0 for an empty text, and never less."""
        if not self.words:
            return 0.0
        if self.language == "es":
            per_hundred = 100 / self.words
            grade = 0.049 * self.syllables * per_hundred - 0.205 * self.sentences * per_hundred
            return max(round(grade - 3.407, 1), 0.0)
        per_sentence, per_word = self.words / self.sentences, self.syllables / self.words
        return max(round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1), 0.0)

    @property
    def age(self) -> float:
        return round(self.grade + 5, 1)

    @property
    def formula(self) -> str:
        return FORMULAS[self.language]


@dataclass(frozen=True)
class Sentence:
    """`start` and `end` are offsets in the text that it stands in."""

    start: int
    end: int
    text: str
    words: int

    @property
    def past_limit(self) -> int:
        """The offset of its first word past the limit; its end if there is none."""
        words = list(_WORD.finditer(self.text))[LONGEST_SENTENCE:]
        return self.start + words[0].start() if words else self.end

    @property
    def is_long(self) -> bool:
        return self.words > LONGEST_SENTENCE


def read(texts: Iterable[str], language: str = "en") -> Reading:
    """The reading of plain texts or HTML, each of which ends a sentence.

    A language without a formula of its own is read as English.
    """
    language = language if language in FORMULAS else "en"
    found = [each for text in texts for each in spans(plain(text))]
    count = syllables if language == "en" else spanish_syllables
    return Reading(
        words=sum(each.words for each in found),
        sentences=len(found),
        syllables=sum(count(word) for each in found for word in _WORD.findall(each.text)),
        long=tuple(each.text for each in found if each.is_long),
        language=language,
    )


def spans(text: str) -> list[Sentence]:
    """Each with a word in it; a line, and so a paragraph or an item of a list, ends one."""
    # As long as the text itself, so that the offsets hold.
    kept = _ABBREVIATIONS.sub(lambda match: match[0].replace(".", "\u2024"), text)
    found, start = [], 0
    ends = [(match.start(), match.end()) for match in _END.finditer(kept)]
    for end, after in [*ends, (len(kept), len(kept))]:
        words = len(_WORD.findall(text, start, end))
        if words:
            said = text[start:end]
            left = start + len(said) - len(said.lstrip())
            found.append(Sentence(left, left + len(said.strip()), said.strip(), words))
        start = after
    return found


def sentences(text: str) -> list[str]:
    return [each.text for each in spans(text)]


@lru_cache(maxsize=20_000)
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


@lru_cache(maxsize=20_000)
def spanish_syllables(word: str) -> int:
    """Of a Spanish word; a number counts as one.

    Two vowels share a syllable where one of them is an i or u without an accent (Real Academia,
    Ortografía, 2010); an h between them changes nothing.
    """
    letters = re.sub(r"(?<!c)h", "", unicodedata.normalize("NFC", word.lower()))
    letters = re.sub(r"y(?![aeiouáéíóú])", "i", letters)
    letters = re.sub(r"qu|gu(?=[eiéí])", "g", letters)
    count, before = 0, ""
    for letter in letters:
        if letter not in "aeiouáéíóúü":
            before = ""
            continue
        if not before or (before not in "iuü" and letter not in "iuü"):
            count += 1
        before = letter
    return max(count, 1)


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
