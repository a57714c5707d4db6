"""Child protection plans ended, with how long they lasted, the last day included.

A plan that nobody closed ended when the child turned 18 or died.
"""

import narwhals as nw

from sherwood.measuring import lives
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import calendar_days


def rows(records: Records) -> Frame:
    plans = lives.with_ends(records.table("protection_plans"), records)
    plans = plans.with_columns(ended_on=lives.until("ended_on"))
    ended = plans.filter(col("ended_on") <= records.as_at)
    lasted = nw.when(col("ended_on") >= col("started_on")).then(calendar_days("started_on", "ended_on") + 1)
    return ended.select(
        "child", "team", "worker", "started_on",
        row=col("plan"), on=col("ended_on"), days=lasted, category=col("latest_category"),
    )  # fmt: skip


plans_ended = Population(
    title="Child protection plans ended",
    one="plan",
    many="plans",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("started_on", "on", "days"),
    reads=("protection_plans",),
    read_by="quarter",
    place=40,
)
