"""How rows are kept: written once, closing, revised; and the one digest of what is frozen.

`WrittenOnce` is never changed: what corrects it is a new row that points at the old (`corrects`). `Closing` is a draft until
its digest is set, then frozen for ever. `Revised` counts how often it was saved, so that a second writer is told. The
database is asked to hold the first two where it can (migrations named guard).
"""

import hashlib
import json
from typing import Any, ClassVar

from django.db import models

from sherwood.kit.errors import SherwoodError


def digest_of(*words: Any) -> str:
    """SHA-256 of plain values (text, numbers, lists, mappings) written one way: keys sorted, no blanks, letters as they are."""
    text = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class WrittenOnce(models.Model):
    """Never changed or removed; what corrects it stands beside it."""

    KEPT: ClassVar[str] = (
        "What was said and decided is written once. A correction is a new record that points at the old."
    )

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SherwoodError(self.KEPT)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SherwoodError(self.KEPT)


class ClosingQuerySet(models.QuerySet):
    """Reads, and the bulk writes that would go round `Closing.save`: refused of what is closed."""

    def closed(self):
        return self.exclude(digest="")

    def update(self, **kwargs):
        if self.closed().exists():
            raise SherwoodError(self.model.LOCKED)
        return super().update(**kwargs)

    def delete(self):
        raise SherwoodError(self.model.LOCKED)

    delete.queryset_only = True


class Closing(models.Model):
    """A draft until its digest is set, then frozen. `frozen` gives the words that the digest is of."""

    LOCKED: ClassVar[str] = "What was submitted never changes. Write a new version beside it."

    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True

    def frozen(self) -> list[Any]:
        raise NotImplementedError

    def worked_out(self) -> str:
        """The digest that these words should have."""
        return digest_of(*self.frozen())

    @property
    def locked(self) -> bool:
        return bool(self.digest)

    @property
    def is_whole(self) -> bool:
        """Whether it still says what was frozen."""
        return self.digest == self.worked_out()

    def save(self, *args, **kwargs):
        if not self._state.adding and type(self)._base_manager.filter(pk=self.pk).exclude(digest="").exists():
            raise SherwoodError(self.LOCKED)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise SherwoodError(self.LOCKED)


class Revised(models.Model):
    """Counts how often it was saved. An act counts; a form remembers the count it read (`ui.overtaking.OfRevision`)."""

    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
