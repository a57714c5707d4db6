"""The programme as loaded: the line from what was found, through what is put first, to who acts.

The fields follow `sherwood.governance.programme`, which says what each means.
"""

from datetime import date, timedelta

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from sherwood.governance.programme import Phase as PhaseFacts
from sherwood.governance.programme import Rules
from sherwood.governance.ratings import Rating
from sherwood.governance.roles import Permission
from sherwood.governance.stages import FindingKind, Stage


def choices(enum) -> list[tuple[str, str]]:
    return [(one.name, getattr(one, "words", None) or one.value) for one in enum]


class Visible(models.QuerySet):
    """Rows of the programme: those who may see the programme see all of it, others none."""

    def visible_to(self, user):
        return self if user.may(Permission.SEE_PROGRAMME) else self.none()


class Seen(models.Model):
    """What a page reads through `visible_to`, never through `objects`."""

    objects = Visible.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)


class Programme(Seen):
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    council = models.CharField(max_length=120)
    aim = models.TextField()
    mandate = models.TextField()
    mandate_bodies = models.JSONField(default=list)
    began_on = models.DateField()
    planned_end_on = models.DateField()
    planned_end_note = models.TextField(blank=True)
    out_of_scope = models.TextField(blank=True)
    deciding_body = models.CharField(max_length=60, default=Rules.deciding_body)
    challenging_body = models.CharField(max_length=60, default=Rules.challenging_body)
    days_for_a_case = models.PositiveSmallIntegerField(default=Rules.days_for_a_case)
    days_when_urgent = models.PositiveSmallIntegerField(default=Rules.days_when_urgent)
    days_to_answer = models.PositiveSmallIntegerField(default=Rules.days_to_answer)
    digest = models.CharField(max_length=64, blank=True, help_text="Of the definition loaded last.")

    def __str__(self):
        return self.title


class Part(Seen):
    """A keyed part of a programme, in the order of its definition."""

    programme = models.ForeignKey(Programme, models.PROTECT)
    key = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    source = models.CharField(max_length=120)
    settled = models.JSONField(
        default=list, help_text="Columns that an act has settled: a definition leaves them."
    )

    class Meta:
        abstract = True
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="one_%(class)s_a_key"),
        ]

    def settle(self, **values) -> None:
        """Write what an act has settled, which no later load of a definition undoes."""
        for name, value in values.items():
            setattr(self, name, value)
        before = type(self).objects.select_for_update().only("settled").get(pk=self.pk).settled
        self.settled = sorted({*before, *values})  # with what somebody settled since this was read
        self.save(update_fields=[*values, "settled"])

    def settle_links(self, *names: str) -> None:
        """The same for what this part names, which is written elsewhere."""
        self.settled = sorted({*self.settled, *names})
        self.save(update_fields=["settled"])


class Category(Part):
    title = models.CharField(max_length=120)

    def __str__(self):
        return self.title


class Origin(Part):
    """Where projects come from."""

    title = models.CharField(max_length=200)

    def __str__(self):
        return self.title


class CheckLine(Part):
    """A line of the list that every case is vetted against."""

    words = models.CharField(max_length=200)


class Grade(Part):
    """An answer to whether a case can be achieved and brings its benefits."""

    words = models.CharField(max_length=120)


class Criterion(Part):
    """By what projects are put in order, and how much it weighs."""

    words = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField()


class Driver(Part):
    words = models.TextField()
    happened_on = models.DateField(null=True)


class BodyQuerySet(Visible):
    def meeting(self):
        """Those that meet, having a quorum."""
        return self.filter(quorum__gt=0)


class Body(Part):
    name = models.CharField(max_length=200)
    remit = models.TextField()
    reports_to = models.CharField(max_length=60, blank=True)
    seats = models.JSONField(default=list)
    quorum = models.PositiveSmallIntegerField(default=0, help_text="Members who must be present.")
    meets_every_days = models.PositiveSmallIntegerField(default=0)
    agenda = models.JSONField(
        default=list, help_text="Parts of its remit that an agenda covers, or says why not."
    )
    paper_checklist = models.JSONField(default=list, help_text="What must be so of each paper it reads.")
    terms_agreed_on = models.DateField(null=True)
    terms_review_on = models.DateField(null=True)
    terms_kept_by = models.CharField(max_length=200, blank=True)

    objects = BodyQuerySet.as_manager()

    def __str__(self):
        return self.name


class ProgrammeRole(Part):
    title = models.CharField(max_length=120)
    post = models.CharField(max_length=200)
    does = models.TextField()
    body = models.CharField(max_length=60, blank=True)


class Phase(Part):
    title = models.CharField(max_length=120)
    purpose = models.TextField()
    activities = models.JSONField(default=list)
    approvals_needed = models.JSONField(default=list, help_text="Bodies without which it cannot close.")
    state = models.CharField(max_length=20, default=PhaseFacts.state)


class InspectionQuerySet(Visible):
    def to_come(self, on):
        return self.filter(held_from__gte=on).order_by("held_from")


class Inspection(Part):
    """An inspection or report that findings come from, past or to come."""

    title = models.CharField(max_length=200)
    by = models.CharField(max_length=120)
    held_from = models.DateField()
    held_to = models.DateField(null=True)
    published_on = models.DateField(null=True)
    announced = models.BooleanField(default=True)
    sites = models.JSONField(default=list)
    services = models.JSONField(default=list)
    judgement = models.TextField(blank=True)

    objects = InspectionQuerySet.as_manager()

    def __str__(self):
        return self.title


class Priority(Part):
    words = models.TextField()

    def __str__(self):
        return self.words


class ProjectQuerySet(Visible):
    def live(self):
        return self.exclude(stage=Stage.CLOSED.name)

    def in_order(self):
        """By category, the urgent first; the closed at the end."""
        closed = models.Case(models.When(stage=Stage.CLOSED.name, then=1), default=0)
        return self.order_by(closed, "category__position", "-urgent", "position")

    def named(self, words: str):
        """Those that answer to a name: their key, or words of their name or of another name they have had."""
        words = words.strip()
        alias = models.Q(
            pk__in=[
                pk
                for pk, known in self.values_list("pk", "aliases")
                if words.lower() in "\n".join(known).lower()
            ]
        )
        return self.filter(models.Q(key__iexact=words) | models.Q(name__icontains=words) | alias)

    def filtered(
        self, *, category: str = "", declared: str = "", lead: str = "", origin: str = "", name: str = ""
    ):
        """By what the portfolio's address says; an unknown value finds nothing rather than everything."""
        given = {"category__key": category, "declared": declared.upper(), "lead": lead, "origin__key": origin}
        found = self.named(name) if name else self
        return found.filter(**{column: value for column, value in given.items() if value})

    def led_by(self, post: str):
        return self.filter(lead=post)

    def due_within(self, on: date, days: int):
        """Whose next step is late on that day or falls due within so many days of it."""
        return self.filter(next_step_on__lte=on + timedelta(days=days)).order_by("next_step_on")

    def categories(self) -> list[tuple[str, str]]:
        return self._kinds("category")

    def origins(self) -> list[tuple[str, str]]:
        return [pair for pair in self._kinds("origin") if pair[0]]

    def _kinds(self, of: str) -> list[tuple[str, str]]:
        """Key and title of the categories or origins that these projects have, in their order."""
        found = self.order_by(f"{of}__position").values_list(f"{of}__key", f"{of}__title", f"{of}__position")
        return [(key, title) for key, title, _ in found.distinct()]

    def leads(self) -> list[str]:
        return list(self.order_by("lead").values_list("lead", flat=True).distinct())

    def with_measures(self):
        return self.select_related("category").prefetch_related("measure_links")

    def with_everything(self):
        """What the method asks of every project."""
        linked = self.with_measures().select_related("category", "origin")
        return linked.prefetch_related("findings", "priorities", "markers", "scores")

    def with_findings(self):
        return self.prefetch_related("findings__inspection", "priorities")


class Project(Part):
    name = models.CharField(max_length=200)
    printed_number = models.PositiveIntegerField()
    aliases = models.JSONField(default=list)
    category = models.ForeignKey(Category, models.PROTECT, related_name="projects")
    origin = models.ForeignKey(Origin, models.PROTECT, null=True, related_name="projects")
    lead = models.CharField(max_length=200)
    co_leads = models.JSONField(default=list)
    team = models.JSONField(default=list)
    team_is_suggested = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    aim = models.TextField()
    stage = models.CharField(max_length=20, choices=choices(Stage))
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    declared = models.CharField(max_length=20, choices=choices(Rating))
    declared_on = models.DateField(null=True)
    declared_because = models.TextField(blank=True)
    priorities = models.ManyToManyField(Priority, related_name="projects")

    objects = ProjectQuerySet.as_manager()

    def __str__(self):
        return f"{self.key} {self.name}"

    def get_absolute_url(self):
        return reverse("project", args=[self.key])

    @property
    def now(self) -> Stage:
        return Stage[self.stage]

    @property
    def declared_rating(self) -> Rating:
        return Rating[self.declared]

    def is_led_by(self, user) -> bool:
        return user.post in (self.lead, *self.co_leads)

    @property
    def measure_keys(self) -> list[str]:
        return [link.measure for link in self.measure_links.all()]


class Score(Part):
    """What a project scores by one criterion, from 0 to 5, and what shows it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField()
    evidence = models.TextField()


class Marker(Part):
    """Where a project stood, and what will show success by which day."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="markers")
    measure = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=200)
    stood_at = models.CharField(max_length=120)
    stood_on = models.DateField()
    wanted = models.CharField(max_length=120)
    by_on = models.DateField()


class MeasureLink(models.Model):
    """A measure that shows whether a project works, by the key of the measures shelf."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="measure_links")
    measure = models.CharField(max_length=120, db_index=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["project", "measure"], name="a_measure_once_a_project")
        ]


SERIOUS_FIRST = models.Case(
    *(models.When(kind=kind.name, then=models.Value(place)) for place, kind in enumerate(FindingKind)),
    output_field=models.IntegerField(),
)


class FindingQuerySet(Visible):
    def needing_action(self):
        return self.exclude(kind=FindingKind.STRENGTH.name)

    def nobody_acts_on(self):
        return self.needing_action().filter(projects=None, no_project_because="")

    def loneliest_first(self):
        """Those nobody acts on, then by how serious they are."""
        alone = Q(acting=0) & ~Q(kind=FindingKind.STRENGTH.name)
        acting = Count("projects", distinct=True)
        order = models.Case(models.When(alone, then=0), default=1, output_field=models.IntegerField())
        return self.annotate(acting=acting).order_by(order, SERIOUS_FIRST, "position")

    def with_lines(self):
        projects = Prefetch("projects", Project.objects.with_measures())
        return self.select_related("inspection").prefetch_related("priorities", projects)


class Finding(Part):
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=24, choices=choices(FindingKind))
    words = models.TextField()
    no_project_because = models.TextField(blank=True)
    priorities = models.ManyToManyField(Priority, related_name="findings")
    projects = models.ManyToManyField(Project, related_name="findings")

    objects = FindingQuerySet.as_manager()

    def __str__(self):
        return f"{self.key} {self.words}"

    def get_absolute_url(self):
        return reverse("finding", args=[self.key])

    @property
    def weight(self) -> FindingKind:
        return FindingKind[self.kind]

    @property
    def alone(self) -> bool:
        """Whether it needs somebody to act and nobody does, with no reason given."""
        return self.weight.needs_action and not self.no_project_because and not self.projects.all()


class Funding(Part):
    words = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()
    year = models.CharField(max_length=40)
    programme_money = models.BooleanField()
    recurring = models.BooleanField(default=False)
    decided_by = models.CharField(max_length=120)
    decided_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    note = models.TextField(blank=True)


class NewPosts(Part):
    """Posts of one type that the money pays for."""

    title = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    filled = models.PositiveIntegerField(default=0)
    in_recruitment = models.PositiveIntegerField(default=0)
    aliases = models.JSONField(default=list)

    @property
    def planned(self) -> int:
        return self.number - self.filled - self.in_recruitment
