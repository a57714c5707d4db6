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

from sherwood.measuring.places import UNITS, with_place
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


def placed(frame: Frame, records: Records, shape: Shape, **more: nw.Expr) -> Frame:
    """Every row with its place in the service on its day, its child's characteristics then, and `more` columns."""
    day, front = DATES[shape][0], ["row", "child", *DATES[shape], "worker", "team"]
    rest = [name for name in frame.collect_schema().names() if name not in front]
    found = with_place(frame.join(records.once(_children), on="child", how="left"), records, day)
    found = found.with_columns(age=_written(col(day)) - _written(col("born_on")))
    age_band = _band(col("age")).alias("age_band")
    return found.select(*front, *UNITS, "sex", "ethnicity", "disabled", age_band, *rest, **more)


def _children(records: Records) -> Frame:
    return records.table("children").select("child", "born_on", "sex", "ethnicity", "disabled")


def _written(date: nw.Expr) -> nw.Expr:
    """8 March 2010 as 20100308: two such numbers are 10,000 apart for each birthday between them."""
    return date.dt.year() * 10_000 + date.dt.month() * 100 + date.dt.day()


def _band(age: nw.Expr) -> nw.Expr:
    """The age bands of the national returns."""
    band = nw.when(~age.is_null()).then(nw.lit("16 and over")).otherwise(nw.lit(None, dtype=nw.String))
    for years, label in ((16, "10 to 15"), (10, "05 to 09"), (5, "01 to 04"), (1, "under 1"), (0, "unborn")):
        band = nw.when(age < years * 10_000).then(nw.lit(label)).otherwise(band)
    return band
