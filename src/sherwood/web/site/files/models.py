"""A file that somebody sent."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone

from sherwood.web.site.accounts.models import User
from sherwood.web.site.files import kinds


def folder() -> Path:
    """Where files are kept: beside the database, for this account of the machine alone."""
    path = Path(settings.HOME) / "files"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


class StoredFile(models.Model):
    """`name` is what its sender called it: shown to whoever may see the file, and never part of a path or an address.

    The row stays when the file is removed, so that it can be said what was sent. Whoever may see the row that points
    at it may see it: a page finds a file through that row only.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=32, unique=True, help_text="What it is called in the folder of files.")
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def path(self) -> Path:
        return folder() / self.key

    @property
    def file_kind(self) -> kinds.FileKind:
        known = (*kinds.PAPERS, kinds.TEXT, kinds.ZIP)
        return next((kind for kind in known if kind.key == self.kind), kinds.OTHER)
