"""A draft of a programme's definition, in the shape that a definition file has."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes.shape import SHAPES, as_days
from sherwood.web.programme.proposals.models import Proposal
from sherwood.web.site.accounts.models import User
from sherwood.web.site.kept import Revised


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.LOAD_PROGRAMME) else self.none()

    def latest_first(self):
        return self.select_related("begun_by").order_by(F("loaded_on").asc(nulls_first=True), "-pk")


class Draft(Revised):
    """`content` is what `tomllib` would give, its days written as 2010-03-08. `base` is the digest of the programme it
    was begun from; empty when it was begun from nothing."""

    content = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    base = models.CharField(max_length=64, blank=True)
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    begun_on = models.DateField()
    came_from = models.CharField(max_length=200, blank=True, help_text="The file it was begun from.")
    loaded_on = models.DateField(null=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="+")

    objects = DraftQuerySet.as_manager()

    def __str__(self):
        return f"Draft {self.pk}"

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)

    def get_absolute_url(self):
        return reverse("draft", args=[self.pk])

    @property
    def whence(self) -> str:
        """What a proposal made of it says that it came from."""
        return f"draft {self.pk}, begun from {self.came_from}" if self.came_from else f"draft {self.pk}"

    @property
    def title(self) -> str:
        return self.content.get("programme", {}).get("title") or "A programme without a title yet"

    def rows(self, section: str) -> list[dict[str, Any]]:
        """The parts of a section, their days as dates; a table that stands once is a list of one."""
        found = self.content.get(section, [])
        return [
            as_days(section, {name: row[name] for name in _in_order(section, row)})
            for row in ([found] if isinstance(found, dict) else found)
        ]

    def part(self, section: str, key: str) -> dict[str, Any] | None:
        return next((row for row in self.rows(section) if row.get("key") == key), None)

    def raw(self) -> dict[str, Any]:
        """As `tomllib` would give it."""
        return {
            section: self.rows(section)[0] if isinstance(self.content[section], dict) else self.rows(section)
            for section in SHAPES
            if section in self.content
        }


def _in_order(section: str, row: Iterable[str]) -> list[str]:
    """The names of a part as a definition writes them; PostgreSQL keeps them in an order of its own."""
    names = [field.name for field in fields(SHAPES[section])] if section in SHAPES else []
    return sorted(row, key=lambda name: names.index(name) if name in names else len(names))
