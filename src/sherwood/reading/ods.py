"""An .ods file's own XML, mended before the engine reads it: errors, and formulas whose result was never stored, become
texts, stray spaces nothing. What is hidden or merged in a sheet is told."""

import html
import io
import re
import zipfile

from sherwood.kit.errors import SherwoodError
from sherwood.reading.cleaning import NOT_CALCULATED
from sherwood.reading.xlsx import LARGEST, TOO_LARGE, Mended, SheetFacts

ERROR_CELL = re.compile(rb"<table:table-cell\s[^>]*?calcext:value-type=\"error\"[^>]*>")
STATED = re.compile(rb"\soffice:(?:value-type|value|string-value)=\"[^\"]*\"")
FORMULA_CELL = re.compile(
    rb"<table:table-cell((?=\s[^>]*?\btable:formula=)(?![^>]*?\boffice:value-type=)\s[^>]*?)(?:/>|>.*?</table:table-cell>)",
    re.S,
)
FORMULA = re.compile(rb"\stable:formula=(?:\"[^\"]*\"|'[^']*')")
PART = re.compile(
    rb"<table:(table|table-column|table-row|table-cell|covered-table-cell)((?:\s+[\w:.-]+=(?:\"[^\"]*\"|'[^']*'))*)\s*/?>"
)
ATTRIBUTE = re.compile(rb"table:([\w-]+)=(?:\"([^\"]*)\"|'([^']*)')")
BLANK_CELL = re.compile(
    rb"<table:table-cell(?:\s[^>]*)?>(?:<text:p(?:\s[^>]*)?(?:/>|>(?:\s|<text:s(?:\s[^>]*)?/>)*</text:p>))+"
    rb"</table:table-cell>"
)
REPEATED = re.compile(rb"\stable:number-(?:rows|columns)-repeated=\"\d+\"")


def mended_ods(data: bytes) -> Mended:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > LARGEST:
            raise SherwoodError(TOO_LARGE)
        content = archive.read("content.xml")
        facts = _facts(content)
        content = ERROR_CELL.sub(_as_text, content)
        content = FORMULA_CELL.sub(_as_not_calculated, content)
        content = BLANK_CELL.sub(_as_nothing, content)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as written:
            for name in archive.namelist():
                written.writestr(name, content if name == "content.xml" else archive.read(name))
    return Mended(out.getvalue(), facts, False, 1 << 62)


def _as_text(cell: re.Match[bytes]) -> bytes:
    """The engine then takes what the cell shows, such as #REF! or Err:502."""
    bare = STATED.sub(b"", cell[0])
    return bare.replace(b"<table:table-cell", b'<table:table-cell office:value-type="string"', 1)


def _as_not_calculated(cell: re.Match[bytes]) -> bytes:
    """A cell that says that its formula has no result yet: one that was calculated states the type of its result."""
    bare = FORMULA.sub(b"", cell[1])
    said = NOT_CALCULATED.encode()
    return b'<table:table-cell office:value-type="string"%b><text:p>%b</text:p></table:table-cell>' % (
        bare,
        said,
    )


def _as_nothing(cell: re.Match[bytes]) -> bytes:
    repeated = REPEATED.search(cell[0])
    return b"<table:table-cell%b/>" % (repeated[0] if repeated else b"")


def _facts(content: bytes) -> dict[str, SheetFacts]:
    """What is hidden and merged in each sheet, by its name."""
    sheets: dict[str, SheetFacts] = {}
    facts, row, following, column = SheetFacts(), 0, 1, 1
    for part in PART.finditer(content):
        said = {name: double or single for name, double, single in ATTRIBUTE.findall(part[2])}
        is_hidden = said.get(b"visibility") in (b"collapse", b"filter")
        match part[1]:
            case b"table":
                facts, following = SheetFacts(), 1
                sheets[html.unescape(said.get(b"name", b"").decode())] = facts
            case b"table-column":
                facts.hidden_columns += is_hidden * _number(said, b"number-columns-repeated")
            case b"table-row":
                repeated = _number(said, b"number-rows-repeated")
                facts.hidden_rows += is_hidden * repeated
                row, following, column = following, following + repeated, 1
            case _:
                facts.merged += _merged(said, row, column)
                column += _number(said, b"number-columns-repeated")
    return sheets


def _number(said: dict[bytes, bytes], name: bytes) -> int:
    return int(said.get(name, b"1") or 1)


def _merged(said: dict[bytes, bytes], row: int, column: int) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row and last column of the block that a cell begins, where it is more than itself."""
    down, across = _number(said, b"number-rows-spanned"), _number(said, b"number-columns-spanned")
    return [(row, column, row + down - 1, column + across - 1)] if down * across > 1 else []
