"""What the evidence says of measures, asked for by key. Pages say so when there is no evidence yet.

Programmes and evidence stand side by side, so neither imports the other: where evidence is installed, its
`summaries.summaries(snapshot, keys)` answers with an object like `Summary` for each key that has figures.
Every key of a page is asked for at once, of the one snapshot that the request stays with.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from django.apps import apps
from django.http import HttpRequest

from sherwood.governance.ratings import Computed, Rating, Signal, disagreement, rate_project
from sherwood.web.programmes.models import Project
from sherwood.web.ui.records import current_snapshot

EVIDENCE = "sherwood.web.evidence"
WORST_FIRST = (Signal.WORSENING, Signal.STEADY, Signal.CHANGED, Signal.TOO_FEW, Signal.IMPROVING)


@dataclass(frozen=True)
class Summary:
    """One measure in a line: title, latest figure with its parts, a reading in words, signal and rating."""

    title: str
    figure_text: str
    reading: str
    signal: Signal
    rating: Rating
    why: str  # the words of `rate_measure`, which follow “because it”


def measure_summaries(keys: Collection[str], request: HttpRequest) -> Mapping[str, Summary]:
    """A summary for each of `keys` that there is evidence for; empty before the first load."""
    if not keys or not apps.is_installed(EVIDENCE):
        return {}
    return import_module(f"{EVIDENCE}.summaries").summaries(current_snapshot(request), sorted(set(keys)))


@dataclass(frozen=True)
class Judged:
    """A project with what its measures say of it."""

    project: Project
    summaries: Mapping[str, Summary]  # by key, in the project's order

    @cached_property
    def computed(self) -> Computed:
        if self.project.measure_keys and not self.summaries:
            return Computed(Rating.NOT_RATED, ("No records have been loaded yet for its measures.",))
        return rate_project([(one.title, one.rating, one.why) for one in self.summaries.values()])

    @property
    def disagreement(self) -> str:
        return disagreement(self.project.declared_rating, self.computed.rating)

    @property
    def signals(self) -> list[tuple[Signal, int]]:
        """How many measures say what, the worst first: a portfolio's row in a glance."""
        counts = Counter(one.signal for one in self.summaries.values())
        return [(signal, counts[signal]) for signal in WORST_FIRST if counts[signal]]


def judged(projects: Iterable[Project], request: HttpRequest) -> list[Judged]:
    """Every project with its measures' summaries, asked for together."""
    projects = list(projects)
    found = measure_summaries({key for one in projects for key in one.measure_keys}, request)
    return [Judged(one, {key: found[key] for key in one.measure_keys if key in found}) for one in projects]
