"""Styles and scripts of a real site: gathered under names that change with what is in them, when they have changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find, get_finders
from django.contrib.staticfiles.storage import staticfiles_storage as storage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

STAMP = "gathered"  # a file beside them: what they were made of
EVERY_PAGE = (
    "ui/sherwood.css",
    "ui/sherwood.js",
    "vendor/govuk-frontend.min.css",
    "vendor/govuk-frontend.min.js",
)


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
    if stamp.is_file() and stamp.read_text("ascii") == made_of and not without_files():
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(made_of, "ascii")
    return True


def _fingerprint() -> str:
    """Of every file's name and content."""
    summed = hashlib.sha256()
    for finder in get_finders():
        for name, place in sorted(finder.list([]), key=lambda found: found[0]):
            with place.open(name) as file:
                summed.update(f"{name}\0".encode() + hashlib.sha256(file.read()).digest())
    return summed.hexdigest()


def without_files() -> list[str]:
    """The files that every page asks for and that would not be served."""
    if not settings.PRODUCTION:
        return not_installed()
    return [name for name in EVERY_PAGE if not storage.exists(storage.stored_name(name))]


def not_installed() -> list[str]:
    """Those that did not come with this copy of Sherwood."""
    return [name for name in EVERY_PAGE if find(name) is None]
