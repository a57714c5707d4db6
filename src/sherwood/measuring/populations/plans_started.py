"""Child protection plans started, and whether the child had one of this council before."""

import narwhals as nw

from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    started = records.table("protection_plans").filter(col("started_on") <= records.as_at)
    earlier = (col("started_on").rank("min").over("child") - 1).cast(nw.Int64)
    return started.select(
        "child", "team", "worker",
        row=col("plan"),
        on=col("started_on"),
        earlier_plans=nw.max_horizontal(earlier, nw.coalesce(col("previous_plans"), nw.lit(0))),
        category=col("initial_category"),
    )  # fmt: skip


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
