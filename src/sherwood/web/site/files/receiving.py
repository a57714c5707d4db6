"""Taking a file in: streamed to the disk, counted, digested, recognised and scanned before anything points at it."""

import hashlib
import os
import subprocess
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils import timezone

from sherwood.kit.errors import SherwoodError
from sherwood.web.site.files.kinds import FileKind, kind_of
from sherwood.web.site.files.models import StoredFile, folder

MEGABYTE = 1024 * 1024
SCAN_SECONDS = 300


@dataclass(frozen=True)
class Taken:
    """A file that is on the disk and sound, and that no row is of yet."""

    key: str
    name: str
    kind: FileKind
    size: int
    digest: str


def take(upload: UploadedFile, most: int, kinds: Collection[FileKind] = ()) -> Taken:
    """Bring a file in: refuse one larger than `most` bytes, of none of `kinds`, or that the scanner refuses.

    Done before the act that keeps it begins: nobody else waits for a large file to be written. What no act keeps is removed
    a day later.
    """
    key = uuid.uuid4().hex
    path = folder() / key
    try:
        digest, size = _written(upload, path, most)
        kind = kind_of(path)
        if kinds and kind not in kinds:
            wanted = ", ".join(known.words for known in kinds)
            raise SherwoodError(f"The file is {kind.words}. Send one of these: {wanted}.")
        _scan(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Taken(key, _name(upload.name or ""), kind, size, digest)


def _name(given: str) -> str:
    """The last part of what its sender calls it, without what no name holds."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[-200:] or "file"


def _written(upload: UploadedFile, path: Path, most: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > most:
                raise SherwoodError(f"The file is larger than {most // MEGABYTE:,} MB. Send a smaller one.")
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise SherwoodError("The file is empty. Choose the file again.")
    return digest.hexdigest(), size


def _scan(path: Path) -> None:
    """Ask the council's own virus scanner, where SHERWOOD_SCANNER names one: it ends with 0 for a clean file.

    A scanner that cannot be run refuses the file: nobody takes “not scanned” for “clean”.
    """
    if not settings.SCANNER:
        return
    try:
        scanned = subprocess.run(
            [*settings.SCANNER, str(path)], capture_output=True, timeout=SCAN_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise SherwoodError(
            "The virus scanner did not answer, so the file was not kept. Try again later."
        ) from None
    if scanned.returncode == 1:
        raise SherwoodError("The virus scanner refused the file. It was not kept.")
    if scanned.returncode:
        raise SherwoodError("The virus scanner did not answer, so the file was not kept. Try again later.")


def remove(file: StoredFile) -> None:
    """Remove the file and keep the row: what was sent, by whom, and that it is gone."""
    file.path.unlink(missing_ok=True)
    if file.removed_at is None:
        file.removed_at = timezone.now()
        file.save(update_fields=["removed_at"])


def given_out(file: StoredFile) -> FileResponse:
    """The file to download, by whoever may see the row that points at it; it is never shown inside a page of ours."""
    if file.removed_at or not file.path.is_file():
        raise SherwoodError("This file is no longer kept.")
    return FileResponse(
        file.path.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.file_kind.content_type,
    )


def sweep(given: dict, told) -> str:
    """Remove files that no row is of: what was undone after it was written, more than a day ago."""
    known = set(StoredFile.objects.values_list("key", flat=True))
    long_ago = (timezone.now() - timedelta(days=1)).timestamp()
    left = [path for path in folder().iterdir() if path.name not in known and path.stat().st_mtime < long_ago]
    for path in left:
        path.unlink(missing_ok=True)
    return f"Files that nothing points at, removed: {len(left):,}."
