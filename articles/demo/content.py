"""Reads the sample's files and turns their plain shapes into what StreamField stores."""

import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.utils.text import slugify

from articles.blocks import WHENS
from articles.editing.by_hand import Registry
from articles.editing.rich_text import replaced

CONTENT = Path(__file__).parent / "content"
PICTURES = Path(__file__).parent / "pictures"

Block = dict[str, Any]
Ids = dict[str, int]
Pages = dict[str, int | None]
"""By slug; None for a page of the sample that somebody took away."""

_ARTICLE_LINK = re.compile(r'<a href="article:([a-z0-9-]+)">')


class BrokenContent(ValueError):
    """A file of the sample names something that is not there; the message says which and what."""


def read(name: str) -> Any:
    """What a file of the sample says. Raises `BrokenContent` if it is not YAML."""
    try:
        return yaml.safe_load((CONTENT / name).read_text())
    except yaml.YAMLError as error:
        raise BrokenContent(f"{name}: {error}") from error


def read_all(folder: str) -> list[dict[str, Any]]:
    """What each file of a folder says. Raises `BrokenContent` if one is no page."""
    rows = []
    for path in sorted((CONTENT / folder).glob("*.yaml")):
        row = read(f"{folder}/{path.name}")
        if not isinstance(row, dict) or not row.get("slug"):
            raise BrokenContent(f"{folder}/{path.name}: 'slug' is missing")
        rows.append(row)
    return rows


class Shaper:
    """Shapes one page's blocks. Sources, helplines and pages are looked up by their names, and
    numbers in sentences become the registry's."""

    def __init__(
        self, page: str, sources: Ids, helplines: Ids, pages: Ids, registry: Registry
    ) -> None:
        self.page, self.sources, self.helplines, self.pages = page, sources, helplines, pages
        self.registry = registry
        self._count = 0

    def body(self, blocks: list[Block]) -> list[Block]:
        shaped = []
        for block in blocks or []:
            ((kind, given),) = block.items()
            shape: Callable[[Any], Any] | None = getattr(self, f"_{kind}", None)
            if shape is None:
                raise BrokenContent(f"{self.page}: there is no block {kind!r}")
            shaped.append({"type": kind, "value": shape(given or {}), "id": self._id()})
        return shaped

    def urgent(self, signs: list[Block] | None) -> list[Block]:
        return [
            {
                "type": "sign",
                "id": self._id(),
                "value": {
                    "trigger": sign["trigger"],
                    "call": self._list(self._find(self.helplines, key) for key in sign["call"]),
                    "then": sign.get("then", ""),
                },
            }
            for sign in signs or []
        ]

    def route(self, steps: list[Block] | None, pages: Pages) -> list[Block]:
        """Raises `BrokenContent` with the number of the step that is wrong."""
        shaped = []
        for number, step in enumerate(steps or [], start=1):
            where = f"{self.page}, step {number}"
            for name in ("when", "html"):
                if not isinstance(step, dict) or not step.get(name):
                    raise BrokenContent(f"{where}: {name!r} is missing")
            if step["when"] not in dict(WHENS):
                raise BrokenContent(f"{where}: there is no time {step['when']!r}")
            page = step.get("link")
            if page and page not in pages:
                raise BrokenContent(f"{where}: the page {page!r} is not there")
            value = {
                "when": step["when"],
                "text": self.html(step["html"]),
                "page": pages[page] if page else None,
                "sources": self._cited(step),
            }
            shaped.append({"type": "step", "id": self._id(), "value": value})
        return shaped

    def html(self, text: str) -> str:
        def link(match: re.Match[str]) -> str:
            return f'<a linktype="page" id="{self._find(self.pages, match[1])}">'

        shaped = _ARTICLE_LINK.sub(link, " ".join(text.split()))
        return replaced(shaped, self.registry.references, self.registry.short)

    def _id(self) -> str:
        self._count += 1
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.page}/{self._count}"))

    def _find(self, ids: Ids, key: Any) -> int:
        if str(key) not in ids:
            raise BrokenContent(f"{self.page}: {key!r} is not there")
        return ids[str(key)]

    def _list(self, values: Any) -> list[Block]:
        return [{"type": "item", "value": value, "id": self._id()} for value in values]

    def _cited(self, given: Block) -> list[Block]:
        return self._list(self._find(self.sources, key) for key in given.get("sources") or [])

    def _heading(self, given: Block) -> Block:
        return {**given, "anchor": slugify(given["text"])[:80]}

    def _text(self, given: Block) -> Block:
        return {"text": self.html(given["html"]), "sources": self._cited(given)}

    def _steps(self, given: Block) -> Block:
        steps = self._list(f"<p>{self.html(step)}</p>" for step in given["items"])
        return {"steps": steps, "sources": self._cited(given)}

    def _callout(self, given: Block) -> Block:
        return {
            "kind": given["kind"],
            "title": given["title"],
            "text": self.html(given["html"]),
            "sources": self._cited(given),
        }

    def _statistic(self, given: Block) -> Block:
        return {
            "figure": given["figure"],
            "of_whom": given["of"],
            "year": str(given["year"]),
            "note": given.get("note", ""),
            "source": self._find(self.sources, given["source"]),
        }

    def _table(self, given: Block) -> Block:
        table = {
            "columns": [{"type": "text", "heading": heading} for heading in given["columns"]],
            "rows": [{"values": [str(cell) for cell in row]} for row in given["rows"]],
            "caption": given["caption"],
        }
        return {"caption": given["caption"], "table": table, "sources": self._cited(given)}

    def _helplines(self, given: Block) -> Block:
        return {"helplines": self._list(self._find(self.helplines, k) for k in given["ids"])}

    def _call_to_action(self, given: Block) -> None:
        return None

    def _facilities(self, given: Block) -> None:
        return None

    def _proven(self, given: Block) -> Block:
        promises = [{"text": row["text"], "test": row["test"]} for row in given["promises"]]
        return {"promises": self._list(promises)}

    def _fill_in(self, given: Block) -> Block:
        return {"text": given["text"]}
