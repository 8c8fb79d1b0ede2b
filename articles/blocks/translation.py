"""What wagtail-localize asks a block: which of its texts are to be translated.

It knows Wagtail's own blocks; here are the two of which it does not know enough.
"""

from collections import defaultdict
from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter

Segments = list[Any]


class ExactBlock(blocks.CharBlock):
    """A name that is the same in every language: an anchor, the name of a test."""

    def get_translatable_segments(self, value: str) -> Segments:
        return []

    def restore_translated_segments(self, value: str, segments: Segments) -> str:
        return value


class TranslatedTableBlock(TypedTableBlock):
    """A table whose headings, cells and caption are translated each by itself.

    The path of a segment: `caption`, `column-0`, or `row-0-1` for the second cell of the first
    row, as the table stands; what is below a cell is wagtail-localize's own.
    """

    def get_translatable_segments(self, value: TypedTable) -> Segments:
        extractor = StreamFieldSegmentExtractor(None)
        found = [StringSegmentValue("caption", value.caption or "")]
        for n, column in enumerate(value.columns):
            found.append(StringSegmentValue(f"column-{n}", column["heading"] or ""))
        for r, row in enumerate(value.row_data):
            for c, (column, cell) in enumerate(zip(value.columns, row["values"], strict=False)):
                found += [
                    segment.wrap(f"row-{r}-{c}")
                    for segment in extractor.handle_block(column["block"], cell)
                ]
        return found

    def restore_translated_segments(self, value: TypedTable, segments: Segments) -> TypedTable:
        writer = StreamFieldSegmentsWriter(None, None, None)
        by_place: dict[str, Segments] = defaultdict(list)
        for segment in segments:
            place, inner = segment.unwrap()
            by_place[place].append(inner)
        for place, inner in by_place.items():
            kind, *numbers = place.split("-")
            if kind == "caption":
                value.caption = inner[0].render_text()
            elif kind == "column":
                value.columns[int(numbers[0])]["heading"] = inner[0].render_text()
            else:
                r, c = map(int, numbers)
                cells = value.row_data[r]["values"]
                cells[c] = writer.handle_block(value.columns[c]["block"], cells[c], inner)
        return value
