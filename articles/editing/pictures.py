"""The pictures in the blocks of a page, each with the place where an editor finds it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from articles.editing.places import Path, Place


@dataclass(frozen=True)
class Shown:
    """A picture in a block: its `image`, and the words that stand for it on this page."""

    image: Any
    alt: str
    decorative: bool
    at_image: Place
    at_alt: Place


def pictures(page: Page) -> Iterator[Shown]:
    """Those that were chosen, in the order of the fields of `page`, then of its blocks."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for number, child in enumerate(getattr(page, field.name)):
                for path, image in _images(child.block, child.value, (number,)):
                    yield _shown(field.name, path, child, image)


def _shown(field: str, path: Path, child: Any, image: Any) -> Shown:
    def at(part: str, text: str) -> Place:
        return Place(field, (*path, part), child.id or "", str(child.block.label), text, False)

    alt = image.contextual_alt_text or ""
    return Shown(image, alt, bool(image.decorative), at("image", image.title), at("alt_text", alt))


def _images(block: Any, value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(block, ImageBlock):
        if value is not None:
            yield path, value
    elif isinstance(value, StreamValue):
        for number, child in enumerate(value):
            yield from _images(child.block, child.value, (*path, number))
    elif isinstance(value, ListValue):
        for number, child in enumerate(value.bound_blocks):
            yield from _images(child.block, child.value, (*path, number))
    elif isinstance(value, blocks.StructValue):
        for name, inner in block.child_blocks.items():
            yield from _images(inner, value.get(name), (*path, name))
