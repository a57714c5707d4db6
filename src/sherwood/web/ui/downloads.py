"""A list as a file: CSV or an Excel workbook, safe against text that a spreadsheet would run as a formula.

Zero, blank and not known stay three different things: 0 is a number, blank is blank, and what is not known says so
where the list says so.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.http import Http404, HttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Sheet:
    """A title, the heads of the columns and the rows; None is blank."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]


def as_file(sheet: Sheet, kind: str, name: str) -> HttpResponse:
    """The list to download as `name`.`kind`; `kind` is csv or xlsx."""
    if kind not in KINDS:
        raise Http404("A list is made as csv and xlsx.")
    make, content_type = KINDS[kind]
    answer = HttpResponse(make(sheet), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence]) -> HttpResponse:
    """Rows as a CSV file to keep; `name` is the file's whole name."""
    return as_file(Sheet(name, header, rows), "csv", name.removesuffix(".csv"))


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 begun with a byte order mark, so that a spreadsheet reads it as such; dates as 2010-03-08."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(sheet.heads)
    writer.writerows([plain(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def plain(cell: Any) -> Any:
    """A cell of a CSV file: numbers and days as they are, text never as a formula."""
    if cell is None:
        return ""
    if isinstance(cell, (int, float, date)):
        return cell
    text = str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def as_xlsx(sheet: Sheet) -> bytes:
    """Text is written as text, whatever it begins with, so nothing in a cell can be run."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": sheet.title, "author": "Sherwood"})
        page, head = book.add_worksheet("List"), book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "d mmmm yyyy", "align": "left"})
        page.write_row(0, 0, sheet.heads, head)
        page.freeze_panes(1, 0)
        for number, row in enumerate(sheet.rows, 1):
            for place, cell in enumerate(row):
                _write(page, number, place, cell, day)
        page.autofit()
    return out.getvalue()


def _write(page, row: int, column: int, cell: Any, day) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a day
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        page.write_number(row, column, cell)
    elif cell is not None:
        page.write_string(row, column, str(cell))


KINDS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
