"""Findings marked where a preview shows them, for the editor's eye and for Wagtail's checks panel.

Each is `<mark data-finding="id of the term" data-severity="stop">`; a picture whose words are at
fault carries the same attributes. What stands in somebody's exact words, among sources, or outside
the text of the page is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from articles.editing.language import Finding, check

_TOKEN = re.compile(r"<!--.*?-->|</?[a-zA-Z][^>]*>|&#?\w+;|[^<&]+|[<&]", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_ALT = re.compile(r'\balt="([^"]+)"')
_INLINE = {"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "u"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_LEFT_ALONE = {"aside", "blockquote", "button", "cite", "footer", "form", "nav", "q"} | {
    "script",
    "select",
    "style",
    "svg",
    "textarea",
}
_SOURCES = re.compile(r'\b(?:id="(?:sources|related|helpful)"|data-unchecked)')


@dataclass
class _Part:
    """A piece of the page: `said` is what it adds to the text, nothing for a tag."""

    raw: str
    said: str = ""
    ends: bool = False
    """A sentence does not go on past it."""


def marked(html: str, language: str) -> str:
    """`html` with the findings within its `<main>` marked."""
    before, opening, rest = html.partition("<main")
    main, closing, after = rest.partition("</main>")
    if not closing:
        return html
    parts = list(_parts(main, language))
    begin = 0
    for n, part in enumerate(parts):
        if part.ends or n == len(parts) - 1:
            _mark(parts[begin : n + 1], language)
            begin = n + 1
    return before + opening + "".join(part.raw for part in parts) + closing + after


def _parts(html: str, language: str) -> Iterator[_Part]:
    skipped = ""
    """The element that is left alone, and how many of its name stand open in it."""
    depth = 0
    for match in _TOKEN.finditer(html):
        raw = match[0]
        if not raw.startswith("<") or raw == "<":
            yield _Part(raw) if skipped else _Part(raw, unescape(raw))
            continue
        name = (_NAME.match(raw) or ["", ""])[1].lower()
        opens = not raw.startswith("</") and name not in _VOID
        if skipped:
            if name == skipped:
                depth += 1 if opens else -1
                if not depth:
                    skipped = ""
        elif opens and (name in _LEFT_ALONE or _SOURCES.search(raw)):
            skipped, depth = name, 1
        elif name == "img":
            raw = _picture(raw, language)
        yield _Part(raw, ends=name not in _INLINE)


def _picture(tag: str, language: str) -> str:
    alt = _ALT.search(tag)
    found = check(unescape(alt[1]), language) if alt else []
    return tag.replace("<img", f"<img {_attributes(found[0])}", 1) if found else tag


def _mark(parts: list[_Part], language: str) -> None:
    text = "".join(part.said for part in parts)
    if not text.strip():
        return
    for finding in reversed(check(text, language)):
        place = len(text)
        for part in reversed(parts):
            place -= len(part.said)
            first, last = max(finding.start, place), min(finding.end, place + len(part.said))
            if part.said and first < last:
                _wrap(part, first - place, last - place, finding)


def _wrap(part: _Part, first: int, last: int, finding: Finding) -> None:
    if part.raw.startswith("&"):
        first, last = 0, len(part.raw)
    # Findings come from the last to the first, so that what stands before is as it was.
    part.raw = (
        f"{part.raw[:first]}<mark {_attributes(finding)}>{part.raw[first:last]}</mark>"
        f"{part.raw[last:]}"
    )


def _attributes(finding: Finding) -> str:
    say = escape(finding.term.instead, quote=True)
    return f'data-finding="{finding.term.id}" data-severity="{finding.severity}" title="{say}"'
