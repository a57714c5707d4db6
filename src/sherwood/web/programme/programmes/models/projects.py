"""Projects, what they score, and what will show that they work."""

from collections.abc import Collection
from datetime import date, timedelta
from functools import cached_property

from django.db import models
from django.urls import reverse

from sherwood.governance.programme import NOT_RATED
from sherwood.governance.programme import DeclaredRating as RatingFacts
from sherwood.governance.stages import Stage
from sherwood.web.programme.programmes.models.parts import (
    Category,
    Criterion,
    Origin,
    Part,
    Priority,
    Visible,
    choices,
)
from sherwood.web.programme.programmes.models.scales import RatingsOnce, SharingRatings
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.accounts.post_keys import PostKey


class ProjectQuerySet(Visible):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._iterable_class = SharingRatings

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
        given = {
            "category__key": category,
            "declared": declared,
            "lead__title": lead,
            "origin__key": origin,
        }
        found = self.named(name) if name else self
        return found.filter(**{column: value for column, value in given.items() if value})

    def led_by(self, post: Post):
        """Those that a post leads, alone or beside another."""
        return self.filter(models.Q(lead=post) | models.Q(co_leads=post)).distinct()

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
        titles = self.exclude(lead=None).order_by("lead__title").values_list("lead__title", flat=True)
        return list(titles.distinct())

    def with_measures(self):
        return self.select_related("category").prefetch_related("measure_links")

    def keys_of_measures(self) -> dict[int, list[str]]:
        """The measures of each project, by primary key, in the order of these projects and of their measures."""
        keys: dict[int, list[str]] = {pk: [] for pk in self.values_list("pk", flat=True)}
        links = MeasureLink.objects.filter(project__in=self.order_by()).order_by("position")
        for project, measure in links.values_list("project", "measure"):
            keys[project].append(measure)
        return keys

    def with_leads(self):
        """For a page that names all who lead: not for counting many projects."""
        return self.prefetch_related("co_leads")

    def with_everything(self):
        """What the method asks of every project."""
        linked = self.with_measures().select_related("category", "origin")
        return linked.prefetch_related("findings", "priorities", "markers", "scores")

    def with_findings(self):
        return self.prefetch_related("findings__inspection", "findings__kind", "priorities")


class Project(Part):
    name = models.CharField(max_length=200)
    printed_number = models.PositiveIntegerField(default=0)
    aliases = models.JSONField(default=list)
    category = models.ForeignKey(Category, models.PROTECT, related_name="projects")
    origin = models.ForeignKey(Origin, models.PROTECT, null=True, related_name="projects")
    lead = PostKey(null=True)
    co_leads = models.ManyToManyField(Post, related_name="+")
    team = models.JSONField(default=list)
    team_is_suggested = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    aim = models.TextField()
    stage = models.CharField(max_length=20, choices=choices(Stage))
    entered_stage = models.CharField(
        max_length=20, choices=choices(Stage), default=Stage.IDEA.name,
        help_text="Where it stood when it was entered: it passed no gate here before.",
    )  # fmt: skip
    entered_on = models.DateField(null=True, help_text="Empty when it came with the programme.")
    next_step = models.CharField(max_length=200, blank=True)
    next_step_on = models.DateField(null=True)
    declared = models.CharField(max_length=60, default=NOT_RATED.key)
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
    def entered(self) -> Stage:
        return Stage[self.entered_stage]

    @cached_property
    def ratings_once(self) -> RatingsOnce:
        return RatingsOnce()

    @property
    def declared_rating(self) -> RatingFacts:
        return self.ratings_once.by_key.get(self.declared, NOT_RATED)

    def is_led_by(self, user) -> bool:
        return user.post_id == self.lead_id or user.post_id in {post.pk for post in self.co_leads.all()}

    @property
    def leading(self) -> list[Post]:
        """Who leads it: the one answer, wherever it is asked."""
        return list(dict.fromkeys(post for post in (self.lead, *self.co_leads.all()) if post))

    @property
    def leads_in_words(self) -> str:
        return " and ".join(map(str, self.leading)) or "nobody yet"

    @property
    def measure_keys(self) -> list[str]:
        return [link.measure for link in self.measure_links.all()]

    def measures_standing(self) -> list[str]:
        """The same, read anew."""
        return list(self.measure_links.order_by("position").values_list("measure", flat=True))


class Score(Part):
    """What a project scores by one criterion, from 0 to 5, and what shows it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField()
    evidence = models.TextField()


class MarkerQuerySet(Visible):
    def naming(self, measures: Collection[str]):
        return self.filter(measure__in=measures).select_related("project").order_by("by_on", "position")

    def of_live_projects(self):
        return self.exclude(project__stage=Stage.CLOSED.name)

    def of(self, projects: Collection[int]):
        """Those of these projects that name a measure."""
        naming = self.filter(project__in=list(projects)).exclude(measure="")
        return naming.select_related("project").order_by("by_on", "position")


class Marker(Part):
    """Where a project stood, and what will show success by which day. One that names a measure is its target."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="markers")
    measure = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=200)
    stood_at = models.CharField(max_length=120)
    stood_on = models.DateField()
    wanted = models.CharField(max_length=120)
    by_on = models.DateField()
    tolerance = models.CharField(max_length=120, blank=True)
    steps = models.JSONField(default=list)
    agreed_by = models.CharField(max_length=120, blank=True)
    agreed_on = models.DateField(null=True)

    objects = MarkerQuerySet.as_manager()


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
