"""An old workbook's (.xls) own records, looked at beside what the engine reads of it.

The engine reads a cell that shows an error as nothing, and so a formula that nobody has calculated; it says nothing of
hidden rows, merged cells and how days are counted. Layout: [MS-XLS] 2.3 and 2.4, records of BIFF5 and BIFF8.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from sherwood.reading.cleaning import NOT_CALCULATED
from sherwood.reading.xlsx import Mended, SheetFacts

FIRST_BYTES = b"\xd0\xcf\x11\xe0"
STREAMS = ("Workbook", "Book")  # of BIFF8 and BIFF5
BOF, EOF, BOUND_SHEET, SINCE_1904, CALCULATED_BY_EXCEL = 0x0809, 0x000A, 0x0085, 0x0022, 0x01C1
FORMULA, ERROR_OR_FLAG, ROW, COLUMNS, MERGED = 0x0006, 0x0205, 0x0208, 0x007D, 0x00E5
BIFF8 = 0x0600
IS_TEXT_OR, IS_ERROR, IS_BLANK = b"\xff\xff", 2, 3  # of a result that is no number
SHOWN = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip

Cell = tuple[int, int]  # row and column, from 1


@dataclass
class _Sheet:
    """What the records of a sheet say: its facts, its formulas, and those of them that have a result."""

    facts: SheetFacts = field(default_factory=SheetFacts)
    formulas: list[Cell] = field(default_factory=list)
    calculated: int = 0


def is_old(data: bytes) -> bool:
    return data.startswith(FIRST_BYTES)


def looked_at(data: bytes, size: int) -> Mended:
    """The facts of each sheet, the texts of cells that the engine reads as nothing among them. Of a workbook that cannot be
    looked at nothing is said: the engine will refuse it, or read it as it is."""
    try:
        stream = _stream(data)
        sheets = {name: _sheet(stream, start) for name, start in _bound(stream)}
    except (OSError, struct.error, IndexError):
        return Mended(data, {}, False, size)
    is_fresh = not any(kind == CALCULATED_BY_EXCEL for kind, _ in _records(stream, 0))
    if is_fresh and not any(sheet.calculated for sheet in sheets.values()):
        for sheet in sheets.values():
            sheet.facts.shown |= dict.fromkeys(sheet.formulas, NOT_CALCULATED)
    counts = [body for kind, body in _records(stream, 0) if kind == SINCE_1904]
    return Mended(data, {name: sheet.facts for name, sheet in sheets.items()}, any(map(any, counts)), size)


def _stream(data: bytes) -> bytes:
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        name = next(name for name in (*STREAMS, "") if not name or file.exists(name))
        return file.openstream(name).read() if name else b""


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from a place to the end of its part; parts within it, such as charts, are passed over."""
    depth, at = 0, start
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        at += 4 + length
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 1:
            yield kind, body
        if depth <= 0:
            return


def _bound(stream: bytes) -> Iterator[tuple[str, int]]:
    """The name of each sheet, and where its records start."""
    is_wide = False
    for kind, body in _records(stream, 0):
        if kind == BOF:
            is_wide = struct.unpack_from("<H", body)[0] == BIFF8
        if kind == BOUND_SHEET:
            start, _, _, length = struct.unpack_from("<IBBB", body)
            yield _name(body[7:], length, is_wide), start


def _name(body: bytes, length: int, is_wide: bool) -> str:
    if not is_wide:
        return body[:length].decode("cp1252", errors="replace")
    if body[0] & 1:
        return body[1 : 1 + 2 * length].decode("utf-16-le", errors="replace")
    return body[1 : 1 + length].decode("latin-1")


def _sheet(stream: bytes, start: int) -> _Sheet:
    sheet = _Sheet()
    for kind, body in _records(stream, start):
        if kind == ERROR_OR_FLAG:
            row, column, _, code, is_error = struct.unpack_from("<HHHBB", body)
            if is_error:
                sheet.facts.shown[row + 1, column + 1] = SHOWN.get(code, "#VALUE!")
        elif kind == FORMULA:
            _formula(sheet, body)
        elif kind == ROW:
            sheet.facts.hidden_rows += bool(body[12] & 0x20)
        elif kind == COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<HHHHH", body)
            sheet.facts.hidden_columns += (last - first + 1) * (flags & 1)
        elif kind == MERGED:
            sheet.facts.merged += _merged(body)
    return sheet


def _formula(sheet: _Sheet, body: bytes) -> None:
    row, column, _, result = struct.unpack_from("<HHH8s", body)
    cell = row + 1, column + 1
    sheet.formulas.append(cell)
    is_number = result[6:] != IS_TEXT_OR
    sheet.calculated += any(result) if is_number else result[0] != IS_BLANK
    if not is_number and result[0] == IS_ERROR:
        sheet.facts.shown[cell] = SHOWN.get(result[2], "#VALUE!")


def _merged(body: bytes) -> Iterator[tuple[int, int, int, int]]:
    """First row, first column, last row and last column of each merged block."""
    for n in range(struct.unpack_from("<H", body)[0]):
        top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * n)
        yield top + 1, left + 1, bottom + 1, right + 1
