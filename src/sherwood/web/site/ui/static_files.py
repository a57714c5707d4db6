"""Styles and scripts of a real site: gathered under names that change with what is in them, when they have changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

STAMP = "gathered"  # a file beside them: what they were made of


class GatheredFiles(CompressedManifestStaticFilesStorage):
    """A page is drawn even where a file was not gathered: a plain error page is worth more than none."""

    manifest_strict = False

    def stored_name(self, name):
        try:
            return super().stored_name(name)
        except ValueError:
            return name


def gather() -> bool:
    """Gather them where anything has changed; whether it had."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    made_of = _fingerprint()
    if stamp.is_file() and stamp.read_text("ascii") == made_of:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(made_of, "ascii")
    return True


def _fingerprint() -> str:
    """Of every file's name and content."""
    summed = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            with storage.open(name) as file:
                summed.update(f"{name}\0".encode() + hashlib.sha256(file.read()).digest())
    return summed.hexdigest()
