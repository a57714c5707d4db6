"""Child protection plans started, and whether the child had one of this council before."""

import narwhals as nw

from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    started = records.table("protection_plans").filter(col("started_on") <= records.as_at)
    number = col("started_on").rank("min").over("child")
    return (
        started.with_columns(row=col("plan"), on=col("started_on"), earlier=number - 1)
        .with_columns(
            earlier_plans=nw.max_horizontal(
                col("earlier").cast(nw.Int64), nw.coalesce(col("previous_plans"), nw.lit(0))
            )
        )
        .select("row", "child", "team", "worker", "on", "earlier_plans", category=col("initial_category"))
    )


plans_started = Population(
    title="Child protection plans started",
    one="plan",
    many="plans",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("on", "earlier_plans"),
)
