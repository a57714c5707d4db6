"""Paths as files: a path may be a file, a folder or a zip. A file is known by its content, never its name."""

import gzip
import hashlib
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sherwood.kit.errors import SherwoodError
from sherwood.reading.delimited import csv_sheet
from sherwood.reading.foreign import what_else, zipped_document
from sherwood.reading.parquet_file import parquet_sheet
from sherwood.reading.sheets import Sheet
from sherwood.reading.shelves import known_trees
from sherwood.reading.trees import tree_sheets
from sherwood.reading.workbooks import workbook_sheets

LARGEST = 2 << 30  # bytes of one file inside a zip, against files made to fill a disk
MOST_FILES = 10_000  # in one zip
DEEPEST = 5  # zips within zips
TOO_LARGE = "The file in the zip is larger than 2 GB. Load it by itself."
IGNORED = ("__MACOSX", "~$", ".")


@dataclass(frozen=True)
class Opened:
    """A file and the sheets in it, or the reason why it could not be opened."""

    name: str
    digest: str = ""
    sheets: tuple[Sheet, ...] = ()
    fault: str = ""


def files(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Every file under `paths` with the name to show: with its folder too when two have the same name."""
    found: list[tuple[str, Path]] = []
    for path in map(Path, paths):
        inside = sorted(path.rglob("*")) if path.is_dir() else []
        held = [file for file in inside if file.is_file() and not _ignored(file, path)]
        found += [(file.relative_to(path).as_posix(), file) for file in held] or [(path.name, path)]
    shared = Counter(name for name, _ in found)
    return [(f"{path.parent.name}/{path.name}" if shared[name] > 1 else name, path) for name, path in found]


def open_file(name: str, path: Path) -> Iterator[Opened]:
    """The file, or each file in it when it is a zip."""
    if not path.exists():
        yield Opened(name, fault="There is no file or folder here. Check the path and try again.")
    elif path.is_dir():
        yield Opened(name, fault="The folder holds no files. Check the path and try again.")
    else:
        yield from _open(name, path)


def _ignored(file: Path, folder: Path) -> bool:
    return any(part.startswith(IGNORED) for part in file.relative_to(folder).parts)


def _open(name: str, path: Path) -> Iterator[Opened]:
    try:
        data = path.read_bytes()
    except OSError:
        yield Opened(name, fault="The file cannot be read. Check that you may open it, then try again.")
    else:
        yield from _opened(name, data)


def _opened(name: str, data: bytes) -> Iterator[Opened]:
    if data.startswith(b"\x1f\x8b"):
        yield from _unpacked(name, data)
    elif data.startswith(b"PK\x03\x04"):
        yield from _from_zip(name, data)
    else:
        yield _one(name, data)


def _unpacked(name: str, data: bytes) -> Iterator[Opened]:
    """The one file that is packed with gzip."""
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            inner = packed.read(LARGEST + 1)
    except (EOFError, OSError, zlib.error):
        fault = "The packed file (gz) is damaged or cut short. Copy or pack it again, then load that."
        yield Opened(name, hashlib.sha256(data).hexdigest(), fault=fault)
        return
    if len(inner) > LARGEST:
        yield Opened(name, hashlib.sha256(data).hexdigest(), fault=TOO_LARGE)
    elif inner.startswith(b"\x1f\x8b"):
        fault = "The file is packed twice. Unpack it and load that."
        yield Opened(name, hashlib.sha256(data).hexdigest(), fault=fault)
    else:
        yield from _opened(name, inner)


def _one(name: str, data: bytes) -> Opened:
    digest = hashlib.sha256(data).hexdigest()
    try:
        return Opened(name, digest, tuple(_sheets(name, digest, data)))
    except SherwoodError as error:
        return Opened(name, digest, fault=str(error))


def _sheets(name: str, digest: str, data: bytes) -> list[Sheet]:
    if tree := next((tree for tree in known_trees() if tree.is_of(data)), None):
        return tree_sheets(name, digest, data, tree)
    if sentence := what_else(data):
        raise SherwoodError(sentence)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return workbook_sheets(name, digest, data)
    if data.startswith(b"PAR1"):
        return [parquet_sheet(name, digest, data)]
    return [csv_sheet(name, digest, data)]


def _from_zip(name: str, data: bytes) -> Iterator[Opened]:
    """A workbook is a zip too: it is told by what lies in it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        inside = archive.namelist()
    except zipfile.BadZipFile:
        fault = "The zip or workbook is damaged or cut short. Copy or save it again, then load that."
        yield Opened(name, hashlib.sha256(data).hexdigest(), fault=fault)
        return
    if sentence := zipped_document(inside):
        yield Opened(name, hashlib.sha256(data).hexdigest(), fault=sentence)
    elif "[Content_Types].xml" in inside or "mimetype" in inside:
        yield _one(name, data)
    else:
        yield from _members(name, archive)


def _members(name: str, archive: zipfile.ZipFile) -> Iterator[Opened]:
    members = [
        member for member in archive.infolist() if not member.is_dir() and not _hidden(member.filename)
    ]
    if not members:
        yield Opened(name, fault="There is nothing in the zip. Make it again.")
    if len(members) > MOST_FILES or name.count(".zip/") >= DEEPEST:
        yield Opened(name, fault="The zip holds too many files or zips. Make one of the files to load.")
        return
    for member in members:
        shown = f"{name}/{member.filename}"
        if member.file_size > LARGEST:
            yield Opened(shown, fault=TOO_LARGE)
            continue
        try:
            inner = archive.read(member)
        except Exception:
            fault = "The file in the zip is damaged or protected by a password. Make the zip again."
            yield Opened(shown, fault=fault)
        else:
            yield from _opened(shown, inner)


def _hidden(member: str) -> bool:
    return any(part.startswith(IGNORED) for part in member.split("/"))
