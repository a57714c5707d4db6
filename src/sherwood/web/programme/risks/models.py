"""What may go wrong and what has: risks with their scores over time, and issues with what they affect."""

from datetime import date
from functools import cached_property

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.query import ModelIterable
from django.urls import reverse

from sherwood.governance.definition import MOST_POINTS
from sherwood.governance.risks import STANDARD_SCALE, RiskScale, RiskScore
from sherwood.web.programme.programmes.models import Programme, Project, Seen, Visible
from sherwood.web.programme.programmes.models.scales import standing_scale
from sherwood.web.site.accounts.models import User
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.kept import Revised, WrittenOnce

POSITIONS = {"before": "Before anything is done", "now": "Now", "wanted": "Wanted"}
AFFECTS = {"time": "Time", "cost": "Cost", "quality": "Quality"}
SCORES = [f"{position}_{side}" for position in POSITIONS for side in ("likelihood", "impact")]


def _mark() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(MOST_POINTS)])


class Scored(Seen):
    """Likelihood and impact in three positions: before anything is done, now, and as it is wanted."""

    before_likelihood = _mark()
    before_impact = _mark()
    now_likelihood = _mark()
    now_impact = _mark()
    wanted_likelihood = _mark()
    wanted_impact = _mark()
    scaled_by = models.JSONField(
        default=dict, help_text="The scale, where it no longer follows the programme's."
    )

    class Meta:
        abstract = True

    @property
    def scale(self) -> RiskScale:
        """What it was scored by; what was kept without a scale was scored by the one that the code knew."""
        return RiskScale.of_plain(self.scaled_by) if self.scaled_by else STANDARD_SCALE

    @property
    def before(self) -> RiskScore:
        return RiskScore(self.before_likelihood, self.before_impact, self.scale)

    @property
    def now(self) -> RiskScore:
        return RiskScore(self.now_likelihood, self.now_impact, self.scale)

    @property
    def wanted(self) -> RiskScore:
        return RiskScore(self.wanted_likelihood, self.wanted_impact, self.scale)

    @property
    def scores(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in SCORES}

    @property
    def positions(self) -> list[tuple[str, RiskScore]]:
        return [(words, getattr(self, key)) for key, words in POSITIONS.items()]


class RisksAndIssues(Visible):
    """Rows of either register: of one project, or of the programme as a whole."""

    def live(self):
        """What every page counts as live: not closed."""
        return self.filter(closed_on=None)

    def closed(self):
        return self.exclude(closed_on=None)

    def in_state(self, state: str):
        """Live when nothing is chosen."""
        return {"": self.live, "closed": self.closed, "all": self.all}.get(state, self.none)()

    def of_project(self, key: str):
        """Of a project; “programme” is what belongs to none; an unknown key finds nothing."""
        if key == "programme":
            return self.filter(project=None)
        return self.filter(project__key=key) if key else self


class _ScaleOnce:
    """The standing scale, read once for all that share it."""

    @cached_property
    def scale(self) -> RiskScale:
        return standing_scale()


class _SharingScale(ModelIterable):
    """Risks read together share the scale, which is read when the first of them is asked for its band."""

    def __iter__(self):
        once = _ScaleOnce()
        for row in super().__iter__():
            row.scale_once = once
            yield row


class RiskQuerySet(RisksAndIssues):
    def of_level(self, level: str):
        return self.filter(level=level) if level else self

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._iterable_class = _SharingScale

    def key_risks(self):
        """In a band that those who challenge hear of, as it stands now."""
        cells = Q(pk__in=[])
        for likelihood, impact in standing_scale().key_scores():
            cells |= Q(now_likelihood=likelihood, now_impact=impact)
        return self.filter(cells)

    def largest_first(self):
        """Strategic before minor, then by the score now, the highest first; what is closed comes last."""
        strategic = models.Case(models.When(level=Risk.Level.STRATEGIC, then=0), default=1)
        closed = models.Case(models.When(closed_on=None, then=0), default=1)
        return self.select_related("project").order_by(
            closed, strategic, -F("now_likelihood") * F("now_impact"), "pk"
        )


class Entered(Revised, Seen):
    """What both registers keep of a line."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="%(class)ss")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="%(class)ss")
    words = models.TextField()
    owner_post = PostKey()
    mitigation = models.TextField()
    raised_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_because = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.words

    @property
    def live(self) -> bool:
        return self.closed_on is None


class Risk(Entered, Scored):
    """Something that may happen."""

    class Level(models.TextChoices):
        STRATEGIC = "strategic", "Strategic"
        MINOR = "minor", "Minor"

    level = models.CharField(max_length=10, choices=Level)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def get_absolute_url(self):
        return reverse("risk", args=[self.pk])

    @property
    def scale(self) -> RiskScale:
        """The programme's own while it is live; a closed one keeps that by which it was closed."""
        if not self.live:
            return super().scale
        return self.scale_once.scale

    @cached_property
    def scale_once(self) -> _ScaleOnce:
        return _ScaleOnce()


class ScoredThen(WrittenOnce, Scored):
    """The scores of a risk as they were set on a day. Written once; a change of mind is a new row."""

    KEPT = "How a risk was scored stays as it was. Score it anew instead."

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="history")
    on = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]


class IssueQuerySet(RisksAndIssues):
    def affecting(self, what: str):
        """Those that affect time, cost or quality; an unknown word finds nothing."""
        if what and what not in AFFECTS:
            return self.none()
        return self.filter(**{f"affects_{what}": True}) if what else self

    def longest_open_first(self):
        closed = models.Case(models.When(closed_on=None, then=0), default=1)
        return self.select_related("project").order_by(closed, "raised_on", "pk")


class Issue(Entered):
    """Something that has happened and affects time, cost or quality: at least one of them."""

    affects_time = models.BooleanField(default=False)
    affects_cost = models.BooleanField(default=False)
    affects_quality = models.BooleanField(default=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["raised_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(affects_time=True) | Q(affects_cost=True) | Q(affects_quality=True),
                name="an_issue_affects_something",
            )
        ]

    def get_absolute_url(self):
        return reverse("issue", args=[self.pk])

    @property
    def affects(self) -> list[str]:
        return [key for key in AFFECTS if getattr(self, f"affects_{key}")]

    @property
    def affects_words(self) -> str:
        return ", ".join(AFFECTS[key] for key in self.affects).capitalize()

    def days_open(self, on: date) -> int:
        """Days from when it was raised to when it was closed, or to `on`."""
        return ((self.closed_on or on) - self.raised_on).days
