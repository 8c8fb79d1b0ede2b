"""Where a page leads: to addresses of the web, to pages and to documents of ours.

Read from what is stored, not from what it stands for: a chooser whose page is gone still says
which one it was, and the database is asked for nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import Any
from urllib.parse import quote

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from articles.editing.places import Path, Place, fields

_SPACE = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_ANCHOR = re.compile(r"""<a\s((?:"[^"]*"|'[^']*'|[^"'>])*)>""", re.IGNORECASE)
_SAID = re.compile(r"""([\w-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_ID = re.compile(r"[0-9]{1,18}")
"""What a database takes as a primary key."""


class To(StrEnum):
    ADDRESS = "address"
    PAGE = "page"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Leading:
    place: Place
    to: To
    address: str = ""
    id: int = 0
    """Of the page or document."""


def leads(page: Page) -> Iterator[Leading]:
    """The links on `page` in the order of its fields and blocks, each as often as it stands there.

    No links are what writes a mail, calls, or leads to a part of the same page.
    """
    for field, label, value in fields(page):
        if isinstance(field, StreamField):
            for number, (block, raw) in enumerate(_children(field.stream_block, value.raw_data)):
                exact = getattr(block.meta, "exact", False)
                for path, inner, stored in _leaves(block, raw["value"], (number,)):
                    text = stored if isinstance(stored, str) else ""
                    rich = isinstance(inner, blocks.RichTextBlock)
                    place = (field.name, path, raw.get("id") or "", str(block.label), text, rich)
                    yield from _leads(Place(*place, exact), inner, stored)
        elif isinstance(field, RichTextField) and value:
            yield from _in_text(Place(field.name, (), "", label, value, rich=True))


def addresses(page: Page) -> list[str]:
    """The addresses of the web that `page` leads to, each once."""
    return list(dict.fromkeys(lead.address for lead in leads(page) if lead.to == To.ADDRESS))


def page_ids(page: Page) -> set[int]:
    """The primary keys of the pages that `page` leads to."""
    return {lead.id for lead in leads(page) if lead.to == To.PAGE}


def address_of(href: str) -> str:
    """What is asked of the web for `href`; nothing if it leads elsewhere.

    Without its fragment, which no host is told, and without what no database holds.
    """
    href = _SPACE.sub(lambda match: quote(match[0], errors="replace"), href.strip())
    if href.startswith("//"):
        href = f"https:{href}"
    if not _WEB.match(href):
        return ""
    return href.partition("#")[0]


def _leads(place: Place, block: Any, stored: Any) -> Iterator[Leading]:
    if place.rich:
        yield from _in_text(place)
    elif isinstance(block, blocks.URLBlock):
        if address := address_of(stored or ""):
            yield Leading(place, To.ADDRESS, address)
    elif isinstance(block, blocks.PageChooserBlock) and isinstance(stored, int):
        yield Leading(place, To.PAGE, id=stored)
    elif isinstance(block, DocumentChooserBlock) and isinstance(stored, int):
        yield Leading(place, To.DOCUMENT, id=stored)


def _in_text(place: Place) -> Iterator[Leading]:
    for anchor in _ANCHOR.finditer(place.text):
        said = dict(_SAID.findall(anchor[1]))
        said = {name.lower(): unescape(value.strip("\"'")) for name, value in said.items()}
        kind, id = said.get("linktype", ""), said.get("id", "")
        if kind in (To.PAGE, To.DOCUMENT) and _ID.fullmatch(id):
            yield Leading(place, To(kind), id=int(id))
        elif not kind and (address := address_of(said.get("href", ""))):
            yield Leading(place, To.ADDRESS, address)


def _leaves(block: Any, raw: Any, path: Path) -> Iterator[tuple[Path, Any, Any]]:
    """The innermost blocks in `block`, with what is stored of each; paths are those of places."""
    if isinstance(block, blocks.BaseStreamBlock):
        for number, (child, item) in enumerate(_children(block, raw)):
            yield from _leaves(child, item["value"], (*path, number))
    elif isinstance(block, blocks.ListBlock):
        for number, item in enumerate(raw or ()):
            # Wagtail's older lists have no ids.
            new = isinstance(item, dict) and item.get("type") == "item"
            yield from _leaves(block.child_block, item["value"] if new else item, (*path, number))
    elif isinstance(block, TypedTableBlock):
        table = raw or {"columns": [], "rows": []}
        columns = [block.child_blocks[column["type"]] for column in table["columns"]]
        for row, cells in enumerate(table["rows"]):
            for column, (child, cell) in enumerate(zip(columns, cells["values"], strict=False)):
                yield from _leaves(child, cell, (*path, (row, column)))
    elif isinstance(block, blocks.BaseStructBlock):
        for name, child in block.child_blocks.items():
            part = raw.get(name) if isinstance(raw, dict) else None
            yield from _leaves(child, part, (*path, name))
    else:
        yield path, block, raw


def _children(block: Any, raw: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """A block that the stream no longer knows is not shown, and has no number."""
    for item in raw or ():
        if item["type"] in block.child_blocks:
            yield block.child_blocks[item["type"]], item
