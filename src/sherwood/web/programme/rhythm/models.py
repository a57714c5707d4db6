"""When reports are due, the reports of projects, what was answered to them, and updates to a body.

What was submitted, answered, marked or signed is written once: the models refuse to change it, and so does the database.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, Max, OuterRef, Subquery
from django.urls import reverse

from sherwood.governance.programme import NOT_RATED, STANDARD_RATINGS, DeclaredRating
from sherwood.governance.ratings import Rating
from sherwood.governance.rhythm import Cadence
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import (
    Body,
    Programme,
    Project,
    SaidOnce,
    Seen,
    Visible,
)
from sherwood.web.programme.programmes.models.scales import standing_ratings
from sherwood.web.site.accounts.models import User
from sherwood.web.site.kept import Closing, ClosingQuerySet, Revised, digest_of

# what a lead writes, in the order of the page; "next_step_on" is the one that is a day
FIELDS = {
    "declared": "Rating declared by the lead",
    "because": "Why this rating",
    "progress": "Progress since last time",
    "next_step": "Next step",
    "next_step_on": "By what day",
    "in_the_way": "What stands in the way",
    "decisions_needed": "Decisions needed",
    "resources": "Resources",
}


def _who(**more) -> models.ForeignKey:
    return models.ForeignKey(User, models.PROTECT, related_name="+", **more)


MONTH = 30  # days, where something is due by the month
# what a report cannot be without: the page of its project shows them
ALWAYS_ASKED = ("declared", "because", "progress", "next_step", "next_step_on")


class Rhythm(Seen):
    """From which day on something is due, and every how many days. A later row takes over on its first day."""

    class What(models.TextChoices):
        REPORT = "report", "Report of a project"
        URGENT_REPORT = "urgent_report", "Report of an urgent project"
        UPDATE = "update", "Update on the programme"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rhythms")
    what = models.CharField(max_length=20, choices=What)
    first_due_on = models.DateField()
    every_days = models.PositiveSmallIntegerField()
    by_month = models.BooleanField(default=False, help_text="On the same day of every month instead.")

    class Meta:
        ordering = ["what", "first_due_on"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "what", "first_due_on"], name="one_rhythm_a_day"),
            models.CheckConstraint(condition=models.Q(every_days__gte=1), name="a_rhythm_has_days"),
        ]

    def __str__(self):
        return f"{self.get_what_display()}, {self.words}"

    @property
    def key(self) -> str:
        return self.what

    @staticmethod
    def standing(programme: Programme) -> list[list[Any]]:
        """What is set now, read anew."""
        rows = Rhythm.objects.filter(programme=programme).order_by("what", "first_due_on")
        return [[row.what, row.first_due_on.isoformat(), row.every_days, row.by_month] for row in rows]

    @property
    def cadence(self) -> Cadence:
        return Cadence(self.first_due_on, self.every_days, self.by_month)

    @property
    def words(self) -> str:
        """Every Friday; every second Monday; every 10 days; every month on day 5."""
        if self.by_month:
            return f"every month on day {self.first_due_on.day}"
        weeks, over = divmod(self.every_days, 7)
        if over:
            return f"every {self.every_days} days" if self.every_days > 1 else "every day"
        nth = {1: "", 2: "second ", 3: "third ", 4: "fourth "}.get(weeks, f"{weeks}th ")
        return f"every {nth}{self.first_due_on:%A}"


class Hint(Seen):
    """A field of the report as the programme asks for it: whether at all, what it is called, and what stands beside it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="hints")
    field = models.CharField(max_length=20, choices=list(FIELDS.items()))
    words = models.CharField(max_length=300, blank=True)
    label = models.CharField(
        max_length=120, blank=True, help_text="What the field is called; empty: as most do."
    )
    asked = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "field"], name="one_hint_a_field")]

    @staticmethod
    def standing(programme: Programme) -> dict[str, list[Any]]:
        """What is set now for each field, read anew: the words beside it, what it is called, whether it is asked for."""
        rows = Hint.objects.filter(programme=programme)
        return {row.field: [row.words, row.label, row.asked] for row in rows}

    @staticmethod
    def asked_for(programme: Programme) -> dict[str, str]:
        """The fields of the programme's report in the order of the page, each with what it is called."""
        rows = {row.field: row for row in Hint.objects.filter(programme=programme)}
        return {
            name: (rows[name].label or label) if name in rows else label
            for name, label in FIELDS.items()
            if name not in rows or rows[name].asked
        }


class ReportQuerySet(ClosingQuerySet, Visible):
    def submitted(self):
        return self.closed()

    def for_day(self, project: Project, due_on: date):
        """Every version of the report of a project that is due on a day."""
        return self.filter(project=project, due_on=due_on)

    def latest(self):
        """The latest version for each project and due day."""
        same = Report.objects.filter(project=OuterRef("project"), due_on=OuterRef("due_on")).order_by(
            "-number"
        )
        return self.filter(pk=Subquery(same.values("pk")[:1]))

    def whole(self):
        return self.select_related("project", "submitted_by", "answer__by").prefetch_related(
            "marks__by", "authors"
        )

    def with_marks(self):
        """Each with whether something in it was found wrong."""
        return self.annotate(found_wrong=Exists(Mark.objects.filter(report=OuterRef("pk"))))

    def to_answer(self):
        return self.submitted().filter(answer=None).select_related("project").order_by("due_on", "project")

    def accepted(self):
        return self.filter(answer__accepted=True)

    def last_accepted_on(self) -> dict[int, date]:
        """For each project the due day of the last report that was accepted."""
        return dict(self.accepted().order_by().values_list("project").annotate(last=Max("due_on")))


class Report(Revised, Closing, Seen):
    """What a lead tells the programme of one project for one due day: a draft until it is submitted, then locked.

    A returned report is written again as the next number. `figures` are those it was issued with, as they were.
    """

    LOCKED = (
        "A submitted report never changes. A returned one is written again beside it; a wrong one is marked."
    )

    project = models.ForeignKey(Project, models.PROTECT, related_name="reports")
    due_on = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    declared = models.CharField(max_length=60, default=NOT_RATED.key)
    because = models.TextField(blank=True)
    progress = models.TextField(blank=True)
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    in_the_way = models.TextField(blank=True)
    decisions_needed = models.TextField(blank=True)
    resources = models.TextField(blank=True)
    authors = models.ManyToManyField(User, related_name="+")
    saved_on = models.DateField()
    figures = models.JSONField(default=dict)
    submitted_by = _who(null=True)
    submitted_on = models.DateField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["project", "-due_on", "-number"]
        verbose_name = "report"
        constraints = [
            models.UniqueConstraint(fields=["project", "due_on", "number"], name="one_report_a_number")
        ]

    def __str__(self):
        return f"Report of {self.project.key}, due on {spoken(self.due_on)}"

    @property
    def key(self) -> str:
        return f"{self.project.key} {self.due_on} version {self.number}"

    def get_absolute_url(self):
        return reverse("report", args=[self.pk])

    @property
    def state(self) -> str:
        if not self.locked:
            return "draft"
        answer = getattr(self, "answer", None)
        return "submitted" if answer is None else "accepted" if answer.accepted else "returned"

    @property
    def rating(self) -> DeclaredRating:
        """As it was called when it was submitted; one of before the programme had words of its own, as the code called it."""
        if kept := self.figures.get("declared"):
            return DeclaredRating(**kept)
        if self.locked:
            return next((one for one in STANDARD_RATINGS if one.key == self.declared.lower()), NOT_RATED)
        return standing_ratings().get(self.declared, NOT_RATED)

    @property
    def called(self) -> dict[str, str]:
        """Its fields and what they were called when it was submitted."""
        return self.figures.get("called", FIELDS)

    @property
    def measured(self) -> Rating:
        """What the measures said when it was submitted."""
        return Rating(self.figures["computed"])

    @property
    def words(self) -> dict:
        return {name: getattr(self, name) for name in FIELDS}

    def frozen(self) -> list:
        words = {name: str(value) for name, value in self.words.items()}
        return [self.project.key, self.due_on.isoformat(), self.number, words, self.figures]


class SaidOfReport(SaidOnce):
    """Said by somebody on a day; never changed."""

    by = _who()
    said_on = models.DateField()

    class Meta:
        abstract = True
        ordering = ["pk"]


class Answer(SaidOfReport):
    """The programme team accepts a report, or returns it with comments."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="answer")
    accepted = models.BooleanField()
    comments = models.TextField(blank=True)


class Mark(SaidOfReport):
    """What was found wrong in a report, and what is right instead."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="marks")
    wrong = models.TextField()
    correction = models.TextField()


class Chase(SaidOfReport):
    """The programme team asked for a report that has not come."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="chases")
    due_on = models.DateField()

    class Meta(SaidOfReport.Meta):
        constraints = [
            models.UniqueConstraint(fields=["project", "due_on", "said_on"], name="one_chase_a_day")
        ]


class UpdateQuerySet(Visible):
    def whole(self):
        return self.select_related("body", "by", "corrects", "sign_off__by", "programme")

    def issued(self):
        return self.filter(sign_off__signed=True)

    def to_sign(self):
        return self.filter(sign_off=None)


class Update(SaidOfReport):
    """What a body is told of the whole programme, frozen at its date. It is issued when the owner signs it off."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="updates")
    body = models.ForeignKey(Body, models.PROTECT, related_name="updates")
    number = models.PositiveIntegerField()
    summary = models.TextField()
    content = models.JSONField(help_text="The parts as they are read, and where each project stood.")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    digest = models.CharField(max_length=64)

    objects = UpdateQuerySet.as_manager()

    class Meta(SaidOfReport.Meta):
        ordering = ["-number"]
        verbose_name = "update"
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="one_update_a_number")]

    def __str__(self):
        return f"Update {self.number}, {spoken(self.said_on)}"

    @property
    def key(self) -> str:
        return str(self.number)

    def get_absolute_url(self):
        return reverse("update", args=[self.number])

    @property
    def answered(self) -> "SignOff | None":
        return getattr(self, "sign_off", None)

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        if self.answered is None:
            return f"Waits for {self.programme.called('owning_role')}"
        return "Issued" if self.answered.signed else "Sent back"

    @property
    def issued(self) -> bool:
        return bool(self.answered and self.answered.signed)

    def worked_out(self) -> str:
        return digest_of(self.body.key, self.number, self.said_on.isoformat(), self.summary, self.content)


class SignOff(SaidOfReport):
    """The owner's name under an update, or why it was sent back."""

    update = models.OneToOneField(Update, models.PROTECT, related_name="sign_off")
    signed = models.BooleanField()
    words = models.TextField(blank=True)
