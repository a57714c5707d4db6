"""Complaints answered at stage 1, on the day of the answer, with the working days that each was allowed."""

import narwhals as nw

from sherwood.measuring import rulebook
from sherwood.measuring.population import Frame, Population, Records, Shape, col


def allowed(since: str) -> nw.Expr:
    """The limit of stage 1: longer for a complaint that is complex or needs an advocate to be found."""
    is_longer = nw.coalesce(col("longer"), nw.lit(False))
    longer = rulebook.limit("complex complaint stage 1", since)
    return nw.when(is_longer).then(longer).otherwise(rulebook.limit("complaint stage 1", since))


def rows(records: Records) -> Frame:
    answered = records.table("complaints").filter(col("answered_on") <= records.as_at).select(
        "child", "team", "worker", "theme", "outcome", "investigation_asked_on",
        row=col("complaint"), on=col("answered_on"), clock_started_on=col("received_on"), allowed=allowed("received_on"),
    )  # fmt: skip
    return records.with_working_days(answered, "clock_started_on", "on", "working_days")


complaints_answered = Population(
    title="Complaints answered at stage 1",
    one="complaint",
    many="complaints",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("clock_started_on", "on", "working_days", "allowed"),
    reads=("complaints",),
    read_by="month",
    place=80,
)
