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

from sherwood.measuring.records import Frame, Records, calendar_days, col


class Shape(Enum):
    EVENT = "event"
    SPELL = "spell"
    CENSUS = "census"


PLACE = ("worker", "team", "district", "locality", "service")
CHARACTERISTICS = ("sex", "ethnicity", "disabled", "age_band")
DATES = {Shape.EVENT: ("on",), Shape.CENSUS: ("on",), Shape.SPELL: ("from_on", "until_on")}


@dataclass(frozen=True)
class Population:
    """`rows` gives at least `row` (the record's key), `child` and the dates of its shape; `team` and `worker`
    where the source has them; `clock_started_on` where measures have a time limit; and its clocks."""

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
    for name in ("team", "worker", "clock_started_on"):
        if name not in frame.collect_schema().names():
            kind = nw.Date if name == "clock_started_on" else nw.String
            frame = frame.with_columns(nw.lit(None, dtype=kind).alias(name))
    return _with_characteristics(_with_place(frame, records, day), records, day)


def _with_place(frame: Frame, records: Records, day: str) -> Frame:
    """Teams are dated, so a row keeps the place its team had on the row's day."""
    teams = records.table("teams").select("team", "district", "locality", "service", "from_on", "to_on")
    teams = teams.rename({"from_on": "team_from_on", "to_on": "team_to_on"})
    days = frame.filter(~col("team").is_null(), ~col(day).is_null()).select("team", day).unique()
    placings = days.join(teams, on="team", how="inner").filter(
        col("team_from_on").is_null() | (col("team_from_on") <= col(day)),
        col("team_to_on").is_null() | (col("team_to_on") >= col(day)),
    )
    places = placings.group_by("team", day).agg(
        col("district").min(), col("locality").min(), col("service").min()
    )
    return frame.join(places, on=["team", day], how="left")


def _with_characteristics(frame: Frame, records: Records, day: str) -> Frame:
    children = records.table("children").select("child", "born_on", "sex", "ethnicity", "disabled")
    children = children.unique(subset="child", keep="any")
    aged = frame.join(children, on="child", how="left").with_columns(age=_years(col("born_on"), col(day)))
    return aged.with_columns(age_band=_band(col("age"))).drop("born_on", "age")


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


__all__ = [
    "CHARACTERISTICS",
    "PLACE",
    "Frame",
    "Population",
    "Records",
    "Shape",
    "calendar_days",
    "col",
    "placed",
]
