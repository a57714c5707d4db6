"""Workbooks for tests, as systems write them: made with a library, then changed in their own XML."""

import io
import zipfile

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
