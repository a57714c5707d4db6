"""Child protection plans started, and whether the child had one of this council before.

Earlier plans are known where plans are on record for the whole of the child's life, or where the source counts them
itself. Else a plan with none on record before it may still not be the first.
"""

import narwhals as nw

from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import months_after

UNBORN = 9  # months before birth, in which a plan can begin
CHILDHOOD = 12 * 18  # months


def rows(records: Records) -> Frame:
    started = records.table("protection_plans").filter(col("started_on") <= records.as_at)
    earlier = (col("started_on").rank("min").over("child") - 1).cast(nw.Int64)
    started = started.with_columns(earlier=earlier).join(_lives(records), on="child", how="left")
    started = records.with_known_from(started, "protection_plans")
    lived_from = nw.coalesce(col("lived_from"), months_after("started_on", -CHILDHOOD - UNBORN))
    is_known = (
        (col("earlier") > 0)
        | ~col("previous_plans").is_null()
        | (lived_from >= col("protection_plans_known_from"))
    )
    told = nw.coalesce(col("previous_plans"), nw.lit(0))
    return started.select(
        "child", "team", "worker",
        row=col("plan"),
        on=col("started_on"),
        earlier_plans=nw.when(is_known).then(nw.max_horizontal(col("earlier"), told)),
        category=col("initial_category"),
    )  # fmt: skip


def _lives(records: Records) -> Frame:
    """Each child with the first day on which a plan for it can have begun; null where no birth is known."""
    return records.table("children").select("child", lived_from=months_after("born_on", -UNBORN))


plans_started = Population(
    title="Child protection plans started",
    one="plan",
    many="plans",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("on", "earlier_plans"),
    reads=("protection_plans",),
    read_by="month",
    place=41,
)
