"""Files that hold no grid: what each is, known by its content, and what to give instead."""

import re

INSTEAD = "Give CSV files, a workbook (.xlsx) or Parquet."
RETURNED = (
    "Give the inspection lists (Annex A), the children in need census as XML, the looked-after return as CSV files or "
    "the record tables instead."
)

WEB_PAGE = (
    "This is a web page, whatever its name: many systems export one as “Excel”. Open it in Excel, save it as an "
    "Excel workbook (.xlsx) and load that."
)
SPREADSHEET_XML = (
    "This is a spreadsheet saved as XML (Excel 2003). Open it in Excel, save it as an Excel workbook (.xlsx) and "
    "load that."
)

STARTS = (
    (b"%PDF", f"This is a PDF document. {INSTEAD}"),
    (b"{\\rtf", f"This is a text document (RTF). {INSTEAD}"),
    (b"\x89PNG", f"This is a picture. {INSTEAD}"),
    (b"GIF8", f"This is a picture. {INSTEAD}"),
    (b"\xff\xd8\xff", f"This is a picture. {INSTEAD}"),
    (b"BM\x36", f"This is a picture. {INSTEAD}"),
    (b"II*\x00", f"This is a picture. {INSTEAD}"),
    (b"MM\x00*", f"This is a picture. {INSTEAD}"),
    (b"7z\xbc\xaf\x27\x1c", "This is a 7z archive. Unpack it, or make a zip of the files, and load that."),
    (b"Rar!", "This is a RAR archive. Unpack it, or make a zip of the files, and load that."),
    (b"SQLite format 3", f"This is a database (SQLite). Export its tables. {INSTEAD}"),
    (b"\x00\x01\x00\x00Standard", f"This is a database (Access). Export its tables. {INSTEAD}"),
    (b"ARROW1", f"This is an Arrow file. {INSTEAD}"),
    (b"$FL2", f"This is a data file of SPSS. {INSTEAD}"),
)

ROOTS = (
    (rb"<(\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet", SPREADSHEET_XML),
    (rb"urn:schemas-microsoft-com:office:spreadsheet", SPREADSHEET_XML),
    (rb"<w:(wordDocument|document)\b", f"This is a Word document saved as XML. {INSTEAD}"),
    (rb"<EXPSSDA903|<SSDA903|<SSDA_?903", (
        "This is the looked-after return (SSDA903) as XML, which Sherwood does not read. Give the same return as "
        "its CSV files: header, episodes, reviews and the others."
    )),
    (rb"<Collection>\s*CSC?WW\s*<|<CSWWWorker\b|<LALevelVacancies\b", (
        f"This is the children's social work workforce census as XML, which Sherwood does not read. {RETURNED}"
    )),
    (rb"<Collection>\s*(SC|SCH|SchoolCensus|SPR|SUM|AUT)\s*<|<PupilsOnRoll\b|<PupilOnRoll\b", (
        f"This is a school census as XML, which holds no children's social care. {RETURNED}"
    )),
    (rb"<Collection>\s*[\w ]+\s*<", f"This is a return to the Department for Education as XML. {RETURNED}"),
)  # fmt: skip

OLD_OFFICE = (  # streams by which a file of the old Office container is told
    ("WordDocument", f"This is a Word document. {INSTEAD}"),
    ("PowerPoint Document", f"This is a presentation. {INSTEAD}"),
    ("__substg1.0_", f"This is an e-mail message. Save what is attached to it and load that. {INSTEAD}"),
    ("EncryptedPackage", "The workbook is protected by a password. Save it without one and load that."),
)

ZIPPED = (  # parts by which a document that is a zip is told
    ("word/document.xml", f"This is a Word document. {INSTEAD}"),
    ("ppt/presentation.xml", f"This is a presentation. {INSTEAD}"),
    (
        "Index/Document.iwa",
        "This is an Apple Numbers or Pages document. Export it as an Excel workbook or CSV.",
    ),
)


def what_else(data: bytes) -> str | None:
    """A sentence on a file that is neither text with separators, a workbook nor Parquet."""
    for start, sentence in STARTS:
        if data.startswith(start):
            return sentence
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(data)
    start = head(data)
    if start.startswith(b"<"):
        return _marked_up(start)
    if re.match(rb"(MIME-Version|Received|Return-Path|Delivered-To|From|Message-ID|Subject):", start, re.I):
        return _message(start)
    if re.match(rb"[\[{]\s*[\"{\[]", start):
        return f"This is JSON. {INSTEAD}"
    return None


def head(data: bytes) -> bytes:
    """The beginning of a file without its byte order mark, as if it were UTF-8."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            data = data[:20_000].decode(encoding, errors="ignore").encode()
    return data[: 1 << 16].removeprefix(b"\xef\xbb\xbf").lstrip()


def _old_office(data: bytes) -> str | None:
    return next((said for stream, said in OLD_OFFICE if stream.encode("utf-16-le") in data), None)


def _marked_up(start: bytes) -> str | None:
    for root, sentence in ROOTS:
        if re.search(root, start):
            return sentence
    if re.search(rb"<(!doctype\s+html|html|table|body|head|meta|style|div|tr)\b", start, re.I):
        return WEB_PAGE
    if re.match(rb"<(\?xml|!--|!DOCTYPE|[A-Za-z_][\w:.-]*[\s>/])", start):
        return f"This is XML of a kind that Sherwood does not know. {RETURNED}"
    return None


def _message(start: bytes) -> str:
    if re.search(rb"multipart/related|text/html|Snapshot-Content-Location", start[:5000], re.I):
        return WEB_PAGE
    return f"This is an e-mail message. Save what is attached to it and load that. {INSTEAD}"


def zipped_document(inside: list[str]) -> str | None:
    return next((sentence for part, sentence in ZIPPED if part in inside), None)
