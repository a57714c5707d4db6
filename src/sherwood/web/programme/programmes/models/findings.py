"""What was found, and who acts on it."""

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.urls import reverse

from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models.parts import FindingKind, Inspection, Part, Priority, Visible
from sherwood.web.programme.programmes.models.projects import Project


class FindingQuerySet(Visible):
    def standing(self):
        """Those not withdrawn."""
        return self.filter(withdrawn_on=None)

    def needing_action(self):
        return self.standing().filter(kind__needs_action=True)

    def nobody_acts_on(self):
        return self.needing_action().filter(projects=None, no_project_because="")

    def loneliest_first(self):
        """Those nobody acts on, then by how grave their kind is."""
        alone = Q(acting=0, withdrawn_on=None, kind__needs_action=True)
        acting = Count("projects", distinct=True)
        order = models.Case(models.When(alone, then=0), default=1, output_field=models.IntegerField())
        return self.annotate(acting=acting).order_by(order, "kind__position", "position")

    def with_lines(self):
        projects = Prefetch("projects", Project.objects.with_measures())
        return self.select_related("inspection", "kind").prefetch_related("priorities", projects)


class Finding(Part):
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    kind = models.ForeignKey(FindingKind, models.PROTECT, related_name="findings")
    words = models.TextField()
    no_project_because = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.TextField(blank=True)
    priorities = models.ManyToManyField(Priority, related_name="findings")
    projects = models.ManyToManyField(Project, related_name="findings")

    objects = FindingQuerySet.as_manager()

    def __str__(self):
        return f"{self.key} {self.words}"

    def get_absolute_url(self):
        return reverse("finding", args=[self.key])

    @property
    def alone(self) -> bool:
        """Whether it needs somebody to act and nobody does, with no reason given."""
        needs = self.kind.needs_action and self.withdrawn_on is None
        return needs and not self.no_project_because and not self.projects.all()

    @property
    def words_standing(self) -> str:
        """Its words, and that it was withdrawn where it was."""
        if self.withdrawn_on is None:
            return self.words
        return f"{self.words} (withdrawn on {spoken(self.withdrawn_on)}: {self.withdrawn_because})"
