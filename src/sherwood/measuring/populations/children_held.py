"""Children held by a worker, from the day of allocation to the day after it ended."""

import narwhals as nw

from sherwood.measuring import lives
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import days_after


def rows(records: Records) -> Frame:
    held = lives.with_ends(records.table("involvements"), records).filter(
        col("started_on") <= records.as_at,
        nw.coalesce(col("role"), nw.lit("allocated worker")) == "allocated worker",
        col("ended_on").is_null() | (col("ended_on") >= col("started_on")),
    )
    return held.select(
        "child",
        "team",
        "worker",
        row=col("involvement"),
        from_on=col("started_on"),
        until_on=nw.min_horizontal(days_after("ended_on", 1), col("died_on")),
    )


children_held = Population(
    title="Children held by workers",
    one="child held",
    many="children held",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("began_on", "ended_on"),
    reads=("involvements",),
)
