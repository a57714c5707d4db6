"""A project's implementation plan, who helped to make it, its milestones, and how their dates moved."""

from datetime import date

from django.db import models
from django.db.models import Prefetch

from sherwood.web.accounts.models import User
from sherwood.web.programmes.models import Project, Seen, Visible

PARTS = {
    "communications": "Communications plan",
    "risks": "Risk management plan",
    "quality": "Quality review plan",
}


class PlanQuerySet(Visible):
    def whole(self):
        milestones = Milestone.objects.prefetch_related("changes")
        return self.select_related("project").prefetch_related(
            Prefetch("project__milestones", milestones),
            "contributors",
            "project__measure_links",
            "project__dependencies",
        )


class Plan(Seen):
    """What is needed before work starts. A part is complete when its writer says so and it has words."""

    project = models.OneToOneField(Project, models.PROTECT, related_name="plan")
    communications = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    quality = models.TextField(blank=True)
    complete = models.JSONField(default=list, help_text="Keys of the parts said to be complete.")
    report_due_on = models.DateField(null=True)
    monitoring_set_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)

    objects = PlanQuerySet.as_manager()

    def __str__(self):
        return f"Plan of {self.project.key}"

    @property
    def key(self) -> str:
        return self.project.key

    @property
    def parts_complete(self) -> bool:
        return all(key in self.complete and getattr(self, key).strip() for key in PARTS)

    @property
    def lacking(self) -> list[str]:
        return [
            name for key, name in PARTS.items() if key not in self.complete or not getattr(self, key).strip()
        ]


class Contributor(models.Model):
    """A colleague, partner or stakeholder, by post, who shaped the plan, and what changed because of them."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="contributors")
    who_post = models.CharField(max_length=200)
    changed = models.TextField()
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]


class MilestoneQuerySet(Visible):
    def open(self):
        return self.filter(actual_on=None)

    def late(self, on: date):
        return self.open().filter(forecast_on__lt=on)

    def for_timeline(self):
        return self.select_related("project").order_by("project__position", "baseline_on")


class Milestone(Seen):
    """Something promised by a day. The baseline never moves; the forecast moves by an approved change."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="milestones")
    words = models.CharField(max_length=200)
    owner_post = models.CharField(max_length=200)
    is_key = models.BooleanField(default=False)
    baseline_on = models.DateField()
    forecast_on = models.DateField()
    actual_on = models.DateField(null=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["baseline_on", "pk"]

    def __str__(self):
        return self.words

    @property
    def days_moved(self) -> int:
        """Days later (or, below zero, earlier) than first promised."""
        return ((self.actual_on or self.forecast_on) - self.baseline_on).days


class DateChange(Seen):
    """A request to move a milestone's forecast: why, and who approved or refused it, never who asked."""

    class State(models.TextChoices):
        ASKED = "asked", "Asked"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="changes")
    before_on = models.DateField()
    after_on = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]


class Dependency(Seen):
    """What the project waits for from another programme."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        MET = "met", "Met"
        AT_RISK = "at_risk", "At risk"

    project = models.ForeignKey(Project, models.PROTECT, related_name="dependencies")
    on_programme = models.CharField(max_length=200)
    words = models.CharField(max_length=200)
    owner_post = models.CharField(max_length=200)
    needed_by_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    class Meta:
        ordering = ["needed_by_on"]
