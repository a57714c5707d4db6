"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) as sheets: every sheet of each, hidden ones included.

What cannot be looked at first, or is very large, is read in a process of its own with a limit of memory and
time, so that no file can end the process that asked.
"""

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

import pyarrow as pa
import python_calamine

from sherwood.kit.errors import SherwoodError
from sherwood.reading import xls, xlsb, xlsx
from sherwood.reading.grids import grid_of
from sherwood.reading.ods import mended_ods
from sherwood.reading.sheets import Sheet

LARGE = 200 << 20  # bytes unpacked, from which a workbook is read in a process of its own
LONGEST = 300  # seconds that such a process may take
DAY_ONE = {False: date(1899, 12, 30), True: date(1904, 1, 1)}  # the day that Excel counts as 0

DAMAGED = "The workbook is damaged or cut short. Save it again and load that."
PROTECTED = "The workbook is protected by a password. Save it without one and load that."
TOO_MUCH = (
    "The workbook needs more memory or time than a workbook of this size should, perhaps for a stray value "
    "far outside its tables. Copy the tables to a new workbook, or save its sheets as CSV files."
)
HIDDEN = "The sheet is hidden; it was read."


class Read(NamedTuple):
    """A sheet as the engine reads it."""

    name: str
    is_hidden: bool
    grid: pa.Table


def workbook_sheets(file: str, digest: str, data: bytes) -> list[Sheet]:
    """Every sheet of a workbook, hidden ones included."""
    try:
        return list(_sheets(file, digest, data))
    except SherwoodError:
        raise
    except python_calamine.PasswordError as error:
        raise SherwoodError(PROTECTED) from error
    except Exception as error:
        raise SherwoodError(DAMAGED) from error


def _sheets(file: str, digest: str, data: bytes) -> Iterator[Sheet]:
    safe = _safe(data)
    is_small = safe.size < LARGE and data.startswith(b"PK")
    for read in read_workbook(safe.data) if is_small else _read_apart(safe.data):
        facts = safe.facts.get(read.name, xlsx.SheetFacts())
        yield Sheet(
            file,
            digest,
            _renumbered(read.grid, facts.rows),
            sheet=read.name,
            note=_note(read, facts),
            merged=tuple(facts.merged),
            day_one=DAY_ONE[safe.since_1904],
        )


def _safe(data: bytes) -> xlsx.Mended:
    if data.startswith(b"PK"):
        inside = zipfile.ZipFile(io.BytesIO(data)).namelist()
        if "xl/workbook.xml" in inside:
            return xlsx.mended(data)
        if "content.xml" in inside:
            return mended_ods(data)
        if xlsb.WORKBOOK in inside:
            return xlsb.looked_at(data, LARGE)
    return xls.looked_at(data, LARGE) if xls.is_old(data) else xlsx.Mended(data, {}, False, LARGE)


def read_workbook(data: bytes) -> Iterator[Read]:
    """The sheets one by one, so that only one is held as lists of cells at a time."""
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    facts = _looked_at(data)
    for about in workbook.sheets_metadata:
        if about.typ == python_calamine.SheetTypeEnum.WorkSheet:
            lines = workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            _show(lines, facts.get(about.name, xlsx.SheetFacts()).shown)
            is_hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
            yield Read(about.name, is_hidden, _grid(lines))


def _looked_at(data: bytes) -> dict[str, xlsx.SheetFacts]:
    """The facts of the sheets of a workbook that cannot be mended before the engine reads it."""
    if xls.is_old(data):
        return xls.looked_at(data, len(data)).facts
    return xlsb.looked_at(data, len(data)).facts if xlsb.is_binary(data) else {}


def _show(lines: list[list[Any]], shown: Mapping[tuple[int, int], str]) -> None:
    """Put the texts of cells where the engine has nothing."""
    for (row, column), text in shown.items():
        if row <= len(lines) and column <= len(lines[row - 1]):
            lines[row - 1][column - 1] = text


def _read_apart(data: bytes) -> Iterator[Read]:
    command = [sys.executable, "-m", "sherwood.reading.workbook_process"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired as error:
        raise SherwoodError(TOO_MUCH) from error
    if done.returncode == 3:
        raise SherwoodError(PROTECTED)
    if done.returncode == 4:
        raise SherwoodError(DAMAGED)
    if done.returncode:
        raise SherwoodError(TOO_MUCH)
    source = io.BytesIO(done.stdout)
    while source.tell() < len(done.stdout):
        grid = pa.ipc.open_stream(source).read_all()
        about = grid.schema.metadata
        yield Read(about[b"name"].decode(), about[b"hidden"] == b"yes", grid.replace_schema_metadata())


def _grid(lines: list[list[Any]]) -> pa.Table:
    width = max(map(len, lines), default=0)
    columns = [pa.array([_text(line[place]) for line in lines], pa.string()) for place in range(width)]
    return grid_of(range(1, len(lines) + 1), columns)


def _text(cell: Any) -> str:
    """A cell as a person reads it: whole numbers without `.0`, days as 2010-03-31."""
    if isinstance(cell, float):
        return number_text(cell, 1e15)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def number_text(number: float, exact: float) -> str:
    """A number as text. A whole one from `exact` on has lost digits, and is written so that this shows."""
    if not number.is_integer():
        return repr(number)
    return str(int(number)) if abs(number) < exact else f"{number:.15e}"


def _renumbered(grid: pa.Table, rows: list[int]) -> pa.Table:
    """The grid with the numbers that its rows have in the workbook."""
    if not rows:
        return grid
    numbers = pa.array(rows, pa.int64()).take(
        pa.array([row - 1 for row in grid["row"].to_pylist()], pa.int64())
    )
    return grid.set_column(0, "row", numbers)


def _note(read: Read, facts: xlsx.SheetFacts) -> str:
    said = [HIDDEN] * read.is_hidden
    if facts.hidden_rows:
        said.append(f"Hidden rows in the sheet: {facts.hidden_rows}. They were read too.")
    if facts.hidden_columns:
        said.append("Some columns of the sheet are hidden; they were read too.")
    return " ".join(said)
