"""A population: the set of things that measures count, one row each, with its place in the service and its clocks.

Three kinds:

- an *event* happens on a day (`on`): an assessment finished, a referral received;
- a *spell* lasts from `from_on` to the day before `until_on` (null while it lasts): open work, a child held. It is
  counted on a day by overlap;
- a *census* looks at a stock on the last day of each month (`on`), for measures that look back over a year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import narwhals as nw

from sherwood.measuring.places import with_place
from sherwood.measuring.records import Frame, Records, col


class Shape(Enum):
    EVENT = "event"
    SPELL = "spell"
    CENSUS = "census"


PLACE = ("worker", "team", "district", "locality", "service")
CHARACTERISTICS = ("sex", "ethnicity", "disabled", "age_band")
DATES = {Shape.EVENT: ("on",), Shape.CENSUS: ("on",), Shape.SPELL: ("from_on", "until_on")}


@dataclass(frozen=True)
class Population:
    """`rows` gives at least `row` (the record's key), `child`, `team`, `worker` and the dates of its shape;
    `clock_started_on` where measures have a time limit; and its clocks. The fewer columns it carries the faster."""

    title: str
    one: str  # what one row is, in the singular
    many: str
    shape: Shape
    rows: Callable[[Records], Frame]
    clocks: tuple[str, ...] = ()  # the columns a reader is shown beside each row

    @property
    def dates(self) -> tuple[str, ...]:
        return DATES[self.shape]

    @property
    def sorted_by(self) -> str:
        return self.dates[0]


def placed(frame: Frame, records: Records, shape: Shape) -> Frame:
    """Add each row's place in the service on its day and the child's characteristics; keep every row."""
    day = DATES[shape][0]
    return _with_characteristics(with_place(frame, records, day), records, day)


def _with_characteristics(frame: Frame, records: Records, day: str) -> Frame:
    given = frame.collect_schema().names()
    children = records.table("children").select("child", "born_on", "sex", "ethnicity", "disabled")
    aged = frame.join(children, on="child", how="left").with_columns(age=_years(col("born_on"), col(day)))
    return aged.select(*given, "sex", "ethnicity", "disabled", age_band=_band(col("age")))


def _years(born: nw.Expr, day: nw.Expr) -> nw.Expr:
    """Age at last birthday; -1 for a child not yet born."""
    before = (day.dt.month() < born.dt.month()) | (
        (day.dt.month() == born.dt.month()) & (day.dt.day() < born.dt.day())
    )
    return day.dt.year() - born.dt.year() - nw.when(before).then(nw.lit(1)).otherwise(nw.lit(0))


def _band(age: nw.Expr) -> nw.Expr:
    """The age bands of the national returns."""
    expression = nw.when(age >= 16).then(nw.lit("16 and over")).otherwise(nw.lit(None, dtype=nw.String))
    for first, last, label in (
        (10, 15, "10 to 15"),
        (5, 9, "05 to 09"),
        (1, 4, "01 to 04"),
        (0, 0, "under 1"),
    ):
        expression = nw.when((age >= first) & (age <= last)).then(nw.lit(label)).otherwise(expression)
    return nw.when(age < 0).then(nw.lit("unborn")).otherwise(expression)
