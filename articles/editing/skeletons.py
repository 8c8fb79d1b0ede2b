"""The beginnings of an article, one for each kind, read once from `skeletons.yaml`."""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml
from django.utils.text import slugify

FILE = Path(__file__).with_name("skeletons.yaml")


@dataclass(frozen=True)
class Skeleton:
    """`title`, `body` and `next_step` hold guidance in brackets (`articles.editing.guidance`)."""

    kind: str
    label: str
    when: str
    """To use it, in one sentence."""
    title: str
    body: tuple[dict[str, Any], ...]
    """As StreamField's raw data."""
    next_step: str


@cache
def skeletons() -> dict[str, Skeleton]:
    """By their kinds, in the order of the list."""
    return {row["kind"]: _skeleton(row) for row in yaml.safe_load(FILE.read_text())}


def is_placeholder(slug: str) -> bool:
    """Whether an address was made of a skeleton's title, and nobody has given it its own."""
    return re.sub(r"-\d+$", "", slug) in {slugify(each.title) for each in skeletons().values()}


def _skeleton(row: dict[str, Any]) -> Skeleton:
    return Skeleton(
        kind=row["kind"],
        label=row["label"],
        when=row["when"],
        title=row["title"],
        body=tuple(_block(*pair) for block in row["body"] for pair in block.items()),
        next_step=_paragraphs(row["next_step"]),
    )


def _block(kind: str, said: Any) -> dict[str, Any]:
    value: dict[str, Any] = {}
    if kind == "heading":
        value = {"level": "h2", "text": said, "anchor": ""}
    elif kind == "steps":
        value = {"steps": [_paragraphs(step) for step in said], "sources": []}
    elif kind == "callout":
        value = said | {"text": _paragraphs(said["text"]), "sources": []}
    elif kind == "text":
        value = {"text": _paragraphs(said), "sources": []}
    return {"type": kind, "value": value or None}


def _paragraphs(said: str | list[str]) -> str:
    """HTML: a paragraph of each text."""
    texts = [said] if isinstance(said, str) else said
    return "".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)
