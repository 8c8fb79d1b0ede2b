"""What is exported passes through memory alone: no temporary file holds a word of it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from contact.models import IntakeRequest
from tests.contact.exports import FORMATS, export

_watching: list[list[str]] = []


def _watch(event: str, said: tuple[Any, ...]) -> None:
    if not _watching or event not in ("open", "tempfile.mkstemp"):
        return
    path, mode, flags = (*said, None, 0)[:3]
    changes = (os.O_WRONLY | os.O_RDWR | os.O_CREAT) & (flags or 0)
    if event != "open" or changes or set(str(mode or "")) & set("wax+"):
        _watching[-1].append(str(path))


# For good: nothing takes such a hook away. It looks on while `_watching` holds a list.
sys.addaudithook(_watch)


@pytest.fixture
def opened_to_write() -> Iterator[list[str]]:
    """Every file that this process opens to write, from here on."""
    _watching.append([])
    yield _watching[-1]
    _watching.pop()


def test_the_look_for_files_finds_one(tmp_path: Path, opened_to_write: list[str]) -> None:
    (tmp_path / "x").write_text("words")
    assert opened_to_write == [str(tmp_path / "x")]


@pytest.mark.parametrize("kind", FORMATS)
def test_no_file_is_written(
    request_for_help: IntakeRequest, exporter: Client, opened_to_write: list[str], kind: str
) -> None:
    """openpyxl by itself writes each sheet to a temporary file."""
    assert export(exporter, kind).status_code == 200
    assert opened_to_write == []
