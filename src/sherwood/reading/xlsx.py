"""An .xlsx file's own XML, looked at and mended before the engine reads it.

The engine makes room for every cell between the first and the last, so one stray space in the last cell of a
sheet would take gigabytes: such a sheet is written again with only the rows and columns that hold something.
It also reads an error, and a formula whose result was never stored, as nothing: here each is made a text.
"""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from sherwood.kit.errors import SherwoodError
from sherwood.reading.cleaning import NOT_CALCULATED

LARGEST = 1 << 30  # bytes of everything in the workbook, unpacked
ROOM = 1_000_000  # cells that a sheet may take whatever it holds
MOST = 30_000_000  # cells that a sheet may take at all

CELL = re.compile(rb"<((?:\w+:)?)c(\s[^>]*?)?(?:/>|>(.*?)</(?:\w+:)?c>)", re.S)
ROW = re.compile(rb"<((?:\w+:)?)row(\s[^>]*?)?(?:/>|>(.*?)</(?:\w+:)?row>)", re.S)
SHEET_DATA = re.compile(rb"(<(?:\w+:)?sheetData[^>]*>)(.*)(</(?:\w+:)?sheetData>)", re.S)
REFERENCE = re.compile(rb"\sr=[\"']([A-Z]+)(\d+)[\"']")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
RESULT = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?(?:/>|>(.*?)</)", re.S)
ERROR = re.compile(rb"(<(?:\w+:)?c\s[^>]*?\bt=)([\"'])e\2")
SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
TAG = re.compile(rb"<[^>]*>")

TOO_LARGE = "The workbook unpacks to more than 1 GB, so it was not read. Save its sheets as CSV files."
TOO_WIDE = "The sheet “{}” has cells too far apart to be read. Delete the rows and columns after the last of the table."


@dataclass
class SheetFacts:
    """What a file says of a sheet besides its cells. `rows`, when it was written again: its row numbers. `shown`: the
    texts, by row and column from 1, of cells that the engine reads as nothing."""

    rows: list[int] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass
class Mended:
    """A workbook that is safe to read, the facts of each sheet by its name, and how its days are counted."""

    data: bytes
    facts: dict[str, SheetFacts]
    since_1904: bool
    size: int


def mended(data: bytes) -> Mended:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > LARGEST:
            raise SherwoodError(TOO_LARGE)
        unpacks_as_it_says(archive)
        workbook = archive.read("xl/workbook.xml")
        changed: dict[str, bytes] = {}
        facts: dict[str, SheetFacts] = {}
        for name, path in _sheets(archive, workbook):
            before = archive.read(path)
            after, facts[name] = _sheet(name, before, archive, _written_by_a_script(workbook))
            changed |= {path: after} if after is not before else {}
        data = _with(archive, changed) if changed else data
    since_1904 = re.search(rb"date1904=[\"'](1|true)[\"']", workbook) is not None
    return Mended(data, facts, since_1904, size)


def unpacks_as_it_says(archive: zipfile.ZipFile) -> None:
    """A part that is larger than the archive says fails here, and not in the engine."""
    for part in archive.infolist():
        with archive.open(part) as opened:
            while opened.read(1 << 20):
                pass


def _written_by_a_script(workbook: bytes) -> bool:
    """Whether nobody has calculated it since: a script asks for that, and writes 0 or nothing till then."""
    return re.search(rb"fullCalcOnLoad=[\"'](1|true)[\"']", workbook) is not None


def _sheets(archive: zipfile.ZipFile, workbook: bytes) -> Iterator[tuple[str, str]]:
    """Name and path of every sheet with cells."""
    there = set(archive.namelist())
    links = map(attributes_of, LINK.findall(archive.read("xl/_rels/workbook.xml.rels")))
    targets = {link["Id"]: link["Target"] for link in links if "Id" in link and "Target" in link}
    for attributes in map(attributes_of, SHEET.findall(workbook)):
        target = targets.get(attributes.get("id", ""), "")
        path = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if path in there:
            yield attributes.get("name", ""), path


def attributes_of(tag: bytes) -> dict[str, str]:
    """The attributes of a tag by their names without prefix."""
    found = re.findall(r"([\w.-]+)=(?:\"([^\"]*)\"|'([^']*)')", tag.decode("utf-8", errors="replace"))
    return {name: html.unescape(double or single) for name, double, single in found}


def _sheet(name: str, xml: bytes, archive: zipfile.ZipFile, fresh: bool) -> tuple[bytes, SheetFacts]:
    facts = SheetFacts(
        hidden_rows=len(re.findall(rb"<(?:\w+:)?row\s[^>]*?\bhidden=[\"'](?:1|true)[\"']", xml)),
        hidden_columns=len(re.findall(rb"<(?:\w+:)?col\s[^>]*?\bhidden=[\"'](?:1|true)[\"']", xml)),
        merged=list(_merged(xml)),
    )
    xml = ERROR.sub(rb"\1\2str\2", xml) if ERROR.search(xml) else xml
    if FORMULA.search(xml):
        told = CELL.sub(lambda cell: _told(cell, fresh), xml)
        xml = xml if told == xml else told
    if _is_sparse(xml):
        xml, facts.rows = _compact(name, xml, _blank_strings(archive))
    return xml, facts


def _merged(xml: bytes) -> Iterator[tuple[int, int, int, int]]:
    """First row, first column, last row and last column of each merged block."""
    ref = rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']"
    for left, top, right, bottom in re.findall(ref, xml):
        yield int(top), column_number(left), int(bottom), column_number(right)


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def _told(cell: re.Match[bytes], fresh: bool) -> bytes:
    """The cell, or one that says that its formula has no result yet."""
    prefix, attributes, body = cell[1], cell[2] or b"", cell[3] or b""
    if not FORMULA.search(body):
        return cell[0]
    result = RESULT.search(body)
    value = (result[1] or b"").strip() if result else b""
    is_text = re.search(rb"\bt=[\"']str[\"']", attributes)
    if (value and not (fresh and value == b"0")) or (is_text and result):
        return cell[0]
    place = REFERENCE.search(attributes)
    said = place[0] if place else b""
    return b'<%bc%b t="str"><%bv>%b</%bv></%bc>' % (
        prefix, said, prefix, NOT_CALCULATED.encode(), prefix, prefix,
    )  # fmt: skip


def _is_sparse(xml: bytes) -> bool:
    """Whether the block from the first cell to the last has far more cells than are there."""
    letters = re.findall(rb"\sr=[\"']([A-Z]+)\d", xml)
    rows = re.findall(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d+)[\"']", xml)
    width = max(map(column_number, set(letters)), default=0)
    last = max((int(row) for row in rows if len(row) < 12), default=0)
    return width * last > ROOM + 4 * len(letters)


def _blank_strings(archive: zipfile.ZipFile) -> set[bytes]:
    """The places of those shared strings that hold nothing but spaces."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return set()
    strings = re.findall(
        rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", archive.read("xl/sharedStrings.xml"), re.S
    )
    return {b"%d" % place for place, string in enumerate(strings) if not TAG.sub(b"", string).strip()}


def _compact(name: str, xml: bytes, blank: set[bytes]) -> tuple[bytes, list[int]]:
    """The sheet with only the rows and columns that hold something, and the numbers of those rows."""
    block = SHEET_DATA.search(xml)
    if not block:
        return xml, []
    kept = {row: cells for row, cells in _rows(block[2], blank) if cells}
    columns = {column: n for n, column in enumerate(sorted({c for cells in kept.values() for c in cells}), 1)}
    if len(kept) * len(columns) > MOST:
        raise SherwoodError(TOO_WIDE.format(name))
    lines = []
    for n, row in enumerate(sorted(kept), 1):
        cells = (_placed(cell, columns[column], n) for column, cell in sorted(kept[row].items()))
        lines.append(b'<row r="%d">%b</row>' % (n, b"".join(cells)))
    space = re.search(rb"<(\w+:)sheetData", block[1])
    rows = b"".join(lines)
    rows = re.sub(rb"<(/?)row", rb"<\1" + space[1] + b"row", rows) if space else rows
    top = re.sub(rb"<(?:\w+:)?dimension[^>]*>(?:</(?:\w+:)?dimension>)?", b"", xml[: block.start(2)])
    return top + rows + xml[block.end(2) :], sorted(kept)


def _rows(rows: bytes, blank: set[bytes]) -> Iterator[tuple[int, dict[int, re.Match[bytes]]]]:
    """Each row's number, and its cells that hold something by the number of their column."""
    number = 0
    for row in ROW.finditer(rows):
        said = re.search(rb"\br=[\"'](\d+)[\"']", row[2] or b"")
        number, column, cells = int(said[1]) if said else number + 1, 0, {}
        for cell in CELL.finditer(row[3] or b""):
            place = REFERENCE.search(cell[2] or b"")
            column = column_number(place[1]) if place else column + 1
            if not _is_blank(cell, blank):
                cells[column] = cell
        yield number, cells


def _is_blank(cell: re.Match[bytes], blank: set[bytes]) -> bool:
    body = cell[3] or b""
    if re.search(rb"\bt=[\"']s[\"']", cell[2] or b""):
        return TAG.sub(b"", body).strip() in blank
    return not TAG.sub(b"", body).strip()


def _placed(cell: re.Match[bytes], column: int, row: int) -> bytes:
    prefix, attributes = cell[1], REFERENCE.sub(b"", cell[2] or b"")
    place = f"{column_letters(column)}{row}".encode()
    return b'<%bc r="%b"%b>%b</%bc>' % (prefix, place, attributes, cell[3] or b"", prefix)


def _with(archive: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as written:
        for name in archive.namelist():
            written.writestr(name, changed[name] if name in changed else archive.read(name))
    return out.getvalue()
