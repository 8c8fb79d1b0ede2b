"""Findings marked where a preview shows them, for the editor's eye and for Wagtail's checks panel.

Each is `<mark data-finding="id of the term" data-severity="stop">`; a picture whose words are at
fault carries the same attributes. A sentence that is too long is marked from its first word past
the limit, and how hard the text is to read stands above it. What stands in somebody's exact words,
among sources, or outside the text of the page is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from django.utils.translation import gettext as _

from articles.editing.language import Finding, check
from articles.readability import LONGEST_SENTENCE, Reading, read, spans

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
LONG = "long-sentence"
"""What stands for the id of a term where a sentence is too long."""

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
    opening_rest, main = main[: main.find(">") + 1], main[main.find(">") + 1 :]
    parts = list(_parts(main, language))
    texts, begin = [], 0
    for n, part in enumerate(parts):
        if part.ends or n == len(parts) - 1:
            texts.append(_mark(parts[begin : n + 1], language))
            begin = n + 1
    said = _summary(read(texts, language))
    inside = "".join(part.raw for part in parts)
    return f"{before}{opening}{opening_rest}{said}{inside}{closing}{after}"


def _summary(reading: Reading) -> str:
    if not reading.words:
        return ""
    words = _(
        "%(formula)s grade %(grade)s: for readers of about %(age)s. %(long)s of %(all)s sentences"
        " have more than %(most)s words."
    ) % {
        "formula": reading.formula,
        "grade": reading.grade,
        "age": round(reading.age),
        "long": len(reading.long),
        "all": reading.sentences,
        "most": LONGEST_SENTENCE,
    }
    return f'<p class="reading" data-reading="{reading.grade}">{escape(words)}</p>'


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


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    attributes: str


def _mark(parts: list[_Part], language: str) -> str:
    """Mark what is found in these parts, which follow each other in one text; returns the text."""
    text = "".join(part.said for part in parts)
    if not text.strip():
        return ""
    # From the last to the first, so that what stands before is as it was.
    for span in reversed(_spans(text, language)):
        place = len(text)
        for part in reversed(parts):
            place -= len(part.said)
            first, last = max(span.start, place), min(span.end, place + len(part.said))
            if part.said and first < last:
                _wrap(part, first - place, last - place, span)
    return text


def _spans(text: str, language: str) -> list[_Span]:
    """What is to be marked in `text`, in its order, none within another."""
    findings = [_Span(each.start, each.end, _attributes(each)) for each in check(text, language)]
    found = list(findings)
    for sentence in spans(text):
        if not sentence.is_long:
            continue
        attributes = _of_long(sentence.words)
        start = sentence.past_limit
        for other in [*findings, _Span(sentence.end, sentence.end, "")]:
            if other.end <= start or start >= sentence.end:
                continue
            end = min(other.start, sentence.end)
            if start < end:
                found.append(_Span(start, end, attributes))
                # One report for one sentence: its other pieces are marked for the eye alone.
                attributes = 'data-severity="consider"'
            start = other.end
    return sorted(found, key=lambda span: span.start)


def _of_long(words: int) -> str:
    say = _("%(words)s words: make two sentences of it.") % {"words": words}
    return f'data-finding="{LONG}" data-severity="consider" title="{escape(say, quote=True)}"'


def _wrap(part: _Part, first: int, last: int, span: _Span) -> None:
    if part.raw.startswith("&"):
        first, last = 0, len(part.raw)
    part.raw = (
        f"{part.raw[:first]}<mark {span.attributes}>{part.raw[first:last]}</mark>{part.raw[last:]}"
    )


def _attributes(finding: Finding) -> str:
    say = escape(finding.term.instead, quote=True)
    return f'data-finding="{finding.term.id}" data-severity="{finding.severity}" title="{say}"'
