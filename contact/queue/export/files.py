"""CSV and XLSX in memory alone. What a person wrote is text there, never a formula.

A cell that a spreadsheet would calculate can fetch an address with what stands in other cells
(CWE-1236; OWASP ASVS 5.0, 1.2.10).
"""

import csv
import io
import re
from collections.abc import Callable, Iterable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from contact.forms.fields import plain

Rows = Iterable[list[str]]
Write = Callable[[str, list[str], Rows], bytes]

CELL_LETTERS = 32_767
"""What XLSX takes in one cell."""

# Full-width and small forms too: some spreadsheets turn them into the plain signs.
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
# Blanks, invisible letters and quotes, before which a sign still begins a formula.
_BLANK = "\\s\"'\u00ad\u200b-\u200f\u2060\ufeff"
# Not the first cell alone: where a semicolon or a tab parts cells, it begins one within a text.
_FORMULA = re.compile(f"(?:\\A(?=[\t\r\n])|(?:\\A|[;\t\n])(?=[{_BLANK}]*[{_SIGNS}]))")


def neutral(text: str) -> str:
    """The text with an apostrophe wherever a program that reads CSV might begin a formula."""
    return _FORMULA.sub(lambda found: found[0] + "'", plain(text))


def as_csv(notice: str, heads: list[str], rows: Rows) -> bytes:
    """UTF-8 with the mark that spreadsheets know it by; every field quoted."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([neutral(cell) for cell in row] for row in [[notice], heads])
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(notice: str, heads: list[str], rows: Rows) -> bytes:
    """One sheet; each cell is a string with its "this is text" mark, whatever it begins with."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Requests"
    _fill(sheet, 1, [notice])
    _fill(sheet, 2, heads)
    for number, row in enumerate(rows, 3):
        _fill(sheet, number, row)
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for cell in [sheet.cell(1, 1), *sheet[2]]:
        cell.font, cell.alignment = bold, wrapped
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=8)
    sheet.row_dimensions[1].height = 16 * (1 + len(notice) // 110 + notice.count("\n"))
    sheet.freeze_panes = "B3"
    for column in range(1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 18
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _InMemory(book, archive).write_data()
    return out.getvalue()


WRITERS: dict[str, tuple[str, Write]] = {
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "csv": ("text/csv; charset=utf-8", as_csv),
}
"""By format: what a browser is told that it is, and what makes it."""


def _fill(sheet: Any, row: int, texts: list[str]) -> None:
    for column, text in enumerate(texts, 1):
        cell = sheet.cell(row, column, plain(text)[:CELL_LETTERS])
        cell.data_type = "s"
        cell.quotePrefix = True


class _InMemory(ExcelWriter):
    """openpyxl writes each sheet to a temporary file first: these words lie on no disk."""

    def write_worksheet(self, ws: Any) -> None:
        sheet = io.BytesIO()
        ws._drawing = None
        writer = WorksheetWriter(ws, out=sheet)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], sheet.getvalue())
        self.manifest.append(ws)
