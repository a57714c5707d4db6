"""The case of a project, its numbered versions, and what was said and decided about each.

What is submitted, said or decided is written once: the models refuse to change it, and so does the database.
"""

from collections.abc import Collection

from django.db import models
from django.db.models import Func, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from sherwood.governance.case import RECOMMENDATIONS, SCOPE
from sherwood.governance.programme import STANDARD_GRADES
from sherwood.governance.stages import DECISIONS, MOVES, Stage
from sherwood.web.programme.programmes.models import Project, SaidOnce, Seen, Visible
from sherwood.web.site.accounts.models import User
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.kept import Closing, ClosingQuerySet


def _who(**more) -> models.ForeignKey:
    return models.ForeignKey(User, models.PROTECT, related_name="+", **more)


class CaseQuerySet(Visible):
    def whole(self):
        """With everything that its pages show, in a fixed number of queries."""
        versions = Version.objects.prefetch_related(
            "authors", "vettings__by", "questions__asked_by", "questions__answered_by", "opinions__by",
            "comments__by", "decisions__by", "decisions__requirements",
        ).select_related("submitted_by")  # fmt: skip
        return self.select_related("project", "enables", "asked_by").prefetch_related(
            "project__co_leads",
            Prefetch("versions", versions),
            "exemptions__person",
            "exemptions__allowed_by",
            "exemptions__seconded_by",
        )

    def under_way(self):
        """Those before planning, with what home needs to know counted in the database."""
        ended = [stage.name for stage in Stage if stage.number > Stage.DECISION.number]
        unanswered = Question.objects.filter(version__case=OuterRef("pk"), answer="")
        unmet = Requirement.objects.filter(decision__version__case=OuterRef("pk"), answer="")
        latest = Version.objects.filter(case=OuterRef("pk")).order_by("-number")
        return (
            self.select_related("project")
            .exclude(project__stage__in=ended)
            .annotate(
                unanswered=_counted(unanswered),
                unmet=_counted(unmet),
                latest_number=Subquery(latest.values("number")[:1]),
            )
        )


def _counted(rows):
    """How many rows of a related query there are, as a column."""
    counted = rows.order_by().annotate(all=Func("pk", function="COUNT")).values("all")
    return Coalesce(Subquery(counted), 0)


class Case(Seen):
    """What was asked of the lead, whether the project is in scope, and the versions that came of it."""

    project = models.OneToOneField(Project, models.PROTECT, related_name="case")
    priority_agreed = models.TextField()
    operational_manager = PostKey(null=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    asked_by = _who()
    scope = models.CharField(max_length=10, choices=list(SCOPE.items()), blank=True)
    scope_words = models.TextField(blank=True)
    enables = models.ForeignKey(Project, models.PROTECT, null=True, related_name="enablers")
    scope_answered_on = models.DateField(null=True)

    objects = CaseQuerySet.as_manager()

    def __str__(self):
        return f"Case of {self.project.key}"

    @property
    def key(self) -> str:
        return self.project.key

    def get_absolute_url(self):
        return reverse("case", args=[self.project.key])

    @property
    def latest(self) -> "Version | None":
        return max(self.versions.all(), key=lambda one: one.number, default=None)

    @property
    def submitted(self) -> "Version | None":
        """The last version that was submitted: what the bodies have before them."""
        locked = [version for version in self.versions.all() if version.locked]
        return max(locked, key=lambda one: one.number, default=None)

    @property
    def decisions(self) -> "list[Decision]":
        return [decision for version in self.versions.all() for decision in version.decisions.all()]

    @property
    def decided(self) -> "Decision | None":
        """The last decision."""
        return max(self.decisions, key=lambda decision: decision.pk, default=None)

    @property
    def requirements(self) -> "list[Requirement]":
        return [requirement for decision in self.decisions for requirement in decision.requirements.all()]


class VersionQuerySet(ClosingQuerySet, Visible):
    """Versions of cases; what was submitted is frozen."""


class Version(Closing, Seen):
    """One numbered state of the case: a draft until it is submitted, then locked for ever.

    `content` is as `sherwood.governance.case` says; `saves` holds, for each section, how often it was saved in this
    case and by whom last, so that a second writer is told.
    """

    LOCKED = "A submitted version never changes. The next edit begins a new version."

    case = models.ForeignKey(Case, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField(default=dict)
    saves = models.JSONField(default=dict)
    authors = models.ManyToManyField(User, related_name="+")
    submitted_on = models.DateField(null=True)
    submitted_by = _who(null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["case", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_version_a_number")]

    def __str__(self):
        return f"Version {self.number}"

    @property
    def key(self) -> str:
        return f"{self.case.project.key} version {self.number}"

    def frozen(self) -> list:
        return [self.case.project.key, self.number, self.content]

    def revision(self, section: str) -> int:
        return self.saves.get(section, {}).get("revision", 0)

    def latest_opinion(self, kind: str) -> "Opinion | None":
        return max(
            (opinion for opinion in self.opinions.all() if opinion.kind == kind),
            key=lambda one: one.pk,
            default=None,
        )

    @property
    def vetting(self) -> "Vetting | None":
        return max(self.vettings.all(), key=lambda one: one.pk, default=None)

    @property
    def decision(self) -> "Decision | None":
        """What was decided of it; corrections stand beside it."""
        return next((decision for decision in self.decisions.all() if decision.corrects_id is None), None)


class SaidOfVersion(SaidOnce):
    """Said of one version, on a day, by somebody; never changed."""

    said_on = models.DateField()
    by = _who()

    class Meta:
        abstract = True
        ordering = ["pk"]


class Vetting(SaidOfVersion):
    """The checklist as somebody of the programme team answered it for a version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="vettings")
    passed = models.BooleanField()
    met = models.JSONField(default=list, help_text="The keys of the lines that are met.")
    lines = models.JSONField(default=list, help_text="The checklist as it was: key and words.")
    comments = models.TextField(blank=True)

    @property
    def answers(self) -> list[tuple[str, bool]]:
        return [(words, key in self.met) for key, words in self.lines]


STANDARD = {
    grade.key: grade.words for grade in STANDARD_GRADES
}  # of ratings given before they kept their words


class Opinion(SaidOfVersion):
    """A rating, or a recommendation, with its words. The last of a kind is the one that counts."""

    class Kind(models.TextChoices):
        ACHIEVABLE = "achievable", "Can it be achieved?"
        BENEFICIAL = "beneficial", "Will it bring its benefits?"
        DIRECTOR = "director", "Director's recommendation"
        EXECUTIVE = "executive", "Recommendation after challenge"
        RETURNED = "returned", "Returned after challenge"

    version = models.ForeignKey(Version, models.PROTECT, related_name="opinions")
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.CharField(max_length=60)
    grade = models.CharField(
        max_length=120, blank=True, help_text="A rating's answer in its words of the day."
    )
    words = models.TextField()

    @property
    def rating(self) -> bool:
        return self.kind in (self.Kind.ACHIEVABLE, self.Kind.BENEFICIAL)

    @property
    def value_words(self) -> str:
        return self.grade or STANDARD.get(self.value) or RECOMMENDATIONS.get(self.value) or "Returned"


class Comment(SaidOfVersion):
    """From who comments and approves nothing."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="comments")
    words = models.TextField()


class Question(Seen):
    """Asked of the lead about a version, and answered."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="questions")
    words = models.TextField()
    asked_on = models.DateField()
    asked_by = _who()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = _who(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.words


class DecisionQuerySet(Visible):
    def about(self, projects):
        found = self.filter(version__case__project__in=[project.pk for project in projects])
        return found.select_related("version__case__project")

    def to_implement(self, projects: Collection[int]):
        """The decisions to go ahead with these projects, the latest last."""
        decisions = self.filter(version__case__project__in=list(projects))
        return decisions.filter(outcome="implement").order_by("said_on", "pk")


class Decision(SaidOfVersion):
    """Implement, amend or close, bound to the exact version by its number and digest."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(help_text="Of the version.")
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=[(key, MOVES[key].words) for key in DECISIONS])
    reason = models.TextField()
    conditions = models.JSONField(default=list)
    authority = models.JSONField(default=dict)
    authority_words = models.TextField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")

    objects = DecisionQuerySet.as_manager()

    class Meta(SaidOfVersion.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["version"], condition=Q(corrects__isnull=True), name="one_decision_a_version"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_has_its_reason"),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()} (version {self.number})"

    @property
    def outcome_words(self) -> str:
        return RECOMMENDATIONS[self.outcome]


class Requirement(Seen):
    """Something a decision requires before the case comes again, and the lead's answer."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="requirements")
    words = models.TextField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = _who(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.words


class ExemptionQuerySet(Visible):
    def standing(self, *, version: Version, act: str, person):
        """Allowed by both, and not used yet."""
        allowed = self.filter(allowed_by__isnull=False, seconded_by__isnull=False, used_on=None)
        return allowed.filter(version=version, act=act, person=person)

    def asked_of(self, user):
        """Not agreed to by both yet, and neither asked nor agreed to by this person."""
        both = Q(allowed_by__isnull=False, seconded_by__isnull=False)
        own = Q(person=user) | Q(allowed_by=user) | Q(seconded_by=user)
        return self.exclude(both).exclude(own).select_related("case__project")


class Exemption(Seen):
    """An exception to the separation of duties: one person, one act, one version, once."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="exemptions")
    version = models.ForeignKey(Version, models.PROTECT, related_name="exemptions")
    act = models.CharField(max_length=40)
    person = _who()
    reason = models.TextField()
    asked_on = models.DateField()
    allowed_by = _who(null=True)
    allowed_on = models.DateField(null=True)
    seconded_by = _who(null=True)
    seconded_on = models.DateField(null=True)
    used_on = models.DateField(null=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(allowed_by__isnull=True) | ~Q(allowed_by=models.F("seconded_by")),
                name="an_exception_takes_two_people",
            ),
        ]

    @property
    def state(self) -> str:
        if self.used_on:
            return "Used"
        if self.allowed_by_id and self.seconded_by_id:
            return "Allowed, not used yet"
        return (
            "Waits for the owner of the programme" if not self.allowed_by_id else "Waits for a second person"
        )
