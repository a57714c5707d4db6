"""Children held by a worker, from the day of allocation to the day after it ended, or to the child's death.

A worker whom the source does not say to be registered as a social worker, or not, is taken for one.
"""

import narwhals as nw

from sherwood.measuring import lives
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import days_after


def rows(records: Records) -> Frame:
    involved = records.table("involvements").join(_workers(records), on="worker", how="left")
    held = lives.with_ends(involved, records).filter(
        col("started_on") <= records.as_at,
        nw.coalesce(col("role"), nw.lit("allocated worker")) == "allocated worker",
        col("ended_on").is_null() | (col("ended_on") >= col("started_on")),
    )
    return held.select(
        "child",
        "team",
        "worker",
        "full_time_equivalent",
        is_social_worker=nw.coalesce(col("qualified"), nw.lit(True)),
        row=col("involvement"),
        from_on=col("started_on"),
        until_on=nw.min_horizontal(days_after("ended_on", 1), col("died_on")),
    )


def _workers(records: Records) -> Frame:
    """No part of full time is no answer."""
    part = nw.when(col("full_time_equivalent") > 0).then(col("full_time_equivalent"))
    return records.table("workers").select("worker", "qualified", full_time_equivalent=part)


children_held = Population(
    title="Children held by workers",
    one="child held",
    many="children held",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("began_on", "ended_on"),
    reads=("involvements",),
    read_by="week",
    place=70,
)
