"""Choosers that a page resolves all at once: one query a model, however many blocks choose."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from wagtail.blocks import PageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

Known = dict[type[models.Model], Any]

_known: ContextVar[Known | None] = ContextVar("known", default=None)


class Shared:
    """For Wagtail's choosers: within `resolving()` they ask the database for nothing."""

    target_model: Any

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        known = (_known.get() or {}).get(self.target_model)
        if known is None:
            return super().bulk_to_python(values)  # type: ignore[misc]
        return [known.get(value) for value in values]


class SharedChooserBlock(Shared, SnippetChooserBlock):
    pass


class SharedPageChooserBlock(Shared, PageChooserBlock):
    """Within `resolving()` a page that readers cannot open is None, as one that is gone."""


@contextmanager
def resolving(known: Known) -> Iterator[None]:
    """Block values that are read in here take what they chose from `known`."""
    token = _known.set(known)
    try:
        yield
    finally:
        _known.reset(token)


def chosen(raw: Any, names: set[str]) -> set[int]:
    """The primary keys that StreamField's raw data holds under any of `names`, at any depth."""
    found: set[int] = set()
    if isinstance(raw, dict):
        for name, value in raw.items():
            found |= _keys(value) if name in names else chosen(value, names)
    elif isinstance(raw, list):
        for each in raw:
            found |= chosen(each, names)
    return found


def _keys(value: Any) -> set[int]:
    if isinstance(value, int):
        return {value}
    if isinstance(value, dict):
        return _keys(value.get("value"))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()
