"""Bytes of a file as sheets: CSV, workbook, Parquet. All is read as text; nothing is interpreted here."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import python_calamine

from sherwood.kit.errors import SherwoodError
from sherwood.reading.sheets import Misshapen, Sheet

CP1252_NOTE = "The file is not UTF-8; it was read as Windows text (cp1252), so check accented letters."
WIDEST = 2000  # columns of a CSV file
NOT_TEXT = frozenset(map(chr, range(9)))
OPEN_QUOTE_NOTE = "A quotation mark is opened and never closed, so rows after it may have run together."


def csv_sheet(file: str, digest: str, data: bytes) -> Sheet:
    """A CSV file in UTF-8, UTF-16 or cp1252, separated by commas, semicolons or tabs."""
    text, note = decoded(data)
    if not text.strip():
        raise SherwoodError("The file is empty: it holds not even headings. Export it again.")
    if not NOT_TEXT.isdisjoint(text.strip().splitlines()[0]):
        raise SherwoodError("The file is neither text, a workbook, Parquet nor a zip. Give one of these.")
    if text.count('"') % 2:
        note = f"{note} {OPEN_QUOTE_NOTE}".strip()
    blank = len(text) - len(text.lstrip("\r\n"))
    above = len(text[:blank].replace("\r\n", "\n"))
    try:
        table, misshapen = _parsed(f"{text[blank:]}\n".encode(), _delimiter(text[blank:]), above)
    except pa.ArrowInvalid as error:
        raise SherwoodError(
            "The rows cannot be told apart, because a quotation mark is opened and never closed. Export it again."
        ) from error
    return Sheet(file, digest, table, note=note, misshapen=tuple(misshapen))


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and a note when its encoding had to be guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ""
    if data[1:200:2].count(0) > len(data[1:200:2]) // 2:
        return data.decode("utf-16-le", errors="replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), CP1252_NOTE


def _delimiter(text: str) -> str:
    headings = text.splitlines()[0]
    return max(",;\t", key=headings.count)


def _parsed(data: bytes, delimiter: str, above: int) -> tuple[pa.Table, list[Misshapen]]:
    """The grid, with rows numbered from `above`, and the rows that do not fit under the first one."""
    odd: dict[int, str] = {}

    def set_aside(row: Any) -> str:
        odd[row.number] = row.text
        return "skip"

    widest = min(data[: 1 << 16].count(delimiter.encode()), WIDEST) + 1
    table = pa.csv.read_csv(
        pa.BufferReader(data),
        read_options=pa.csv.ReadOptions(
            autogenerate_column_names=True, use_threads=False, block_size=_block(data)
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        convert_options=pa.csv.ConvertOptions(
            column_types={f"f{place}": pa.string() for place in range(widest)},
            null_values=[],
            strings_can_be_null=False,
            check_utf8=False,
        ),
    )
    numbers = (n for n in range(1, table.num_rows + len(odd) + 1) if n not in odd)
    fitting, misshapen = _fitted(odd, table.num_columns, delimiter)
    grid = _grid([pa.array(numbers, pa.int64()), *table.columns])
    if fitting:
        grid = pa.concat_tables([grid, fitting]).sort_by("row")
    shifted = pc.add(grid["row"], above)
    moved = [Misshapen(one.row + above, one.reason, one.came) for one in misshapen]
    return _without_blank_rows(grid.set_column(0, "row", shifted)), moved


def _block(data: bytes) -> int:
    """Rows are read in blocks, and a row must fit in one."""
    return max(1 << 20, min(len(data) + 1, 1 << 26))


def _fitted(odd: dict[int, str], width: int, delimiter: str) -> tuple[pa.Table | None, list[Misshapen]]:
    """Rows of another length: those that differ only by empty cells at the end are padded or cut."""
    fitting, misshapen = [], []
    for number, text in odd.items():
        cells = _cells_of(text, delimiter)
        if cells and not any(cells[width:]):
            fitting.append([number, *(cells + [""] * width)[:width]])
        else:
            misshapen.append(Misshapen(number, _misfit(len(cells), width, text.count("\n")), text))
    columns = list(zip(*fitting, strict=True))
    return (_grid([pa.array(column) for column in columns]) if columns else None), misshapen


def _cells_of(text: str, delimiter: str) -> list[str]:
    """The cells of one row; none when it is not one row."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []
    return lines[0] if len(lines) == 1 else []


def _misfit(cells: int, width: int, breaks: int) -> str:
    if breaks or not cells:
        return f"A quotation mark opened here takes in the {breaks} lines after it. Close it and load again."
    return (
        f"The row has {cells} values under {width} headings. Put quotation marks round a value that holds "
        "the separator, then load again."
    )


def workbook_sheets(file: str, digest: str, data: bytes) -> list[Sheet]:
    """Every sheet of a workbook, hidden ones included."""
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = [(name, _cells(workbook, name)) for name in workbook.sheet_names]
    except Exception as error:
        raise SherwoodError(
            "The workbook is damaged, cut short or protected by a password. Save it again and load that."
        ) from error
    return [Sheet(file, digest, _grid_of(grid), sheet=name) for name, grid in grids]


def _cells(workbook: python_calamine.CalamineWorkbook, name: str) -> list[list[Any]]:
    return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _grid_of(lines: list[list[Any]]) -> pa.Table:
    width = max(map(len, lines), default=0)
    columns = [pa.array([_text(line[place]) for line in lines], pa.string()) for place in range(width)]
    return _without_blank_rows(_grid([pa.array(range(1, len(lines) + 1), pa.int64()), *columns]))


def _text(cell: Any) -> str:
    """A cell as a person reads it: whole numbers without `.0`, days as 2010-03-31."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def parquet_sheet(file: str, digest: str, data: bytes) -> Sheet:
    """A Parquet file, as if it were a CSV: headings in row 1, the first row of data in row 2."""
    try:
        table = pq.read_table(pa.BufferReader(data))
        columns = [_as_text(name, table[name]) for name in table.column_names]
    except Exception as error:
        raise SherwoodError(
            "The Parquet file is damaged, cut short or holds lists. Write it again, one value to a cell."
        ) from error
    grid = _grid([pa.array(range(1, table.num_rows + 2), pa.int64()), *columns])
    return Sheet(file, digest, _without_blank_rows(grid))


def _as_text(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    text = pc.fill_null(column.cast(pa.string()), "")
    return pa.chunked_array([pa.array([name], pa.string()), *text.chunks], pa.string())


def _grid(columns: Iterable[Any]) -> pa.Table:
    columns = list(columns)
    return pa.table(columns, names=["row", *(f"c{place}" for place in range(len(columns) - 1))])


def _without_blank_rows(grid: pa.Table) -> pa.Table:
    if grid.num_columns == 1:
        return grid.slice(0, 0)
    cells = [pc.equal(pc.utf8_trim_whitespace(column), "") for column in grid.columns[1:]]
    blank = cells[0]
    for cell in cells[1:]:
        blank = pc.and_(blank, cell)
    return grid.filter(pc.invert(blank))
