"""Every text of a page, with the place where an editor finds it: a field, or a block in blocks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.stream_block import StreamBlockValidationError, StreamValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import (
    TypedTable,
    TypedTableBlockValidationError,
)
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from articles.readability import plain

Cell = tuple[int, int]
Path = tuple[int | str | Cell, ...]
"""From a field inwards: the place of a block in a stream or list, the name of a part, a cell."""

NOT_WORDS = (blocks.ChoiceBlock, blocks.URLBlock, blocks.EmailBlock, blocks.StaticBlock)
KEPT_WORDS = "kept_words"
"""The field where an editor says why words stay: for colleagues, not for readers."""

SOURCES = ("sources", "source")
FIELDS_OF_WAGTAIL = {"title", "seo_title", "search_description"}
"""What an editor types of the fields that Wagtail's own page has; a slug is no text."""


@dataclass(frozen=True)
class Place:
    """A text: `rich` as the database holds it, else plain. `label` is the block's or field's."""

    field: str
    path: Path
    block_id: str
    """The id of the outermost block, which the editor's page carries too; empty for a field."""
    label: str
    text: str
    rich: bool
    exact: bool = False
    """Somebody's exact words, which no editor may change."""
    sourced: bool | None = None
    """Whether the block names what backs its claims; None for one that cannot."""

    @property
    def anchor(self) -> str:
        return anchor(self.field, self.block_id)

    @cached_property
    def plain(self) -> str:
        """The words that a reader sees of it."""
        return plain(self.text) if self.rich else self.text


def anchor(field: str, block_id: str) -> str:
    """The part of the editor's address that leads to a block, or to a field."""
    if block_id:
        return f"#block-{block_id}-section"
    return f"#panel-child-content-{field}-section" if field else ""


def places(page: Page) -> Iterator[Place]:
    """The texts of `page` in the order of its fields, then of its blocks."""
    for field, label, value in fields(page):
        if isinstance(field, StreamField):
            for number, child in enumerate(value):
                named, id = str(child.block.label), child.id or ""
                exact = getattr(child.block.meta, "exact", False)
                sourced = _sourced(child)
                for path, text, rich in _texts(child.block, child.value, (number,)):
                    yield Place(field.name, path, id, named, text, rich, exact, sourced)
        elif value and not field.choices:
            yield Place(field.name, (), "", label, value, isinstance(field, RichTextField))


def fields(page: Page) -> Iterator[tuple[Any, str, Any]]:
    """Each field that an editor fills for readers, with its label and its value."""
    for field in page._meta.get_fields():
        if not isinstance(field, models.CharField | models.TextField | StreamField):
            continue
        if hasattr(Page, field.name) and field.name not in FIELDS_OF_WAGTAIL:
            continue
        if field.name == KEPT_WORDS:
            continue
        label = str(getattr(field, "verbose_name", field.name)).capitalize()
        yield field, label, getattr(page, field.name)


def rewrite(page: Page, change: Callable[[str], str]) -> None:
    """Put `change(text)` in the place of every rich text of `page`; nothing is saved."""
    for place in list(places(page)):
        if not place.rich or (text := change(place.text)) == place.text:
            continue
        if not place.path:
            setattr(page, place.field, text)
            continue
        _put(getattr(page, place.field), place.path, text)


def merged(errors: list[tuple[Place, str]]) -> dict[str, ValidationError]:
    """One error for each field: its blocks' errors together, since a field can raise only one."""
    found: dict[str, Any] = {}
    for place, message in errors:
        node = found.setdefault(place.field, {})
        for step in place.path:
            node = node.setdefault(step, {})
        node.setdefault(None, []).append(message)
    return {field: _tree(node) for field, node in found.items()}


def _tree(node: dict[Any, Any], outermost: bool = True) -> ValidationError:
    """An inner node holds steps of one kind: places in a stream or list, names of parts, cells."""
    steps = {step: _tree(inner, False) for step, inner in node.items() if step is not None}
    if not steps:
        return ValidationError(node[None])
    kind = next(iter(steps))
    if isinstance(kind, str):
        return StructBlockValidationError(block_errors=steps)
    if isinstance(kind, tuple):
        rows: dict[int, dict[int, ValidationError]] = {}
        for (row, column), error in steps.items():
            rows.setdefault(row, {})[column] = error
        return TypedTableBlockValidationError(cell_errors=rows)
    if outermost:
        return StreamBlockValidationError(block_errors=steps)
    return ListBlockValidationError(block_errors=steps)


def _put(value: Any, path: Path, text: str) -> None:
    step, rest = path[0], path[1:]
    if isinstance(value, StreamValue | ListValue):
        child = value[step] if isinstance(value, StreamValue) else value.bound_blocks[step]
        if rest:
            _put(child.value, rest, text)
        else:
            child.value = RichText(text)
    elif isinstance(value, TypedTable):
        row, column = step  # type: ignore[misc, str-unpack]
        value.row_data[row]["values"][column] = RichText(text)
    elif rest:
        _put(value[step], rest, text)
    else:
        value[step] = RichText(text)


def _sourced(child: Any) -> bool | None:
    for name in SOURCES:
        if name in getattr(child.block, "child_blocks", {}):
            return bool(child.value.get(name))
    return None


def _texts(block: Any, value: Any, path: Path) -> Iterator[tuple[Path, str, bool]]:
    if value is None or isinstance(block, NOT_WORDS):
        return
    if isinstance(block, ImageBlock):
        if not value.decorative and value.contextual_alt_text:
            yield (*path, "alt_text"), value.contextual_alt_text, False
    elif isinstance(value, RichText):
        yield path, value.source, True
    elif isinstance(value, str):
        if value:
            yield path, value, False
    elif isinstance(value, StreamValue):
        for number, child in enumerate(value):
            yield from _texts(child.block, child.value, (*path, number))
    elif isinstance(value, ListValue):
        for number, child in enumerate(value.bound_blocks):
            yield from _texts(child.block, child.value, (*path, number))
    elif isinstance(value, TypedTable):
        for row, cells in enumerate(value.rows):
            for column, cell in enumerate(cells):
                yield from _texts(cell.block, cell.value, (*path, (row, column)))
    elif isinstance(value, blocks.StructValue):
        for name, inner in block.child_blocks.items():
            yield from _texts(inner, value.get(name), (*path, name))
