"""A list as a file: CSV or an Excel workbook, safe against text that a spreadsheet would run as a formula.

Zero, blank and not known stay three different things: 0 is a number, blank is blank, and what is not known says so
where the list says so.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice
from typing import Any

import xlsxwriter
from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.timezone import is_aware, localtime

from sherwood.kit.periods import spoken
from sherwood.reporting import legible
from sherwood.web.site.ui.clock import today

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST = 32_767  # characters in a cell of Excel, which shows nothing of a longer text
HEADS_AT = 3  # the row of the heads in a workbook, under its title, where it comes from, and a blank row
MOST_ROWS = 1_048_576 - HEADS_AT - 1  # in a sheet of Excel, beneath the heads


NOT_KNOWN = "Not known"


def known(value: Any) -> Any:
    """A value of a row, or that nobody knows it; None alone would be blank."""
    return NOT_KNOWN if value is None else value


@dataclass(frozen=True)
class DownloadSheet:
    """A title, the heads of the columns and the rows; None is blank."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]


def as_file(sheet: DownloadSheet, kind: str, name: str) -> HttpResponse:
    """The list to download as `name`.`kind`; `kind` is csv or xlsx."""
    if kind not in KINDS:
        raise Http404("A list is made as csv and xlsx.")
    make, content_type = KINDS[kind]
    answer = HttpResponse(make(sheet), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def as_csv(sheet: DownloadSheet) -> bytes:
    """UTF-8 begun with a byte order mark, so that a spreadsheet reads it as such; dates as 2010-03-08."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([plain(head) for head in sheet.heads])
    writer.writerows([plain(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def plain(cell: Any) -> Any:
    """A cell of a CSV file: numbers and days as they are, text never as a formula."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{_here(cell):%Y-%m-%d %H:%M:%S}"
    if isinstance(cell, (int, float, Decimal, date)):
        return cell
    text = legible.text(str(cell))
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def as_xlsx(sheet: DownloadSheet) -> bytes:
    """Text is written as text, whatever it begins with, so nothing in a cell can be run."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": sheet.title, "author": "Sherwood"})
        page, head = book.add_worksheet(sheet_name(sheet.title)), book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "d mmmm yyyy", "align": "left"})
        moment = book.add_format({"num_format": "d mmmm yyyy hh:mm:ss", "align": "left"})
        page.write_string(0, 0, legible.text(sheet.title), book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, legible.text(_whence()))
        page.write_row(HEADS_AT, 0, sheet.heads, head)
        page.freeze_panes(HEADS_AT + 1, 0)
        for number, row in enumerate(_fitting(sheet.rows), HEADS_AT + 1):
            for place, cell in enumerate(row):
                _write(page, number, place, cell, day, moment)
        page.autofit()
    return out.getvalue()


def sheet_name(title: str) -> str:
    """A title as Excel takes the name of a sheet: at most 31 characters and none of its signs."""
    name = re.sub(r"[\\/*?:\[\]]", " ", title.partition(",")[0]).strip().strip("'")
    return name[:31].strip() or "List"


def _whence() -> str:
    """Whose list it is and when it was made: a file is read long after, by somebody who did not make it."""
    made = f"made by {settings.PRODUCT} on {spoken(today())}"
    return f"{settings.COUNCIL}, {made}" if settings.COUNCIL else f"{made[0].upper()}{made[1:]}"


def _fitting(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """As many rows as Excel can hold, and a word where there were more."""
    rows = iter(rows)
    yield from islice(rows, MOST_ROWS - 1)
    if next(rows, None) is not None:
        yield ["The list goes on. Download it as CSV to have all of it."]


def _write(page, row: int, column: int, cell: Any, day, moment) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(row, column, _here(cell), moment)
    elif isinstance(cell, date):
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001 - a day
    elif isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        page.write_number(row, column, cell)
    elif cell is not None and cell != "":
        text = legible.text(str(cell))
        page.write_string(row, column, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")


def _here(moment: datetime) -> datetime:
    """As a clock on the wall shows it, to the second: a spreadsheet knows no time zones."""
    here = localtime(moment) if is_aware(moment) else moment
    return here.replace(tzinfo=None, microsecond=0)


KINDS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
