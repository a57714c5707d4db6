"""What the evidence says of a project's measures. Pages say so when there is none yet.

Every key of a page is asked for at once, of the one snapshot that the request stays with.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from sherwood.governance.ratings import (
    Computed,
    MeasureSignal,
    Rating,
    disagreement,
    rate_project,
    steps_apart,
)
from sherwood.reporting.trends import Setting
from sherwood.web.evidence.offered import Use
from sherwood.web.evidence.summaries import Summary, summaries
from sherwood.web.programme.programmes.aims import settings_of_projects
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.records import current_snapshot

WORST_FIRST = (
    MeasureSignal.WORSENING, MeasureSignal.WORSE, MeasureSignal.SLIPPING, MeasureSignal.STEADY, MeasureSignal.CHANGED, MeasureSignal.NOT_KNOWN, MeasureSignal.TOO_FEW,
    MeasureSignal.NOTHING, MeasureSignal.RECOVERING, MeasureSignal.BETTER, MeasureSignal.IMPROVING,
)  # fmt: skip


Aimed = tuple[str, Setting]  # a measure's key, and what is wanted of it and since when


def measure_summaries(wanted: Iterable[Aimed], request: HttpRequest) -> Mapping[Aimed, Summary]:
    """A summary of each measure with each setting that it is read with; empty before the first load."""
    snapshot = current_snapshot(request)
    found: dict[Aimed, Summary] = {}
    for key, setting in dict.fromkeys(wanted):
        if summary := summaries(snapshot, [key], settings={key: setting}).get(key):
            found[key, setting] = summary
    return found


def computed_from(keys: Collection[str], found: Mapping[str, Summary]) -> Computed:
    """The rating that a project's measures give; `found` has a summary of those of `keys` with records."""
    if keys and not found:
        return Computed(Rating.NOT_RATED, ("No records have been loaded yet for its measures.",))
    return rate_project([(summary.title, summary.rating, summary.why) for summary in found.values()])


def judged_by(key: str, user) -> list[Use]:
    """The live projects that a measure shows to work or not."""
    found = Project.visible_to(user).live().filter(measure_links__measure=key).order_by("position")
    return [Use(str(project), project.get_absolute_url()) for project in found]


@dataclass(frozen=True)
class Judged:
    """A project with what its measures say of it."""

    project: Project
    summaries: Mapping[str, Summary]  # by key, in the project's order

    @cached_property
    def computed(self) -> Computed:
        return computed_from(self.project.measure_keys, self.summaries)

    @property
    def disagreement(self) -> str:
        return disagreement(self.project.declared_rating, self.computed.rating)

    @property
    def apart(self) -> int:
        """How many steps the two ratings are apart, when both are given."""
        return abs(steps_apart(self.project.declared_rating, self.computed.rating))

    @property
    def signals(self) -> list[tuple[MeasureSignal, int]]:
        """How many measures say what, the worst first: a portfolio's row in a glance."""
        return signals_of([self])


def signals_of(rows: Iterable[Judged]) -> list[tuple[MeasureSignal, int]]:
    """The same of several projects together; what two of them share, read alike, counts once."""
    said = {(key, summary.signal) for row in rows for key, summary in row.summaries.items()}
    counts = Counter(signal for _, signal in said)
    return [(signal, counts[signal]) for signal in WORST_FIRST if counts[signal]]


def judged(projects: Iterable[Project], request: HttpRequest) -> list[Judged]:
    """Every project with its measures' summaries, asked for together."""
    projects = list(projects)
    settings = settings_of_projects({project.pk: project.measure_keys for project in projects})
    found = measure_summaries(
        [pair for project in projects for pair in settings[project.pk].items()], request
    )
    return [
        Judged(
            project,
            {
                key: found[key, setting]
                for key, setting in settings[project.pk].items()
                if (key, setting) in found
            },
        )
        for project in projects
    ]
