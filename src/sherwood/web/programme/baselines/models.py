"""Frozen versions of the initiation document, who was asked about each, who approved the phase, who reviewed it when."""

from django.db import models

from sherwood.web.programme.programmes.models import Phase, Programme, SaidOnce, Visible
from sherwood.web.site.accounts.models import User


class Unchanging(SaidOnce):
    KEPT = "A frozen version never changes. Freeze a new version instead; it can say what it corrects."

    class Meta:
        abstract = True


class Baseline(Unchanging):
    """One numbered version. `content` is the document as it stood: a list of parts (see `site.documents`)."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="baselines")
    number = models.PositiveIntegerField()
    dated_on = models.DateField()
    content = models.JSONField()
    events = models.JSONField(default=list, help_text="What caused this version, one line each.")
    digest = models.CharField(max_length=64)
    frozen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_baseline_a_number")]

    def __str__(self):
        return f"version {self.number}"


class Consulted(Unchanging):
    """A body whose views shaped a version, when, and what it said."""

    baseline = models.ForeignKey(Baseline, models.CASCADE, related_name="consulted")
    body = models.CharField(max_length=200)
    on = models.DateField()
    said = models.TextField()

    class Meta:
        ordering = ["pk"]


class Approval(Unchanging):
    """A body's approval of a phase's outcome, such as the initiation document in the first."""

    phase = models.ForeignKey(Phase, models.PROTECT, related_name="approvals")
    body = models.CharField(max_length=200)
    on = models.DateField()
    note = models.TextField(blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["phase", "body"], name="one_approval_a_body")]


class ReviewQuerySet(Visible):
    def newest_first(self):
        return self.select_related("entered_by").order_by("-reviewed_on", "-pk")


class Review(Unchanging):
    """That a body reviewed the initiation document or the high-level plan, and what it had changed."""

    class Of(models.TextChoices):
        DOCUMENT = "document", "Initiation document"
        PLAN = "plan", "High-level plan"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reviews")
    of = models.CharField(max_length=10, choices=Of)
    number = models.PositiveIntegerField(
        help_text="The version that was reviewed, or that the plan belongs to."
    )
    body = models.CharField(max_length=200)
    reviewed_on = models.DateField()
    changes = models.TextField(blank=True, help_text="Empty: the body changed nothing.")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = ReviewQuerySet.as_manager()

    @property
    def changes_words(self) -> str:
        return self.changes or "Nothing was changed."
