"""The entries of the trail, each holding the digest of the one before."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.web.site.kept import digest_of

BEGINNING = "0" * 64  # what the first entry follows
REFUSAL = "The trail is only ever added to. An entry can be neither changed nor removed."


@dataclass(frozen=True)
class Broken:
    """The first place where the chain does not hold."""

    number: int
    why: str


class EntryQuerySet(models.QuerySet):
    """Reads; the bulk writes that would go round `Entry.save` are refused."""

    def visible_to(self, user):
        return self if user.may(Permission.SEE_TRAIL) else self.none()

    def newest_first(self):
        return self.order_by("-number")

    def verbs(self) -> list[str]:
        return list(self.order_by("verb").values_list("verb", flat=True).distinct())

    def last_written(self) -> "Entry | None":
        return self.order_by("number").last()

    def last_about(self, things: Collection[tuple[str, str]]) -> "Entry | None":
        """The last entry about any of those things, each by its type and name."""
        wanted = models.Q()
        for kind, name in things:
            wanted |= models.Q(object_type=kind, object_id=name)
        return self.filter(wanted).order_by("number").last()

    def first_broken(self) -> Broken | None:
        """The first broken link, or None when every entry is as it was written."""
        number, digest = 0, BEGINNING
        for entry in self.order_by("number").iterator(chunk_size=2000):
            if entry.number != number + 1:
                return Broken(number + 1, f"entry {number + 1} is missing")
            if entry.previous != digest:
                return Broken(entry.number, "it does not follow the entry before it")
            if entry.digest != entry.worked_out():
                return Broken(entry.number, "its words were changed after it was written")
            number, digest = entry.number, entry.digest
        return None

    def update(self, **kwargs):
        raise SherwoodError(REFUSAL)

    def delete(self):
        raise SherwoodError(REFUSAL)

    delete.queryset_only = True


class Entry(models.Model):
    """One act or look. Everything is text, so that it outlives what it tells of."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by_id = models.CharField(max_length=40, blank=True)
    by_post = models.CharField(max_length=200)
    by_roles = models.CharField(max_length=400, blank=True)
    verb = models.CharField(max_length=60, db_index=True)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=120)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="trail_about")]

    def __str__(self):
        return f"{self.number}: {self.by_post} {self.verb} {self.object_type} {self.object_id}"

    def worked_out(self) -> str:
        """The digest these words should have."""
        words = [
            self.previous,
            self.number,
            self.at.isoformat(),
            self.by_id,
            self.by_post,
            self.by_roles,
            self.verb,
            self.object_type,
            self.object_id,
            self.detail,
        ]
        return digest_of(*words)

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise SherwoodError(REFUSAL)
        super().save(*args, **kwargs, force_insert=True)

    def delete(self, *args, **kwargs):
        raise SherwoodError(REFUSAL)
