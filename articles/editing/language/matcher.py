"""The one matcher: stigmatizing terms in a plain text, and what is none of them.

Pure: it knows text and the list of terms, no page. It suggests and never replaces.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from string import ascii_lowercase, ascii_uppercase

from articles.editing.language.terms import Severity, Term, beginnings, names, terms

AROUND = 60
"""So many letters before and after a finding are looked at for what makes it innocent."""

Span = tuple[int, int]

_QUOTED = re.compile(r"“[^”\n]{1,400}”|\"[^\"\n]{1,400}\"|«[^»\n]{1,400}»|‘[^‘’\n]{1,80}’(?!\w)")
_CAPITAL = r"[^\W\d_a-zà-ÿ][\w’'-]*"
_SMALL = "of|on|and|for|the|to|in|de|del|la|las|los|el|y|e|sobre|contra|para"
_CAPITALS = re.compile(rf"{_CAPITAL}(?:(?:,?\ |-|–|/|\ &\ )(?:(?:{_SMALL})\b|{_CAPITAL}))+")
"""A name: words with capitals, and small ones between them."""

_SAID_OF = re.compile(
    r"""
    (?<![\w-])(?:words?|terms?|labels?|phrases?|nicknames?
      |palabras?|terminos?|etiquetas?|expresion(?:es)?|apodos?)(?:\ (?:like|such\ as|as|como))?,?\s+
    | \b(?:instead\ of|rather\ than|en\ lugar\ de|en\ vez\ de)
      (?:\ (?:saying|using|calling\ \w+|decir|usar))?\s+
    | \b(?:don['’]?t|do\ not|never|avoid|no|nunca|evite|evitar)\s+
      (?:say|saying|use|using|write|writing|digas?|decir|use|usar|escriba)\s+(?:the\ |la\ |el\ )?
    """,
    re.VERBOSE,
)
"""After it a sentence speaks about a word."""

_BETWEEN = (
    "an?|un|una|not|just|also|still|only|now|once|really|the|so|both|badly|and|y|tambien|solo|en|muy"
    "|ya|ademas|mother|father|nurse|madre|padre|mama|papa|grateful|proud|recovering|former"
    "|recuperacion|drug|heroin"
)
_MYSELF = re.compile(
    rf"""
    (?:\bi(?:['’]m|\ am|\ was|['’]ve\ been|\ have\ been|\ became)|\bmyself|\bas
      |\b(?:yo\ )?(?:soy|era|fui|estoy|estaba|estuve)
      |\bme\ (?:llame|hice|volvi|converti\ en|considero)|\bcomo)
    (?:[\s,]+(?:{_BETWEEN})){{0,4}}[\s,]*$
    """,
    re.VERBOSE,
)
"""Before it somebody says who they are."""

_I = {
    "en": re.compile(r"\bi(?:['’](?:m|ve|d|ll))?\b"),
    "es": re.compile(r"\b(?:yo|mi|me|soy|he|tengo|llevo)\b"),
}
_SENTENCE = re.compile(r"[.!?…\n](?:\s|$)")

_BARRIER = "\n\n.\0.\n\n"
"""Ends a sentence and a paragraph, and no pattern of a term reaches over it."""

_SMALL_LETTERS = str.maketrans(ascii_uppercase, ascii_lowercase)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True)
class Finding:
    """`start` and `end` are offsets in the text that was checked."""

    start: int
    end: int
    words: str
    term: Term
    first_person: bool
    """Somebody calls themselves so, in their own story."""

    @property
    def severity(self) -> Severity:
        return Severity.CONSIDER if self.first_person else self.term.severity


def check(text: str, language: str) -> list[Finding]:
    """What hurts in `text`, in its order; of two that overlap the longer one."""
    folded = fold(text)
    innocent = list(_innocent(text, folded))
    found: list[Finding] = []
    begin = [match.start() for match in beginnings(language).finditer(folded)]
    for term in terms(language) if begin else ():
        for start, end in _matches(term, folded, begin):
            if any(start < last and first < end for first, last in innocent):
                continue
            if term.unless and _is_within(term.unless, folded, start, end):
                continue
            mine = term.first_person and _names_oneself(folded, start, end, language)
            found.append(Finding(start, end, text[start:end], term, mine))
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Finding] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end - each.start > kept[-1].end - kept[-1].start:
            kept[-1] = each
    return kept


def _matches(term: Term, folded: str, begin: list[int]) -> Iterator[Span]:
    """Where `term` stands: what `finditer` says, looked for at these places alone."""
    last = 0
    for start in begin:
        if start >= last and (match := term.find.match(folded, start)):
            yield match.span()
            last = match.end()


def check_each(texts: Sequence[str], language: str) -> Iterator[tuple[int, Finding]]:
    """`check` for many texts in one go, each finding with the place of its text in `texts`.

    A pass of a hundred patterns over one long text costs a third of as many over short ones.
    """
    starts = list(accumulate((len(text) + len(_BARRIER) for text in texts), initial=0))
    for found in check(_BARRIER.join(texts), language):
        n = bisect_right(starts, found.start) - 1
        start = starts[n]
        yield n, replace(found, start=found.start - start, end=found.end - start)


def fold(text: str) -> str:
    """Small letters without accents, each in its place: as long as `text`."""
    small = text.translate(_SMALL_LETTERS)
    return small if small.isascii() else _NOT_ASCII.sub(lambda match: _letter(match[0]), small)


def _letter(letter: str) -> str:
    if letter == "\xa0":
        return " "
    plain = unicodedata.normalize("NFKD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def _innocent(text: str, folded: str) -> Iterator[Span]:
    """Quoted words, names, and sentences about a word."""
    for match in _QUOTED.finditer(text):
        yield match.span()
    listed = names()
    for match in listed.whole.finditer(folded):
        last = text[match.start() : match.end()].split()[-1]
        if last[0].isupper():  # as a name has
            yield match.span()
    for match in _CAPITALS.finditer(text):
        if listed.signs.search(folded, *match.span()):
            yield match.span()
    for match in _SAID_OF.finditer(folded):
        end = _SENTENCE.search(folded, match.end())
        yield match.end(), end.start() if end else len(folded)


def _is_within(unless: re.Pattern[str], folded: str, start: int, end: int) -> bool:
    """Whether what makes it innocent lies round the finding itself."""
    around = unless.finditer(folded, max(0, start - AROUND), min(len(folded), end + AROUND))
    return any(match.start() < end and start < match.end() for match in around)


def _names_oneself(folded: str, start: int, end: int, language: str) -> bool:
    before = folded[max(0, start - AROUND) : start]
    sentence = _SENTENCE.split(before)[-1]
    if not (said := _MYSELF.search(sentence)):
        return False
    if not said[0].lstrip().startswith(("as", "como")):
        return True
    # "As an addict" is about oneself where the sentence goes on with "I".
    after = _SENTENCE.split(folded[end : end + AROUND])[0]
    return bool(_I[language].search(after))
