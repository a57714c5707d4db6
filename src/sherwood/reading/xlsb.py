"""A binary workbook's (.xlsb) own records, looked at beside what the engine reads of it.

The engine reads a cell that shows an error as nothing; it says nothing of hidden rows, merged cells and how days are
counted. Whether a formula was ever calculated cannot be seen: each holds a result, and who writes this format calculates.
Layout: [MS-XLSB] 2.1.4 (records) and 2.4.
"""

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator

from sherwood.kit.errors import SherwoodError
from sherwood.reading.xls import SHOWN
from sherwood.reading.xlsx import (
    LARGEST,
    LINK,
    TOO_LARGE,
    Mended,
    SheetFacts,
    attributes_of,
    unpacks_as_it_says,
)

WORKBOOK, LINKS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
ROW, ERROR, FORMULA_ERROR, COLUMNS, WORKBOOK_SETTINGS, SHEET, MERGED = 0, 3, 11, 60, 153, 156, 176
ROW_HIDDEN, COLUMN_HIDDEN, SINCE_1904 = 0x10, 0x01, 0x01
NO_TEXT = 0xFFFFFFFF  # the length of a text that is not there


def is_binary(data: bytes) -> bool:
    return data.startswith(b"PK") and WORKBOOK in zipfile.ZipFile(io.BytesIO(data)).namelist()


def looked_at(data: bytes, size: int) -> Mended:
    """The facts of each sheet, the texts of cells that the engine reads as nothing among them. Of a workbook that cannot be
    looked at nothing is said: the engine will refuse it, or read it as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST:
            raise SherwoodError(TOO_LARGE)
        unpacks_as_it_says(archive)
        try:
            workbook = list(_records(archive.read(WORKBOOK)))
            facts = {name: _facts(archive.read(path)) for name, path in _sheets(archive, workbook)}
        except (KeyError, struct.error, IndexError):
            return Mended(data, {}, False, size)
    settings = [body for kind, body in workbook if kind == WORKBOOK_SETTINGS]
    return Mended(data, facts, any(body[:1] and body[0] & SINCE_1904 for body in settings), size)


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record. Both numbers before a body are written seven bits a byte, the lowest first."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        yield kind, part[at : at + length]
        at += length


def _number(part: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number, and where the next begins."""
    number = 0
    for place in range(longest):
        byte = part[at + place]
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return number, at + place + 1


def _sheets(archive: zipfile.ZipFile, workbook: list[tuple[int, bytes]]) -> Iterator[tuple[str, str]]:
    """Name and path of every sheet with cells."""
    there = set(archive.namelist())
    links = map(attributes_of, LINK.findall(archive.read(LINKS)))
    targets = {link["Id"]: link["Target"] for link in links if "Id" in link and "Target" in link}
    for kind, body in workbook:
        if kind == SHEET:
            link, at = _text(body, 8)
            name, _ = _text(body, at)
            path = posixpath.normpath(posixpath.join("/xl", targets.get(link, ""))).lstrip("/")
            if path in there:
                yield name, path


def _text(body: bytes, at: int) -> tuple[str, int]:
    """A text, and where what follows it begins."""
    (length,) = struct.unpack_from("<I", body, at)
    length = 0 if length == NO_TEXT else length
    end = at + 4 + 2 * length
    return body[at + 4 : end].decode("utf-16-le", errors="replace"), end


def _facts(sheet: bytes) -> SheetFacts:
    facts, row = SheetFacts(), 0
    for kind, body in _records(sheet):
        if kind == ROW:
            row = struct.unpack_from("<I", body)[0] + 1
            facts.hidden_rows += bool(body[11] & ROW_HIDDEN)
        elif kind in (ERROR, FORMULA_ERROR):
            column, _, code = struct.unpack_from("<IIB", body)
            facts.shown[row, column + 1] = SHOWN.get(code, "#VALUE!")
        elif kind == COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<IIIIH", body)
            facts.hidden_columns += (last - first + 1) * (flags & COLUMN_HIDDEN)
        elif kind == MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            facts.merged.append((top + 1, left + 1, bottom + 1, right + 1))
    return facts
