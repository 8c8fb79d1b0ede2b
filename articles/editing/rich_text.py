"""Numbers in rich text as the database holds it: those typed by hand, and those of the registry.

A number of the registry is `<a linktype="helpline" id="3" way="call">988</a>`: `id` is the
helpline's primary key or `own` for the organisation's number, `way` is `call` or `tty`. What a
reader sees is looked up when the page is shown; the words inside are for editors alone.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from articles.editing.numbers import Number, find, key_of

ENTITY = re.compile(r'<a (?=[^>]*linktype="helpline")([^>]*)>(.*?)</a>', re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_TOKEN = re.compile(r"</?[a-z][^>]*>|&(?:nbsp|#160|#xa0);|[^<&]|[<&]", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_DIGITS = re.compile(r"\d(?:[^\dA-Za-z]{0,3}\d){2}")
"""As many as the shortest number has, with little between them."""

_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|sup|sub|code)\b", re.IGNORECASE)
_CALLS = re.compile(
    r'<a [^>]*?href="(?:tel|sms):([^"?;]*)[^>]*>(.*?)</a>', re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Reference:
    """One number of the registry, in a text."""

    id: str
    way: str = "call"

    def element(self, shown: str) -> str:
        return f'<a linktype="helpline" id="{self.id}" way="{self.way}">{shown}</a>'


@dataclass(frozen=True)
class Typed:
    """A number typed by hand; `start` and `end` are offsets in the HTML."""

    number: Number
    start: int
    end: int
    around: str
    """The words round it, for a person to know it by."""
    linked: bool
    """It stands inside a link to something else, which cannot hold another link."""


def references(html: str) -> list[Reference]:
    """Every number of the registry that `html` names, in order."""
    return [_reference(match[1]) for match in ENTITY.finditer(html)]


def with_references(html: str, show: Callable[[Reference, str], str]) -> str:
    """`html` with each reference as `show(reference, words)` makes it."""
    return ENTITY.sub(lambda match: show(_reference(match[1]), match[2]), html)


def typed(html: str, short: Collection[str]) -> list[Typed]:
    """The numbers in `html` that do not come from the registry, in order."""
    if not _CALLS.search(html) and not _DIGITS.search(_TAG.sub("", html)):
        return []
    text, spans, links = _letters(html)
    found = []
    for number in find(text, short):
        first, last = number.start, number.end - 1
        if links[first] in ("", "other"):
            excerpt = around(text, number.start, number.end)
            linked = links[first] == "other"
            found.append(Typed(number, spans[first][0], spans[last][1], excerpt, linked))
    for match in _CALLS.finditer(html):
        # A link that calls: whatever its words are, the whole of it goes.
        words = re.sub(r"<[^>]*>", "", match[2]).strip()
        shown = words if key_of(words) == key_of(match[1]) else match[1]
        number = Number(match.start(), match.end(), shown, key_of(match[1]))
        found.append(Typed(number, match.start(), match.end(), words, linked=False))
    return sorted(found, key=lambda each: each.start)


def replaced(html: str, known: Mapping[str, Reference], short: Collection[str]) -> str:
    """`html` with each number typed by hand that `known` holds, by key, as a reference to it."""
    for each in reversed(typed(html, short)):
        reference = known.get(each.number.key)
        if reference and not each.linked:
            # Formatting within a number goes; a tag that opens or closes outside it stays.
            tags = re.findall(r"</?[a-z][^>]*>", html[each.start : each.end])
            kept = "" if len(tags) % 2 == 0 else "".join(tags)
            shown = reference.element(each.number.shown)
            html = html[: each.start] + shown + kept + html[each.end :]
    return html


def around(text: str, start: int, end: int) -> str:
    """Whole words within some forty letters of this part of `text`, and of its own paragraph."""
    before = text[:start].rpartition("\n")[2]
    after = text[end:].partition("\n")[0]
    if len(before) > 40:
        before = "…" + before[-40:].partition(" ")[2]
    if len(after) > 40:
        after = after[:40].rpartition(" ")[0] + "…"
    return " ".join((before + text[start:end] + after).split())


def _reference(attributes: str) -> Reference:
    given = dict(_ATTRIBUTE.findall(attributes))
    return Reference(given.get("id", ""), given.get("way", "call"))


def _letters(html: str) -> tuple[str, list[tuple[int, int]], list[str]]:
    """The text; for each letter its place in `html`, and the kind of link that it stands in."""
    letters: list[str] = []
    spans: list[tuple[int, int]] = []
    links: list[str] = []
    link = ""
    for match in _TOKEN.finditer(html):
        letter = match[0]
        if letter.startswith("<") and len(letter) > 1:
            link = _link(letter, link)
            if _INLINE.match(letter):
                continue
            letter = "\n"
        letters.append(" " if len(letter) > 1 else letter)
        spans.append(match.span())
        links.append(link)
    return "".join(letters), spans, links


def _link(tag: str, before: str) -> str:
    """The kind of link that stands open after this tag: helpline, calls, other or none."""
    if tag.lower().startswith("</a"):
        return ""
    if not re.match(r"<a\b", tag, re.IGNORECASE):
        return before
    if 'linktype="helpline"' in tag:
        return "helpline"
    return "calls" if re.search(r'href="(?:tel|sms):', tag, re.IGNORECASE) else "other"
