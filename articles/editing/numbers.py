"""Phone numbers in plain text."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

REGION = "US"

_MAYBE = re.compile(r"\d(?:[^\dA-Za-z]{0,3}\d){6}")
"""Seven digits with little between them: what the matcher needs at least."""

_SHORT = re.compile(r"(?<![\d$#])(?<!\d[.,:/-])\d{3,6}(?![\d%])(?![.,:/-]\d)")
"""A short code stands alone: 988 is none in "1,988", "9:88", "$988" or "988 %"."""


@dataclass(frozen=True)
class Number:
    """`start` and `end` are offsets in the text, `shown` is what stands there."""

    start: int
    end: int
    shown: str
    key: str
    """What makes two spellings the same number: E.164, or the digits of a short code."""


def find(text: str, short: Collection[str] = ()) -> list[Number]:
    """The valid numbers in `text`, and those of the `short` codes that stand in it, in order.

    Valid is what libphonenumber's metadata calls so, for the United States where no country is
    named; it knows no short codes, so those come from the registry.
    """
    found = list(_long(text))
    taken = [range(number.start, number.end) for number in found]
    if short:
        for match in _SHORT.finditer(text):
            if match[0] in short and not any(match.start() in span for span in taken):
                found.append(Number(match.start(), match.end(), match[0], match[0]))
    return sorted(found, key=lambda number: number.start)


def _long(text: str) -> Iterator[Number]:
    if not _MAYBE.search(text):
        return
    for match in PhoneNumberMatcher(text, REGION, leniency=Leniency.VALID):
        key = phonenumbers.format_number(match.number, PhoneNumberFormat.E164)
        yield Number(match.start, match.end, match.raw_string, key)


def key_of(shown: str) -> str:
    """The key of one number: E.164 from seven digits on, else the digits (RFC 3966 calls both)."""
    digits = "".join(c for c in shown if c.isdigit())
    if len(digits) < 7:
        return digits
    if shown.strip().startswith("+"):
        return f"+{digits}"
    return f"+1{digits.removeprefix('1')}"


def keys_in(texts: Iterable[str]) -> set[str]:
    """The keys of all numbers that these texts name, short codes of three to six digits too."""
    found: set[str] = set()
    for text in texts:
        short = {match[0] for match in _SHORT.finditer(text)}
        found |= {number.key for number in find(text, short)}
    return found
