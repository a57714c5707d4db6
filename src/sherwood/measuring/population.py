"""A population: the set of things that measures count, one row each, with its place in the service and its clocks.

Three kinds:

- an *event* happens on a day (`on`): an assessment finished, a referral received;
- a *spell* lasts from `from_on` to the day before `until_on` (null while it lasts): open work, a child held. It is
  counted on a day by overlap. In the ledger it is cut wherever the child's age band or the team's place changes, so
  that each piece has one state and a stock is split as on the day counted; `began_on` and `ended_on` are the whole's;
- a *census* looks at a stock on the last day of each month (`on`), for measures that look back over a year.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

import narwhals as nw

from sherwood.measuring.places import ALWAYS, EVER, UNITS, cut_by_place, with_place
from sherwood.measuring.records import Frame, Records, birthday, col


class Shape(Enum):
    EVENT = "event"
    SPELL = "spell"
    CENSUS = "census"


PLACE = ("worker", "team", "district", "locality", "service")
CHARACTERISTICS = ("sex", "ethnicity", "disabled", "age_band")
AGE_BANDS = {  # of the national returns: the first birthday that is no longer in it
    "unborn": 0,
    "under 1": 1,
    "01 to 04": 5,
    "05 to 09": 10,
    "10 to 15": 16,
    "16 and over": None,
}
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
    reads: tuple[str, ...] = ()  # the record tables without which its rows are not known
    read_by: str = "month"  # the interval by which its figures are read: week, month or quarter
    place: int = 50  # where it stands when measures are listed as a service is gone through, front door first

    @property
    def dates(self) -> tuple[str, ...]:
        return DATES[self.shape]

    @property
    def sorted_by(self) -> str:
        return self.dates[0]

    @property
    def listed_by(self) -> str:
        """The day by which a list of its rows is sorted: of a spell, the day on which the whole of it began."""
        return "began_on" if self.shape is Shape.SPELL else self.sorted_by


def placed(frame: Frame, records: Records, shape: Shape, **more: nw.Expr) -> Frame:
    """Every row with its place in the service and its child's characteristics on its day, and `more` columns; a spell
    once for each state that it went through."""
    if shape is Shape.SPELL:
        front, found = [*DATES[shape], "began_on", "ended_on"], _cut(frame, records)
    else:
        front, found = [*DATES[shape]], _on_the_day(frame, records, DATES[shape][0])
    front = ["row", "child", *front, "worker", "team"]
    rest = [name for name in frame.collect_schema().names() if name not in front]
    return found.select(*front, *UNITS, "sex", "ethnicity", "disabled", "age_band", *rest, **more)


def _on_the_day(frame: Frame, records: Records, day: str) -> Frame:
    found = with_place(frame.join(records.once(_children), on="child", how="left"), records, day)
    return found.with_columns(age_band=_band(_written(col(day)) - _written(col("born_on"))))


def _cut(frame: Frame, records: Records) -> Frame:
    """Each spell in pieces, end to end: one for each age band of its child and each place of its team within it.

    Up to the day of the records: an end that lies after it, such as an 18th birthday, is none yet.
    """
    began = nw.when(col("from_on") > ALWAYS).then(col("from_on"))
    ended = nw.when(col("until_on") <= records.as_at).then(col("until_on"))
    whole = frame.with_columns(began_on=began, ended_on=ended, until_on=nw.coalesce(ended, EVER))
    aged = whole.join(records.once(_ages), on="child", how="left").filter(
        col("band_from").is_null()
        | ((col("band_from") < col("until_on")) & (col("band_until") > col("from_on")))
    )
    pieces = aged.with_columns(
        from_on=nw.max_horizontal(col("from_on"), col("band_from")),
        until_on=nw.min_horizontal(col("until_on"), col("band_until")),
    )
    ended_by_then = nw.when(col("until_on") <= records.as_at).then(col("until_on"))
    begun = cut_by_place(pieces, records).filter(col("from_on") <= records.as_at)
    return begun.with_columns(until_on=ended_by_then)


def _children(records: Records) -> Frame:
    """Nobody's sex is “not known” twice: its code for that is no value."""
    sex = nw.when(col("sex") != "U").then(col("sex"))
    return records.table("children").select("child", "born_on", "ethnicity", "disabled", sex=sex)


def _ages(records: Records) -> Frame:
    """Each child once for each age band, with the days on which it is in that; once for ever when no birth is known."""
    children = records.once(_children)
    bands, begins = [children.filter(col("born_on").is_null()).select(
        "child", "sex", "ethnicity", "disabled",
        age_band=nw.lit(None, dtype=nw.String), band_from=ALWAYS, band_until=EVER,
    )], ALWAYS  # fmt: skip
    for band, years in AGE_BANDS.items():
        ends = EVER if years is None else birthday("born_on", years)
        bands.append(children.filter(~col("born_on").is_null()).select(
            "child", "sex", "ethnicity", "disabled",
            age_band=nw.lit(band), band_from=begins, band_until=ends,
        ))  # fmt: skip
        begins = ends
    return nw.concat(bands)


def _written(date: nw.Expr) -> nw.Expr:
    """8 March 2010 as 20100308: two such numbers are 10,000 apart for each birthday between them."""
    return date.dt.year() * 10_000 + date.dt.month() * 100 + date.dt.day()


def _band(age: nw.Expr) -> nw.Expr:
    band = nw.lit(None, dtype=nw.String)
    for label, years in reversed(AGE_BANDS.items()):
        is_in = ~age.is_null() if years is None else age < years * 10_000
        band = nw.when(is_in).then(nw.lit(label)).otherwise(band)
    return band
