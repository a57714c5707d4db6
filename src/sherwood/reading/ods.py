"""An .ods file's own XML, mended before the engine reads it: errors become texts, stray spaces nothing."""

import io
import re
import zipfile

from sherwood.kit.errors import SherwoodError
from sherwood.reading.xlsx import LARGEST, TOO_LARGE, Mended

ERROR_CELL = re.compile(rb"<table:table-cell\s[^>]*?calcext:value-type=\"error\"[^>]*>")
STATED = re.compile(rb"\soffice:(?:value-type|value|string-value)=\"[^\"]*\"")
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
        content = ERROR_CELL.sub(_as_text, content)
        content = BLANK_CELL.sub(_as_nothing, content)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as written:
            for name in archive.namelist():
                written.writestr(name, content if name == "content.xml" else archive.read(name))
    return Mended(out.getvalue(), {}, False, 1 << 62)


def _as_text(cell: re.Match[bytes]) -> bytes:
    """The engine then takes what the cell shows, such as #REF! or Err:502."""
    bare = STATED.sub(b"", cell[0])
    return bare.replace(b"<table:table-cell", b'<table:table-cell office:value-type="string"', 1)


def _as_nothing(cell: re.Match[bytes]) -> bytes:
    repeated = REPEATED.search(cell[0])
    return b"<table:table-cell%b/>" % (repeated[0] if repeated else b"")
