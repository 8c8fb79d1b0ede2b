"""What follows from a body of blocks: its contents list, its numbered sources, its links."""

import json
import re
from datetime import date
from functools import cached_property
from typing import Any

from wagtail.models import Page

from articles.blocks.shared import Known, chosen, resolving
from articles.editing.rich_text import references
from articles.models.evidence.helpline import Helpline
from articles.models.evidence.source import Source

_PAGE_LINK = re.compile(r'linktype="page"[^>]*? id="(\d+)"|id="(\d+)"[^>]*? linktype="page"')


class BodyMixin:
    """For pages with a `body` and perhaps an `urgent`; reads each once a rendering."""

    body: Any
    helplines: list[Helpline]
    """The helplines that blocks and sentences show; there once `blocks` was read."""

    @cached_property
    def targets(self) -> dict[int, Page]:
        """The pages that blocks lead to, by primary key: those that readers can open."""
        return {}

    @cached_property
    def named(self) -> Known:
        """Every source and helpline that blocks and sentences name, in two queries."""
        streams: list[Any] = [self.body, getattr(self, "urgent", [])]
        raw = [list(stream.raw_data) for stream in streams if stream]
        sources = chosen(raw, {"source", "sources"})
        helplines = chosen(raw, {"call", "helplines"}) | self._named_in_text()
        return {
            Source: Source.objects.in_bulk(sources) if sources else {},
            Helpline: Helpline.objects.in_bulk(helplines) if helplines else {},
        }

    def resolve(self) -> None:
        """For the editor: what the blocks chose is read at once, not block by block."""
        with resolving(self.named):
            for stream in (self.body, getattr(self, "urgent", [])):
                for block in stream:
                    block.value  # noqa: B018  (reading resolves it)

    @cached_property
    def blocks(self) -> list[Any]:
        """The body's blocks, with all that they name; a page that readers cannot open is None."""
        urgent: Any = getattr(self, "urgent", [])
        self.helplines = list(self.named[Helpline].values())
        with resolving(self.named | {Page: self.targets}):
            for block in urgent:
                block.value  # noqa: B018  (reading resolves it)
            blocks = [block for block in self.body if block.value is not Ellipsis]
        if getattr(self, "read_by_children", False):
            return [block for block in blocks if block.block_type != "call_to_action"]
        return blocks

    @cached_property
    def headings(self) -> list[Any]:
        """The body's section headings, in order: what "In this article" lists."""
        return [
            block.value
            for block in self.blocks
            if block.block_type == "heading" and block.value["level"] == "h2"
        ]

    @cached_property
    def sources(self) -> list[Source]:
        """What the body cites, each once, numbered by its first appearance in the text."""
        cited: dict[int, Source] = {}
        for block in self.blocks:
            if not hasattr(block.value, "get"):
                continue
            behind = [block.value.get("source"), *(block.value.get("sources") or [])]
            for source in behind:
                if isinstance(source, Source):
                    cited.setdefault(source.pk, source)
        return list(cited.values())

    @property
    def sources_read_on(self) -> date | None:
        """The day on which the least recently read source was read."""
        return min((source.checked_on for source in self.sources), default=None)

    @cached_property
    def source_numbers(self) -> dict[int, int]:
        """Each source's primary key and the number that the reader sees, from 1."""
        return {source.pk: number for number, source in enumerate(self.sources, start=1)}

    def linked_pages(self) -> set[int]:
        """Primary keys of the pages that the body's rich text links to."""
        return {int(a or b) for a, b in _PAGE_LINK.findall(self._source())}

    def _named_in_text(self) -> set[int]:
        """Primary keys of the helplines that stand within sentences."""
        return {int(each.id) for each in references(self._source()) if each.id.isdigit()}

    def _source(self) -> str:
        """All rich text of the page, as it is stored."""
        text = json.dumps([list(self.body.raw_data), getattr(self, "next_step", "")])
        return text.replace('\\"', '"')
