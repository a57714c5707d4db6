"""Workbooks for tests, as systems write them: made with a library, then changed in their own XML."""

import io
import struct
import zipfile
from dataclasses import dataclass

import xlsxwriter
import xlwt

REFERRALS = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Date of referral",
    "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", "Allocated Team", "Allocated Worker",
)  # fmt: skip
CONTACTS = (*REFERRALS[:5], "Date of Contact", "Contact Source")
ROWS = [
    [f"C{n}", "b) Female", "a) WBRI", "2012-01-31", 9, f"2021-03-{n + 14}", "1A", "b) No", 1, "Duty", "SW1"]
    for n in range(1, 4)
]


def workbook(*lines, sheet="List 3", hidden=False, more=lambda book, page: None) -> bytes:
    """One sheet of these lines, which may be lists of cells or None for a blank row."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        for row, line in enumerate(lines or (REFERRALS, *ROWS)):
            page.write_row(row, 0, line or [])
        more(book, page)
        if hidden:
            book.add_worksheet("Cover").activate()
            page.hide()
    return out.getvalue()


def old_workbook(*lines, sheet="List 3", more=lambda book, page: None) -> bytes:
    """The same as an old .xls."""
    book, out = xlwt.Workbook(), io.BytesIO()
    page = book.add_sheet(sheet, cell_overwrite_ok=True)
    for row, line in enumerate(lines or (REFERRALS, *ROWS)):
        for column, value in enumerate(line):
            page.write(row, column, value)
    more(book, page)
    book.save(out)
    return out.getvalue()


def changed(data: bytes, *changes, part="xl/worksheets/sheet1.xml") -> bytes:
    """The workbook with texts of a part replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in archive.namelist():
            content = archive.read(name).decode()
            for before, after in changes if name == part else ():
                assert before in content
                content = content.replace(before, after)
            written.writestr(name, content)
    return out.getvalue()


_BINARY_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
)


@dataclass
class ShownError:
    """A cell that shows an error, by its code; `by_formula`, one whose formula gave it."""

    code: int
    by_formula: bool = False


def binary_workbook(
    *lines, sheet="List 3", hidden=False, hidden_rows=(), hidden_columns=(), merged=(), since_1904=False
) -> bytes:
    """The same as an .xlsb, which no library writes: its records put together by hand, as [MS-XLSB] lays them out."""
    rows = lines or (REFERRALS, *ROWS)
    last = max(map(len, rows)) - 1
    cells = [
        part
        for row, line in enumerate(rows)
        for part in (
            _record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0x10 * (row in hidden_rows), 0, 0)),
            *(_binary_cell(column, value) for column, value in enumerate(line)),
        )
    ]
    page = [
        _record(129),
        _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, last)),
        _record(390),
        *(_record(60, struct.pack("<IIIIH", column, column, 2560, 0, 1)) for column in hidden_columns),
        _record(391),
        _record(145),
        *cells,
        _record(146),
        *(_record(176, struct.pack("<IIII", *block)) for block in merged),
        _record(130),
    ]
    book = [
        _record(131),
        _record(153, struct.pack("<III", since_1904, 0, 0)),
        _record(143),
        _record(156, struct.pack("<II", hidden, 1) + _wide("rId1") + _wide(sheet)),
        _record(144),
        _record(157, bytes(26)),
        _record(132),
    ]
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _BINARY_TYPES)
        archive.writestr("xl/workbook.bin", b"".join(book))
        archive.writestr("xl/_rels/workbook.bin.rels", links)
        archive.writestr("xl/worksheets/sheet1.bin", b"".join(page))
    return out.getvalue()


def _binary_cell(column: int, value) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, ShownError):
        formula = struct.pack("<HII", 0, 0, 0) if value.by_formula else b""
        return _record(11 if value.by_formula else 3, place + bytes([value.code]) + formula)
    if isinstance(value, int | float):
        return _record(5, place + struct.pack("<d", value))
    return _record(6, place + _wide(value))


def _record(kind: int, body: bytes = b"") -> bytes:
    return _sevens(kind) + _sevens(len(body)) + body


def _sevens(number: int) -> bytes:
    """A number as seven bits a byte, the lowest first."""
    if number < 0x80:
        return bytes([number])
    return bytes([number & 0x7F | 0x80]) + _sevens(number >> 7)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def open_document(rows: str, hidden: bool = False) -> bytes:
    """An .ods file of one sheet with these rows of XML."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    display = "false" if hidden else "true"
    calc = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}{calc}>'
        '<office:automatic-styles><style:style style:name="ta1" style:family="table">'
        f'<style:table-properties table:display="{display}"/></style:style></office:automatic-styles><office:body>'
        f'<office:spreadsheet><table:table table:name="List 3" table:style-name="ta1">{rows}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def row_of(*cells: str) -> str:
    written = (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        for cell in cells
    )
    return f"<table:table-row>{''.join(written)}</table:table-row>"
