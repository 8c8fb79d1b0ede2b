"""The versioned list of stigmatizing terms, read once from `terms.yaml`."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_BEFORE, _AFTER = r"(?<![a-z0-9])", r"(?![a-z0-9])"
"""A term is a whole word, or several."""

FILE = Path(__file__).with_name("terms.yaml")


class Severity(StrEnum):
    """What a finding asks for: `STOP` waits at the door of a review, the others are advice."""

    STOP = "stop"
    CHANGE = "change"
    CONSIDER = "consider"


@dataclass(frozen=True)
class Guide:
    """Who says so, and where a reader of the finding can look it up; no link for our own rules."""

    by: str
    title: str
    url: str


@dataclass(frozen=True)
class Term:
    """`find` and `unless` match text as `matcher.fold` makes it."""

    id: str
    language: str
    severity: Severity
    instead: str
    why: str
    guide: Guide
    first_person: bool
    """A person may call themselves so; with the page's reason it stays."""
    find: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class Names:
    """How names of organisations and laws are known, which use whatever words they use."""

    signs: re.Pattern[str]
    whole: re.Pattern[str]


@cache
def _file() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return read


VERSION = str(_file()["version"])


@cache
def terms(language: str) -> tuple[Term, ...]:
    """Those of one language; none for a language that the list does not speak."""
    return tuple(_term(row) for row in _file()["terms"] if row["language"] == language)


@cache
def beginnings(language: str) -> re.Pattern[str]:
    """Matches, empty, wherever a term of the language begins: one pass in place of one a term."""
    rows = [row for row in _file()["terms"] if row["language"] == language]
    patterns = (_pattern(row["find"], language).pattern for row in rows)
    joined = "|".join(f"(?:{pattern}){_AFTER}" for pattern in patterns) or "(?!)"
    return re.compile(f"{_BEFORE}(?=[a-z0-9])(?={joined})")


@cache
def names() -> Names:
    listed = _file()["names"]
    return Names(
        signs=re.compile(rf"(?<![a-z])(?:{listed['signs']})(?![a-z])"),
        whole=re.compile("|".join(f"(?:{name})" for name in listed["whole"])),
    )


def _term(row: dict[str, Any]) -> Term:
    return Term(
        id=row["id"],
        language=row["language"],
        severity=Severity(row["severity"]),
        instead=row["instead"],
        why=row["why"],
        guide=Guide(**_file()["sources"][row["source"]]),
        first_person=row.get("first_person", False),
        find=_pattern(row["find"], row["language"], whole_words=True),
        unless=_pattern(row["unless"], row["language"]) if row.get("unless") else None,
    )


def _pattern(parts: list[str], language: str, whole_words: bool = False) -> re.Pattern[str]:
    words = _file()["words"].get(language, {})
    joined = "|".join(parts)
    for name, listed in words.items():
        joined = joined.replace(f"{{{name}}}", listed)
    joined = joined.replace("[- ]", r"(?:-|\s+)").replace(" ?", r"\s?").replace(" ", r"\s+")
    return re.compile(f"{_BEFORE}(?:{joined}){_AFTER}" if whole_words else joined)
