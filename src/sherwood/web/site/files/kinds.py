"""What a file is, by its first bytes and what is in it; never by its name."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from sherwood.kit.errors import SherwoodError


@dataclass(frozen=True)
class FileKind:
    key: str
    words: str
    content_type: str


PDF = FileKind("pdf", "PDF", "application/pdf")
WORD = FileKind("docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
EXCEL = FileKind("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
SLIDES = FileKind(
    "pptx", "slides", "application/vnd.openxmlformats-officedocument.presentationml.presentation"
)
PNG = FileKind("png", "a PNG picture", "image/png")
JPEG = FileKind("jpg", "a JPEG picture", "image/jpeg")
TEXT = FileKind("txt", "text", "text/plain; charset=utf-8")
ZIP = FileKind("zip", "a zip", "application/zip")
OTHER = FileKind("bin", "a file of another kind", "application/octet-stream")
PAPERS = (PDF, WORD, EXCEL, SLIDES, PNG, JPEG)

BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
INSIDE = {"word/document.xml": WORD, "xl/workbook.xml": EXCEL, "ppt/presentation.xml": SLIDES}
MACROS = "vbaProject.bin"


def kind_of(path: Path) -> FileKind:
    """What the file is; text where its beginning is UTF-8 without controls."""
    with path.open("rb") as file:
        first = file.read(4096)
    for beginning, kind in BEGINNINGS.items():
        if first.startswith(beginning):
            return kind
    if zipfile.is_zipfile(path):
        return _zipped(path)
    return TEXT if _is_text(first) else OTHER


def _zipped(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as file:
            names = set(file.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return OTHER
    if any(name.endswith(MACROS) for name in names):
        raise SherwoodError(
            "The file holds macros, which Sherwood does not keep. Save it without them and send that."
        )
    return next((kind for name, kind in INSIDE.items() if name in names), ZIP)


def _is_text(first: bytes) -> bool:
    try:
        text = first.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(first) - 4:  # a letter may be cut in two at the end of what was read
            return False
        text = first[: error.start].decode("utf-8")
    return all(letter.isprintable() or letter in "\r\n\t" or letter == "\ufeff" for letter in text)
