"""Text with separators (CSV) as a sheet: its encoding, its separator and its rows, whatever stands above them."""

import csv
import io
import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.csv

from sherwood.kit.errors import SherwoodError
from sherwood.reading.cleaning import visible
from sherwood.reading.grids import grid_of
from sherwood.reading.sheets import DEEPEST_HEADING, Misshapen, Sheet

CP1252_NOTE = "The file is not UTF-8; it was read as Windows text (cp1252), so check accented letters."
CUT_NOTE = (
    "The file ends in the middle of a letter, so it may be cut short. Compare its last row with the source."
)
OPEN_QUOTE_NOTE = "A quotation mark is opened and never closed, so rows after it may have run together."
CUT_ROW = (
    "The file ends in the middle of this row, so the file may be cut short. Export it again, or end its last row "
    "with a new line when it is whole."
)
WIDEST = 16384  # columns, as many as a workbook can have
NEARLY_ALL = 0.8  # of the first rows, in which a separator stands as often
HEAD = 1 << 18  # characters in which the first rows are looked at
NOT_TEXT = frozenset(map(chr, (*range(9), *range(14, 32)))) - {"\x00", "\x1a", "\x1f"}
SEPARATOR_LINE = re.compile(r"\"?sep=(.)\"?[,;\t|]*\r?\n", re.I)
EMPTY = "The file is empty: it holds not even headings. Export it again."
NEITHER = "The file is neither text, a workbook, Parquet nor a zip. Give one of these."


def csv_sheet(file: str, digest: str, data: bytes) -> Sheet:
    """A CSV file in UTF-8, UTF-16 or cp1252, separated by commas, semicolons, tabs or vertical bars."""
    text, note = decoded(data)
    if not visible(text[:HEAD]):
        raise SherwoodError(EMPTY)
    if not NOT_TEXT.isdisjoint(text.strip().split("\n", 1)[0]) or text[:1000].count("\x00") > 20:
        raise SherwoodError(NEITHER)
    text = text.rstrip("\x1a")  # how old programs ended a file
    blank = len(text) - len(text.lstrip("\r\n"))
    above = len(text[:blank].replace("\r\n", "\n"))
    body = text[blank:]
    said = SEPARATOR_LINE.match(body)
    body, above = (body[said.end() :], above + 1) if said else (body, above)
    separator = said[1] if said and said[1] in ",;\t|" else _separator(body)
    quote = _quote(body, separator)
    if body.count(quote) % 2:
        note = f"{note} {OPEN_QUOTE_NOTE}".strip()
    return _sheet(Sheet(file, digest, pa.table({}), note=note), body, separator, quote, above)


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and a note when its encoding had to be guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[first:200:2].count(0) > len(data[first:200:2]) // 2:
            return data.decode(encoding, errors="replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and "end of data" in error.reason:
            return data[: error.start].decode("utf-8-sig"), CUT_NOTE
        return data.decode("cp1252", errors="replace"), CP1252_NOTE


def _separator(text: str) -> str:
    """The one that makes the most columns in any of the first rows; of two alike, the first of , ; tab |."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:HEAD].split("\n") if line.strip()]
    lines = lines[: 2 * DEEPEST_HEADING]
    return max(",;\t|", key=lambda mark: _usual(line.count(mark) for line in lines))


def _usual(counts: Iterable[int]) -> tuple[bool, int, int]:
    """Whether nearly every row has as many as the others, how many there are in such rows, and how many those are."""
    every = [*counts]
    there = sorted(count for count in every if count)
    if not there:
        return False, 0, 0
    commonest = max(reversed(there), key=there.count)
    rows = there.count(commonest)
    return rows >= NEARLY_ALL * len(every), rows * commonest, rows


def _quote(text: str, separator: str) -> str:
    """The mark round values: an apostrophe when every value of the first row stands in two."""
    first = text.split("\n", 1)[0].split(separator)
    apostrophes = all(len(cell) > 2 and cell[0] == cell[-1] == "'" for cell in map(str.strip, first))
    return "'" if apostrophes and len(first) > 1 else '"'


def _sheet(sheet: Sheet, body: str, separator: str, quote: str, above: int) -> Sheet:
    tops = _top_widths(body, separator, quote)
    width = max(tops.values(), default=1)
    if width > WIDEST:
        raise SherwoodError(
            f"The file has {width:,} columns, more than a workbook can hold. Export a table with one row for each record."
        )
    # An empty row goes first, so that a short title above the headings does not say how wide the rows are.
    data = f"{separator * (width - 1)}\n{body}\n".encode("utf-8", "surrogatepass")
    try:
        table, odd = _parsed(data, separator, quote, width)
    except pa.ArrowInvalid as error:
        raise SherwoodError(
            "The rows cannot be told apart, because a quotation mark is opened and never closed. Export it again."
        ) from error
    numbers = [n + above - 1 for n in range(1, table.num_rows + len(odd) + 1) if n not in odd]
    fitting, misshapen = _fitted({n + above - 1: text for n, text in odd.items()}, width, separator, quote)
    last = max([*numbers, *(n + above - 1 for n in odd)])
    if not body.endswith(("\n", "\r")) and [row[0] for row in fitting] == [last]:
        misshapen.append(Misshapen(last, CUT_ROW, odd[last - above + 1]))
        fitting = []
    grid = grid_of(numbers, table.columns)
    if fitting:
        padded = grid_of(
            [row[0] for row in fitting], map(pa.array, zip(*(row[1] for row in fitting), strict=True))
        )
        grid = pa.concat_tables([grid, padded]).sort_by("row")
    widths = {row + above: cells for row, cells in tops.items()}
    return Sheet(sheet.file, sheet.digest, grid, note=sheet.note, misshapen=tuple(misshapen), widths=widths)


def _top_widths(text: str, separator: str, quote: str) -> dict[int, int]:
    """How many values each of the first rows has, by its place among the rows, blank ones counted."""
    reader = csv.reader(io.StringIO(text[:HEAD], newline=""), delimiter=separator, quotechar=quote)
    try:
        lines = list(islice(reader, 2 * DEEPEST_HEADING))
    except csv.Error:
        lines = [text[:HEAD].split("\n", 1)[0].split(separator)]
    return {place: len(line) for place, line in enumerate(lines, 1) if line}


def _parsed(data: bytes, separator: str, quote: str, width: int) -> tuple[pa.Table, dict[int, str]]:
    """The rows of `width` values, and by their place those of another width."""
    odd: dict[int, str] = {}

    def set_aside(row: Any) -> str:
        odd[row.number] = row.text
        return "skip"

    table = pa.csv.read_csv(
        pa.BufferReader(data),
        read_options=pa.csv.ReadOptions(
            autogenerate_column_names=True, use_threads=False, block_size=_block(data)
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter=separator,
            quote_char=quote,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        convert_options=pa.csv.ConvertOptions(
            column_types={f"f{place}": pa.string() for place in range(width)},
            null_values=[],
            strings_can_be_null=False,
            check_utf8=False,
        ),
    )
    return table, odd


def _block(data: bytes) -> int:
    """Rows are read in blocks, and a row must fit in one."""
    return max(1 << 20, min(len(data) + 1, 1 << 26))


def _fitted(
    odd: dict[int, str], width: int, separator: str, quote: str
) -> tuple[list[tuple[int, list[str]]], list[Misshapen]]:
    """Rows of another length: those that differ only by empty cells at the end are padded or cut."""
    fitting, misshapen = [], []
    for number, text in odd.items():
        cells = _cells_of(text, separator, quote)
        if cells and not any(cells[width:]):
            fitting.append((number, (cells + [""] * width)[:width]))
        else:
            breaks = text.count("\n")
            reason = _open_quote(breaks) if breaks or not cells else ""
            misshapen.append(Misshapen(number, reason, text, len(cells)))
    return fitting, misshapen


def _cells_of(text: str, separator: str, quote: str) -> list[str]:
    """The cells of one row; none when it is not one row."""
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, quotechar=quote))
    except csv.Error:
        return []
    return lines[0] if len(lines) == 1 else []


def _open_quote(breaks: int) -> str:
    return f"A quotation mark opened here takes in the {breaks} lines after it. Close it and load again."
