"""A report: a list of sections for a place, an audience and a period, built from one snapshot's ledger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from sherwood.kit import periods
from sherwood.kit.periods import Period
from sherwood.kit.shelf import shelf
from sherwood.measuring.figures import Ledger, Where
from sherwood.measuring.shelves import measure_called
from sherwood.records.snapshots import Manifest
from sherwood.reporting import sections as section_shelf
from sherwood.reporting.blocks import Block
from sherwood.reporting.trends import Setting, Trend, trend


@dataclass
class Context:
    """What a section is built from. `to_anyone`: the report goes beyond people entitled to rows, so small numbers
    are hidden. `own`: the rows that its reader may see."""

    ledger: Ledger
    as_at: date
    manifest: Manifest | None = None
    where: Where = field(default_factory=dict)
    to_anyone: bool = True
    own: Where = field(default_factory=dict)
    settings: dict[str, Setting] = field(default_factory=dict)  # by measure
    _trends: dict[str, Trend] = field(default_factory=dict, repr=False)

    def trend(self, key: str) -> Trend:
        """A measure's trend, read once however many sections show it."""
        if key not in self._trends:
            self._trends[key] = trend(
                self.ledger, measure_called(key), self.as_at,
                where=self.where, setting=self.settings.get(key, Setting()), to_anyone=self.to_anyone,
            )  # fmt: skip
        return self._trends[key]

    @cached_property
    def week(self) -> Period:
        """The last whole week, Monday to Sunday, that had ended by the day of the records."""
        this = periods.week_of(self.as_at)
        return this if this.last == self.as_at else periods.week_of(self.as_at - timedelta(7))

    @cached_property
    def month(self) -> Period:
        """The last whole month that had ended by the day of the records."""
        this = periods.month(self.as_at.year, self.as_at.month)
        return this if this.last == self.as_at else this.previous()


@dataclass(frozen=True)
class Section:
    """A part of a report: file = key = name on the shelf `sections`."""

    title: str
    build: Callable[[Context], Sequence[Block]]


@dataclass(frozen=True)
class BuiltReport:
    title: str
    subtitle: str
    as_at: date
    parts: tuple[tuple[str, tuple[Block, ...]], ...]  # each section's title and blocks
    footer: str = ""


def all_sections() -> dict[str, Section]:
    return shelf(section_shelf, Section)


def build(title: str, subtitle: str, keys: Sequence[str], context: Context) -> BuiltReport:
    """Build the sections with these keys, in order; one that has nothing to say is left out."""
    shelves = all_sections()
    built = [(shelves[key].title, tuple(shelves[key].build(context))) for key in keys]
    return BuiltReport(
        title, subtitle, context.as_at, tuple(part for part in built if part[1]), _footer(context)
    )


def _footer(context: Context) -> str:
    said = f"Records as at {periods.spoken(context.as_at)}"
    if context.manifest is None:
        return said + "."
    made = context.manifest
    council = f"{made.council}. " if made.council else ""
    return (
        f"{council}{said}; snapshot {made.id}; {made.accepted:,} of {made.read:,} rows accepted; "
        f"rulebook {made.rulebook}; Sherwood {made.software}."
    )


WEEKLY = ("headline_measures", "what_happened", "figures_behind", "data_quality")


def weekly_performance_report(context: Context) -> BuiltReport:
    """The weekly performance report: the answers on a page, then where something happened, the figures, the data."""
    subtitle = f"Week of {context.week.label}"
    return build("Weekly performance report", subtitle, WEEKLY, context)
