"""What follows from a body of blocks: its contents list and its numbered sources."""

from functools import cached_property
from typing import Any

from articles.models.evidence.source import Source


class BodyMixin:
    """For pages with a `body`; reads it once a rendering."""

    body: Any

    @cached_property
    def headings(self) -> list[Any]:
        """The body's section headings, in order: what "In this article" lists."""
        return [
            block.value
            for block in self.body
            if block.block_type == "heading" and block.value["level"] == "h2"
        ]

    @cached_property
    def sources(self) -> list[Source]:
        """What the body cites, each once, numbered by its first appearance in the text."""
        cited: dict[int, Source] = {}
        for block in self.body:
            if not hasattr(block.value, "get"):
                continue
            behind = [block.value.get("source"), *(block.value.get("sources") or [])]
            for source in behind:
                if isinstance(source, Source):
                    cited.setdefault(source.pk, source)
        return list(cited.values())

    @cached_property
    def source_numbers(self) -> dict[int, int]:
        """Each source's primary key and the number that the reader sees, from 1."""
        return {source.pk: number for number, source in enumerate(self.sources, start=1)}
