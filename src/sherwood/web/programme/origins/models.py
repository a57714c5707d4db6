"""Readiness for inspections, causes, starting facts, urgent actions, an earlier improvement plan, and single posts."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Count, Q, Sum

from sherwood.web.programme.programmes.models import (
    Finding,
    Inspection,
    NewPosts,
    Programme,
    Project,
    Seen,
    Visible,
)
from sherwood.web.site.accounts.models import User
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.ui.overtaking import standing


class EvidenceNeeded(Seen):
    """Something an inspection will ask to see, and whether we have it. Not known is a third answer."""

    class State(models.TextChoices):
        HAVE = "have", "We have it"
        GAP = "gap", "A gap"
        UNKNOWN = "unknown", "Not known"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="evidence_needed")
    words = models.CharField(max_length=200)
    owner_post = PostKey()
    state = models.CharField(max_length=10, choices=State, default=State.UNKNOWN)
    where = models.CharField(max_length=200, blank=True)

    def answered(self) -> dict[str, str]:
        """What is said of it now."""
        return standing(self, "state", "where")

    class Meta:
        ordering = ["pk"]


class Cause(Seen):
    """Why something was as it was found: tied to the findings it explains."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="causes")
    words = models.TextField()
    source = models.CharField(max_length=120)
    findings = models.ManyToManyField(Finding, related_name="causes")

    class Meta:
        ordering = ["pk"]


class StartingFact(Seen):
    """Where things stood at the start, as a source said: a range, an average, or both. A share is kept as 0.43."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="starting_facts")
    words = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    on = models.DateField()
    low = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    average = models.DecimalField(max_digits=8, decimal_places=4, null=True)
    source = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(average__isnull=False) | Q(low__isnull=False), name="fact_has_a_figure"
            )
        ]

    @property
    def figure(self) -> str:
        parts = []
        if self.average is not None:
            parts.append(f"average {_percent(self.average)}")
        if self.low is not None and self.high is not None:
            parts.append(f"from {_percent(self.low)} to {_percent(self.high)}")
        return ", ".join(parts)


def _percent(share: Decimal) -> str:
    return f"{share * 100:.0f}%"


class UrgentAction(Seen):
    """Something done before there was a project to do it: when, which team, who, and what came of it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="urgent_actions")
    on = models.DateField()
    team = models.CharField(max_length=200)
    who_post = PostKey()
    words = models.TextField()
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "pk"]


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


class PlanPriority(Seen):
    """A priority of the children and young people's plan, and the projects that serve it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="plan_priorities")
    words = models.CharField(max_length=200)
    plan = models.CharField(max_length=200)
    projects = models.ManyToManyField(Project, related_name="plan_priorities")

    class Meta:
        ordering = ["pk"]


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

    class Meta:
        ordering = ["kind__position", "number"]
        verbose_name = "post"
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_post_a_number")]

    def __str__(self):
        return f"{self.kind.title} {self.number}"

    def days_since(self, on: date) -> int | None:
        return (on - self.since_on).days if self.since_on else None
