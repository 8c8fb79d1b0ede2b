"""Reading an exported file as a spreadsheet does."""

import csv
import io
from typing import Any

from django.http import HttpResponse
from openpyxl import load_workbook

URL = "/admin/requests/export/"
REASON = "for the county's yearly count"
FORMATS = ["csv", "xlsx"]


def export(client: Any, kind: str, query: str = "", reason: str = REASON) -> HttpResponse:
    return client.post(f"{URL}{query}", {"format": kind, "reason": reason}, secure=True)


def cells(answer: HttpResponse) -> list[list[str]]:
    """Every cell as text; an apostrophe that a CSV carries before a formula is still there."""
    if answer.headers["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    return [[cell.value or "" for cell in row] for row in sheet(answer).iter_rows()]


def sheet(answer: HttpResponse) -> Any:
    return load_workbook(io.BytesIO(answer.content)).active


def by_head(answer: HttpResponse) -> list[dict[str, str]]:
    """Each request by the heads of its columns, after the notice."""
    _notice, heads, *rows = cells(answer)
    return [dict(zip(heads, row, strict=True)) for row in rows]
