"""What is kept of origins: its registers, each beside its description, an earlier improvement plan, and single posts."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, Q, Sum

from sherwood.kit.shelf import shelf
from sherwood.web.programme.origins import registers
from sherwood.web.programme.programmes.models import NewPosts, Programme, Project, Seen, Visible
from sherwood.web.site.accounts.models import User
from sherwood.web.site.registers.description import Register
from sherwood.web.site.ui.overtaking import standing

ALL = shelf(registers, Register)


class EarlierPlan(Seen):
    """An improvement plan of before, held with its actions as its spreadsheet said them."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="earlier_plans")
    title = models.CharField(max_length=200)
    dated_on = models.DateField()
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    imported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-dated_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "digest"], name="one_import_a_file")]


class EarlierActionQuerySet(Visible):
    def not_sorted(self):
        return self.filter(relevant=None)


class EarlierAction(Seen):
    """A row of an earlier plan. `relevant`: whether it matters here; None until somebody says."""

    plan = models.ForeignKey(EarlierPlan, models.PROTECT, related_name="actions")
    row = models.PositiveIntegerField(help_text="Of the spreadsheet.")
    reference = models.CharField(max_length=60)
    words = models.TextField()
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    status = models.CharField(max_length=60, blank=True)
    relevant = models.BooleanField(null=True)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="earlier_actions")

    objects = EarlierActionQuerySet.as_manager()

    def sorted_as(self) -> dict[str, Any]:
        """Whether it matters and to which project, as said now."""
        return standing(self, "relevant", "project__key")

    class Meta:
        ordering = ["plan", "row"]


class PaidPostQuerySet(Visible):
    def by_type(self):
        """Each type of post with how many are planned, in recruitment and filled, and what they cost a year."""
        states = {state: Count("pk", filter=Q(state=state)) for state in PaidPost.State.values}
        found = self.values("kind__title").annotate(**states, number=Count("pk"), cost=Sum("cost_a_year"))
        return found.order_by("kind__position")


class PaidPost(Seen):
    """One post that the programme pays for, from planned to filled."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        IN_RECRUITMENT = "in_recruitment", "In recruitment"
        FILLED = "filled", "Filled"

    kind = models.ForeignKey(NewPosts, models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField()
    team = models.CharField(max_length=200, blank=True)
    cost_a_year = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    since_on = models.DateField(null=True)

    objects = PaidPostQuerySet.as_manager()

    def stands(self) -> dict[str, Any]:
        """Where the post stands now, and since when."""
        return standing(self, "state", "since_on")

    def placed(self) -> dict[str, Any]:
        """Where the post is, and what it costs."""
        return standing(self, "team", "cost_a_year")

    class Meta:
        ordering = ["kind__position", "number"]
        verbose_name = "post"
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_post_a_number")]

    def __str__(self):
        return f"{self.kind.title} {self.number}"

    def days_since(self, on: date) -> int | None:
        return (on - self.since_on).days if self.since_on else None
