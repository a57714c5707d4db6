"""Placement agreements while they are in force, with the quality of their provider."""

import narwhals as nw

from sherwood.measuring import lives
from sherwood.measuring.places import EVER
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import days_after

GOOD = ("outstanding", "good")


def rows(records: Records) -> Frame:
    agreed = records.table("placement_agreements").filter(
        col("started_on") <= records.as_at,
        col("ended_on").is_null() | (col("ended_on") >= col("started_on")),
    )
    in_force = lives.with_ends(agreed.with_columns(over_on=days_after("ended_on", 1)), records)
    judged = (
        nw.when(col("quality").is_null() | (col("quality") == "not_judged"))
        .then(nw.lit(None))
        .otherwise(nw.when(col("quality").is_in(GOOD)).then(col("started_on")).otherwise(EVER))
    )
    return in_force.select(
        "child", "team", "worker", "quality", "weekly_cost",
        row=col("agreement"), from_on=col("started_on"), until_on=lives.until("over_on"), good_from=judged.cast(nw.Date),
    )  # fmt: skip


agreements_in_force = Population(
    title="Placement agreements in force",
    one="agreement",
    many="agreements",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("from_on", "ended_on", "weekly_cost"),
    reads=("placement_agreements",),
    read_by="month",
    place=65,
)
