"""A measure is data: its population, who counts, and what "met" means.

`counts` says which rows of the population are in the denominator; `met` which of those are in the numerator. A
row that counts but whose answer cannot be known (a date is missing, or an end is before its start) is neither:
it is counted apart, as unknown.
"""

from dataclasses import dataclass
from enum import Enum

import narwhals as nw

from sherwood.measuring import rulebook
from sherwood.measuring.population import Population, Shape


class Better(Enum):
    """Which way improvement lies. BAND: too low and too high are both adverse. CONTEXT: neither is better."""

    HIGHER = "higher"
    LOWER = "lower"
    BAND = "band"
    CONTEXT = "context"


class Figure(Enum):
    """How numerator and denominator become a value."""

    SHARE = "share"  # met of counted, as a percentage
    RATE = "rate"  # counted per 10,000 children living in the area
    MEAN = "mean"  # counted for each worker who holds any


@dataclass(frozen=True)
class Within:
    """Met when the clock in column `clock` is within the limit of `rule`, as it stood when the clock started."""

    clock: str
    rule: str

    def expression(self, since: str = "clock_started_on") -> nw.Expr:
        return nw.col(self.clock) <= rulebook.limit(self.rule, since)


def within(clock: str, rule: str) -> Within:
    return Within(clock, rule)


@dataclass(frozen=True)
class Measure:
    """One thing that can be counted."""

    title: str
    why: str
    population: Population
    source: str
    better: Better
    met: nw.Expr | Within | None = None  # None: every row that counts is in the numerator
    met_from: nw.Expr | None = None  # for a spell: the day from which it is met
    counts: nw.Expr | None = None  # None: every row of the population counts
    code: str = ""
    companion: str = ""  # the key of the measure always shown beside it
    figure: Figure = Figure.SHARE
    value: str = ""  # the column shown beside each row; of `within`, its clock
    unit: str = ""  # of that column
    notes: tuple[str, ...] = ()
    band: tuple[float, float] | None = None  # for BAND: the lowest and highest share that is not adverse
    matures_after: int = 0  # days after a period's end during which open work can still change its figure
    numerator: str = ""  # in words
    denominator: str = ""
    reads: tuple[str, ...] = ()  # the record tables it needs beside those of its population
    looks_back: int = (
        0  # how many months before the period or the day it needs them (or its population's) whole
    )
    may_lack: tuple[
        str, ...
    ] = ()  # of what it reads, what no source need have: then there is none to look for
    era: str = ""  # the definition in the rulebook without which there is nothing to count
    place: int = 0  # where it stands among others, when not where its population does
    counted_by_the_source: str = ""  # what a source may count for itself where its rows do not reach
    key: str = ""  # its name on the shelf, which the shelf tells it

    def __post_init__(self) -> None:
        if (self.met_from is not None) and self.population.shape is not Shape.SPELL:
            raise TypeError(f"{self.title}: only a measure of spells has `met_from`")
        if (self.better is Better.BAND) != (self.band is not None):
            raise TypeError(f"{self.title}: `better=BAND` and `band` go together")

    @property
    def rule(self) -> str:
        return self.met.rule if isinstance(self.met, Within) else ""

    @property
    def row_value(self) -> str:
        return self.value or (self.met.clock if isinstance(self.met, Within) else "")

    @property
    def row_unit(self) -> str:
        if self.unit or not self.rule:
            return self.unit
        return rulebook.rows_of(self.rule)[-1].unit

    def columns(self) -> dict[str, nw.Expr]:
        """The columns of the ledger that hold this measure: see `ledger`."""
        if self.population.shape is Shape.SPELL:
            made = {self.key: self._spell()}
            if self.met_from is not None:  # no day from which it is met: no start is known, or no limit
                made[f"{self.key}__unknown"] = self._only_counted(self.met_from.is_null())
            return made
        answer = self._answer("clock_started_on")
        made = {self.key: self._only_counted(answer)}
        if isinstance(self.met, Within):
            made[f"{self.key}__unknown"] = self._only_counted(answer.is_null())
            if rulebook.changes(self.met.rule):
                later = self._answer("on")
                limits = [rulebook.limit(self.met.rule, since) for since in ("clock_started_on", "on")]
                made[f"{self.key}__later_rule"] = nw.when(limits[0] != limits[1]).then(
                    self._only_counted(later)
                )
        elif self.met is not None:
            made[f"{self.key}__unknown"] = self._only_counted(answer.is_null())
        return made

    def _answer(self, since: str) -> nw.Expr:
        if self.met is None:
            return nw.lit(True)
        return self.met.expression(since) if isinstance(self.met, Within) else self.met

    def _only_counted(self, answer: nw.Expr) -> nw.Expr:
        return answer if self.counts is None else nw.when(self.counts).then(answer)

    def _spell(self) -> nw.Expr:
        return self._only_counted(nw.col("from_on") if self.met_from is None else self.met_from)


def measure(**fields) -> Measure:
    """Make a measure; see `Measure` for the fields. `better` may be given as its word."""
    return Measure(**fields | {"better": Better(fields["better"])})
