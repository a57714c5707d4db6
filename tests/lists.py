"""Lists of the site opened as somebody opens them: the CSV file row by row, the workbook sheet by sheet."""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

from django.test import Client
from python_calamine import CalamineWorkbook

from sherwood.web.site.ui.downloads import HEADS_AT

RUN_BY_A_SPREADSHEET = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")


@dataclass(frozen=True)
class Opened:
    """A list in both kinds: heads and rows, cells of CSV as text, of Excel as what Excel takes them for."""

    path: str
    csv: list[list[str]]
    excel: list[list]
    sheet_xml: bytes

    @property
    def heads(self) -> list[str]:
        return self.csv[0]

    @property
    def pairs(self) -> list[tuple[str, object]]:
        """Each cell of the CSV beside the same cell of the workbook, heads included."""
        return [
            pair for ours, theirs in zip(self.csv, self.excel, strict=True) for pair in zip(ours, theirs, strict=True)
        ]  # fmt: skip

    def column(self, head: str) -> list[tuple[str, object]]:
        at = self.heads.index(head)
        rows = zip(self.csv[1:], self.excel[1:], strict=True)
        return [(ours[at], theirs[at]) for ours, theirs in rows]


def opened(client: Client, path: str) -> Opened:
    """`path` is the address of the CSV file; raises `AssertionError` where either kind does not come."""
    before, _, query = path.partition("?")
    other = f"{before.removesuffix('.csv')}.xlsx?{query}"
    first, second = client.get(path), client.get(other)
    assert (first.status_code, second.status_code) == (200, 200), path
    rows = list(csv.reader(StringIO(first.content.decode("utf-8-sig"), newline="")))
    book = CalamineWorkbook.from_filelike(BytesIO(second.content))
    (name,) = book.sheet_names
    whole = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    assert whole[0][0] and "made by" in whole[1][0].lower(), "a workbook says what it is and whence"
    excel = [_as_wide(row, len(rows[0])) for row in whole[HEADS_AT:]]
    with ZipFile(BytesIO(second.content)) as parts:
        return Opened(path, rows, excel, parts.read("xl/worksheets/sheet1.xml"))


def _as_wide(row: list, width: int) -> list:
    """A workbook leaves out the columns that nothing stands in."""
    return [*row, *[""] * (width - len(row))]


def faults(found: Opened) -> list[str]:
    """Where the two files differ, or a day or a number is only text."""
    if len(found.csv) != len(found.excel):
        return [f"{found.path}: {len(found.csv)} and {len(found.excel)} rows"]
    return [f"{found.path}: {ours!r}, {theirs!r}" for ours, theirs in found.pairs if not _same(ours, theirs)]


def _same(ours: str, theirs: object) -> bool:
    if isinstance(theirs, (date, datetime)):
        return ours == str(theirs) and DAY.fullmatch(ours) is not None
    if isinstance(theirs, float):
        return NUMBER.fullmatch(ours) is not None and abs(float(ours) - theirs) <= 1e-9 * max(1, abs(theirs))
    if DAY.fullmatch(ours):
        return False
    return ours in (theirs, f"'{theirs}")


def can_run(found: Opened) -> list[str]:
    """What a spreadsheet would run, in either kind. A number below nought is a number."""
    begins = [
        cell
        for row in found.csv
        for cell in row
        if cell.lstrip(" ").startswith(RUN_BY_A_SPREADSHEET) and not NUMBER.fullmatch(cell)
    ]
    return begins + re.findall(rb"<f[ >].*?</f>", found.sheet_xml)
