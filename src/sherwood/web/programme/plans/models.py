"""A project's implementation plan, who helped to make it, its milestones and how their dates moved, its work streams."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from sherwood.governance.stages import Stage
from sherwood.governance.wording import lack_of
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import (
    ByWhom,
    Project,
    ProjectQuerySet,
    SaidOnce,
    Seen,
    Visible,
)
from sherwood.web.site.accounts.models import User
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.kept import Revised
from sherwood.web.site.ui.overtaking import standing

CLOSE = "Close"  # how the question of an agenda begins
PARTS = {
    "communications": "Communications plan",
    "risks": "Risk management plan",
    "quality": "Quality review plan",
}


WANTS = {
    "communications": "Say who is told of the work, how and when",
    "risks": "Say what may go wrong, and what is done about it",
    "quality": "Say who checks the quality of the work, and how",
}


def lack_of_part(part: str, words: str) -> str:
    """What a part of a plan should say and does not; empty when it says something."""
    return lack_of(words, WANTS[part])


class PlanQuerySet(Visible):
    def with_vetting(self):
        return self.select_related("project").prefetch_related("sendings__vetting__by", "sendings__sent_by")


class Plan(Revised, Seen):
    """What is needed before work starts. A part is complete when its writer says so and it says something.

    It is vetted when its parts say what was last sent and somebody agreed to each: a later change asks for vetting anew.
    """

    project = models.OneToOneField(Project, models.PROTECT, related_name="plan")
    communications = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    quality = models.TextField(blank=True)
    complete = models.JSONField(default=list, help_text="Keys of the parts said to be complete.")
    report_due_on = models.DateField(null=True)
    monitoring_set_on = models.DateField(null=True)
    authors = models.ManyToManyField(
        User, related_name="+", help_text="Who wrote in it, and so does not vet it."
    )

    objects = PlanQuerySet.as_manager()

    def __str__(self):
        return f"Plan of {self.project.key}"

    def get_absolute_url(self):
        return reverse("plan", args=[self.project.key])

    @property
    def key(self) -> str:
        return self.project.key

    def dates(self) -> dict[str, date | None] | None:
        """The plan's days as they are now."""
        return standing(self, "report_due_on", "monitoring_set_on")

    @property
    def parts_complete(self) -> bool:
        return not self.lacking

    @property
    def lacking(self) -> list[str]:
        return [
            name
            for key, name in PARTS.items()
            if key not in self.complete or lack_of_part(key, getattr(self, key))
        ]

    @property
    def content(self) -> dict[str, str]:
        return {key: getattr(self, key) for key in PARTS}

    @property
    def latest(self) -> "SentPlan | None":
        """What was last sent for vetting."""
        return max(self.sendings.all(), key=lambda sending: sending.number, default=None)

    @property
    def is_as_sent(self) -> bool:
        return self.latest is not None and self.latest.content == self.content

    @property
    def waits_to_be_vetted(self) -> bool:
        return self.is_as_sent and self.latest.answer is None

    @property
    def is_vetted(self) -> bool:
        """Whether everything that its parts say was agreed."""
        return self.is_as_sent and self.latest.answer is not None and self.latest.answer.passed


class SentPlanQuerySet(Visible):
    def unanswered(self):
        """The last sending of each plan of a live project, where nobody has answered it."""
        later = SentPlan.objects.filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
        found = self.filter(vetting=None, plan__project__in=Project.objects.live()).exclude(Exists(later))
        return found.select_related("plan__project").prefetch_related(
            "plan__authors", "plan__project__co_leads"
        )


class SentPlan(SaidOnce):
    """The parts of a plan as they were sent for vetting: numbered, and never changed."""

    KEPT = "What was sent for vetting stays as it was. Change the plan and send it again."

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="sendings")
    number = models.PositiveIntegerField()
    content = models.JSONField(help_text="Key of the part -> its words.")
    digest = models.CharField(max_length=64)
    sent_on = models.DateField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = SentPlanQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_sending_a_number")]

    def __str__(self):
        return f"Version {self.number} of the plan of {self.plan.project.key}"

    def get_absolute_url(self):
        return reverse("plan_sending", args=[self.plan.project.key, self.number])

    @property
    def project(self) -> Project:
        return self.plan.project

    @property
    def answer(self) -> "PlanVetting | None":
        return getattr(self, "vetting", None)

    @property
    def parts(self) -> list[tuple[str, str, str]]:
        """Key, name and words of each part."""
        return [(key, name, self.content.get(key, "")) for key, name in PARTS.items()]

    def was_written_by(self, user) -> bool:
        """Whether a person wrote in it, sent it, or leads the project."""
        return (
            self.sent_by_id == user.pk or user in self.plan.authors.all() or self.plan.project.is_led_by(user)
        )


class PlanVetting(SaidOnce):
    """What somebody who did not write a plan answered of each of its parts; passed when they agreed to all."""

    KEPT = "A vetting stays as it was said. The plan is changed, sent and vetted again."

    sending = models.OneToOneField(SentPlan, models.PROTECT, related_name="vetting")
    passed = models.BooleanField()
    returned = models.JSONField(default=dict, help_text="Key of each part sent back -> what must change.")
    said_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    @property
    def comments(self) -> list[tuple[str, str]]:
        """Name of each part that was sent back, and what must change."""
        return [(PARTS[key], words) for key, words in self.returned.items()]

    @property
    def words(self) -> str:
        said = "; ".join(f"{name}: {comment}" for name, comment in self.comments)
        return "Every part agreed." if self.passed else f"Sent back. {said}"


class Contributor(Seen):
    """A colleague, partner or stakeholder, by post, who shaped the plan, and what changed because of them."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="contributors")
    who_post = PostKey()
    changed = models.TextField()
    on = models.DateField()

    class Meta:
        ordering = ["on", "pk"]


class MilestoneQuerySet(Visible):
    def open(self):
        return self.filter(actual_on=None)

    def late(self, on: date):
        return self.open().filter(forecast_on__lt=on)

    def slipped(self, on: date):
        """Not reached, and expected after the day first promised, or that day has passed."""
        return self.open().filter(Q(forecast_on__gt=F("baseline_on")) | Q(baseline_on__lt=on))

    def for_timeline(self):
        return self.select_related("project").order_by("project__position", "baseline_on", "pk")


class Milestone(Seen):
    """Something promised by a day. The baseline never moves; the forecast moves by an approved change."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="milestones")
    words = models.CharField(max_length=200)
    owner_post = PostKey()
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


class DateChangeQuerySet(Visible):
    def asked(self):
        """Those that wait for an answer, in the live projects."""
        return self.filter(state=DateChange.State.ASKED).select_related("milestone__project").order_by("pk")


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

    objects = DateChangeQuerySet.as_manager()

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
    owner_post = PostKey()
    needed_by_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)

    class Meta:
        ordering = ["needed_by_on"]

    def stands(self) -> dict[str, Any] | None:
        return standing(self, "state")


class WorkStreamQuerySet(Visible):
    def dated(self):
        return self.exclude(from_on=None).exclude(to_on=None)

    def for_list(self):
        found = self.select_related("project").prefetch_related("reviews__action", "reviews__by_body")
        return found.order_by("project__position", "position", "pk")


class WorkStream(Revised, Seen):
    """A part of a project's action plan, with who owns it and from when to when it runs (None: not dated yet)."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="streams")
    words = models.CharField(max_length=200)
    owner_post = PostKey()
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(default=1)

    objects = WorkStreamQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gte=F("from_on")),
                name="work_stream_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.words


def without_lead_or_streams(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Of `projects`, the live ones that nobody leads or that have no dated work stream (`streamed` says which)."""
    dated = WorkStream.objects.filter(project=OuterRef("pk")).dated()
    return projects.live().annotate(streamed=Exists(dated)).exclude(~Q(lead=None), streamed=True)


class StreamReview(ByWhom, SaidOnce):
    """What a body found of a work stream on a day, and the help it agreed, which is an action on the one log."""

    KEPT = "A review stays as it was. Record another."

    stream = models.ForeignKey(WorkStream, models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    stands = models.TextField()
    help_agreed = models.TextField(blank=True)
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-reviewed_on", "-pk"]
        constraints = ByWhom.Meta.constraints


class Split(Seen):
    """That a project split from a larger work stream: another project, or one outside this programme by name."""

    project = models.OneToOneField(Project, models.PROTECT, related_name="split")
    parent = models.ForeignKey(Project, models.PROTECT, null=True, related_name="splits")
    parent_name = models.CharField(max_length=200, blank=True)
    moved = models.TextField(help_text="What moved, and what stayed.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None) ^ Q(parent_name=""), name="split_from_one_larger_stream"
            ),
        ]

    @staticmethod
    def standing(project: Project) -> dict[str, Any] | None:
        """What is said now, read anew."""
        return Split.objects.filter(project=project).values("parent", "parent_name", "moved").first()

    @property
    def larger(self) -> str:
        return str(self.parent or self.parent_name)


class CloseAskedQuerySet(Visible):
    def waiting(self):
        """Those that nobody has answered, of projects whose gain is still being watched."""
        found = self.filter(answer=None, project__stage=Stage.EMBEDDING.name)
        return found.select_related("project__programme", "keeper_post", "asked_by")


class CloseAsked(SaidOnce):
    """A lead asks for a project to be closed: what was tested, how its main measure reads, and who keeps the gain."""

    KEPT = "What was asked stays as it was. Ask again once it is answered."

    project = models.ForeignKey(Project, models.PROTECT, related_name="closings")
    tested = models.TextField()
    measure = models.CharField(max_length=120, help_text="The main measure, by its key.")
    reading = models.TextField(help_text="What the measure said on the day of asking.")
    reviewed_on = models.DateField()
    keeper_post = PostKey()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CloseAskedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{CLOSE} {self.project.key}? Asked for on {spoken(self.asked_on)}"

    @property
    def key(self) -> str:
        return self.project.key

    def get_absolute_url(self):
        return reverse("plan_closing", args=[self.pk])

    @property
    def answered(self) -> "CloseAnswer | None":
        return getattr(self, "answer", None)


class CloseAnswerQuerySet(Visible):
    def about(self, projects):
        found = self.filter(asked__project__in=[project.pk for project in projects])
        return found.select_related("asked__project").order_by("pk")


class CloseAnswer(SaidOnce):
    """The deciding body's answer: closed, with who keeps the gain in the words of the day; or back to delivery."""

    asked = models.OneToOneField(CloseAsked, models.PROTECT, related_name="answer")
    closes = models.BooleanField()
    reason = models.TextField()
    keeper = models.CharField(max_length=200)
    authority_words = models.TextField()
    said_on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CloseAnswerQuerySet.as_manager()

    @property
    def words(self) -> str:
        if self.closes:
            return f"Closed: it was tested and lasts. {self.keeper} keeps the gain"
        return "Back to delivery: it does not last yet"
