"""Whether a measure is known for a period, and if not, why.

A figure is known where its source reaches: the tables it reads are complete over the period and as far back as it
looks, the rows it counts are of a kind that the source holds, and its definition was in force. What lies after the
day of the records is no part of a period: it is cut off there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sherwood.kit import working_days
from sherwood.kit.periods import Period, spoken
from sherwood.kit.working_days import add_months
from sherwood.measuring import rulebook
from sherwood.measuring.measure import Measure
from sherwood.measuring.population import Shape
from sherwood.records.reach import Reach, Reaches

FILE = "reach.json"
DAY = timedelta(1)
Days = tuple[date, date]  # the first and the last day on which something is on record


@dataclass(frozen=True)
class Cover:
    """What a ledger knows of its source. `as_at` is None, and the rest empty, for a ledger made before it was kept.

    `eras`: of each definition in the rulebook, the days on which the records have rows of its kind.
    `counted_on`: by what a source counts for itself, the days on which it did.
    """

    as_at: date | None = None
    reach: Reaches = field(default_factory=dict)
    eras: Mapping[str, Days] = field(default_factory=dict)
    counted_on: Mapping[str, frozenset[date]] = field(default_factory=dict)

    def clip(self, period: Period) -> Period:
        """The part of a period up to the day of the records; the period itself when it lies wholly after."""
        if self.as_at is None or not period.first <= self.as_at < period.last:
            return period
        return Period(period.first, self.as_at)

    def why_not_known(self, measure: Measure, period: Period) -> str:
        """Why there is no figure, in a sentence; empty where there is one."""
        if self.as_at is not None and period.first > self.as_at:
            return f"The records end on {spoken(self.as_at)}."
        clipped = self.clip(period)
        return (
            self._no_census(measure, clipped)
            or _no_working_days(measure, clipped)
            or self._out_of_force(measure, clipped)
            or self._out_of_reach(measure, clipped)
        )

    def census_in(self, period: Period) -> date | None:
        """The last day in a period on which a census looks: a month's end, or the day of the records."""
        clipped = self.clip(period)
        after = clipped.last + DAY
        day = clipped.last if clipped.last == self.as_at else after.replace(day=1) - DAY
        return day if day in clipped else None

    def _no_census(self, measure: Measure, period: Period) -> str:
        if measure.population.shape is not Shape.CENSUS or self.as_at is None or self.census_in(period):
            return ""
        return f"This is counted on the last day of each month, and none is in {period.label}."

    def _out_of_force(self, measure: Measure, period: Period) -> str:
        if not measure.era:
            return ""
        era, day = rulebook.era(measure.era), _first_judged(measure, period)
        many = f"{measure.era}s"
        if period.last < era.from_on:
            return f"There were no {many} before {spoken(era.from_on)}."
        if era.to_on and day > era.to_on:
            return f"There are no {many} after {spoken(era.to_on)}: {era.ended}."
        return self._kind_is_missing(measure.era, day, period.last) if self.as_at else ""

    def _kind_is_missing(self, era: str, first: date, last: date) -> str:
        """Rows of the kind are nowhere on record, or had given way to their successor before the period began."""
        if era not in self.eras:
            return f"The records have no {era}s."
        successor, ended_on = rulebook.era(era).successor, self.eras[era][1]
        if successor in self.eras and ended_on < first and self.eras[successor][0] <= last:
            return f"The last {era} on record is of {spoken(ended_on)}: {successor}s took their place."
        return ""

    def _out_of_reach(self, measure: Measure, period: Period) -> str:
        if not self.reach:
            return ""
        needed = needs(measure, period)
        day = self.census_in(period) if measure.population.shape is Shape.CENSUS else None
        if day in self.counted_on.get(measure.counted_by_the_source, ()):
            needed = {table: days for table, days in needed.items() if table not in measure.reads}
        held = (table for table in needed if table in self.reach or table not in measure.may_lack)
        gaps = (_gap(self.reach.get(table), table, needed[table]) for table in held)
        return next((gap for gap in gaps if gap), "")


def needs(measure: Measure, period: Period) -> dict[str, Period]:
    """The tables that a figure is made of, each with the days over which it must be whole."""
    counted = Period(_first_judged(measure, period), period.last)
    looked_at = Period(looks_back_to(measure, period), period.last)
    wide = measure.reads or measure.population.reads
    tables = (*measure.population.reads, *measure.reads)
    return {table: looked_at if table in wide else counted for table in tables}


def _first_judged(measure: Measure, period: Period) -> date:
    """The first day whose rows make the figure: of what is counted on a day, that day."""
    return period.first if measure.population.shape is Shape.EVENT else period.last


def looks_back_to(measure: Measure, period: Period) -> date:
    """The first day that a figure for a period looks at."""
    if measure.population.shape is Shape.EVENT:
        return add_months(period.first, -measure.looks_back)
    return add_months(period.last + DAY, -measure.looks_back) if measure.looks_back else period.last


def _gap(reach: Reach | None, table: str, needed: Period) -> str:
    """Why a table does not hold all that is needed of these days; empty where it does."""
    words = table.replace("_", " ")
    if reach is None:
        return f"No source has {words}."
    if reach.begun_only and reach.from_on:
        return f"{words.capitalize()} begun before {spoken(reach.from_on)} are not on record."
    if reach.latest_only:
        is_the_day = needed.first == needed.last == reach.to_on
        return (
            ""
            if is_the_day
            else f"The source has only the latest {words} of each child, as at {spoken(reach.to_on)}."
        )
    if needed.last > reach.to_on:
        return f"{words.capitalize()} are on record up to {spoken(reach.to_on)}."
    if reach.from_on is not None and needed.first < reach.from_on:
        since = f"{words.capitalize()} are on record from {spoken(reach.from_on)}"
        return f"{since}, and this looks back to {spoken(needed.first)}."
    return ""


def _no_working_days(measure: Measure, period: Period) -> str:
    """Past the last bank holiday that is known no working day can be told, nor a month's end from the calendar."""
    timed = measure.rule or measure.met_from is not None or measure.population.shape is Shape.CENSUS
    return working_days.extent() if timed and period.last > working_days.last_day() else ""


def write(folder: Path, cover: Cover) -> None:
    counted = {what: sorted(day.isoformat() for day in days) for what, days in cover.counted_on.items()}
    raw = {
        "as_at": None if cover.as_at is None else cover.as_at.isoformat(),
        "reach": {table: reach.to_json() for table, reach in cover.reach.items()},
        "eras": {era: [day.isoformat() for day in days] for era, days in cover.eras.items()},
        "counted_on": counted,
    }
    (folder / FILE).write_text(json.dumps(raw, indent=2), "utf-8")


def read(folder: Path) -> Cover:
    """What is kept beside a ledger; nothing is known of one made before it was."""
    path = folder / FILE
    if not path.exists():
        return Cover()
    raw = json.loads(path.read_text("utf-8"))
    return Cover(
        date.fromisoformat(raw["as_at"]),
        {table: Reach.from_json(reach) for table, reach in raw["reach"].items()},
        {
            era: (date.fromisoformat(first), date.fromisoformat(last))
            for era, (first, last) in raw["eras"].items()
        },
        {what: frozenset(map(date.fromisoformat, days)) for what, days in raw["counted_on"].items()},
    )
