"""Complaints that wait for their answer at stage 1: from the day they were received to the day they are answered."""

from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.populations.complaints_answered import allowed


def rows(records: Records) -> Frame:
    waiting = records.table("complaints").filter(
        col("received_on") <= records.as_at,
        col("answered_on").is_null() | (col("answered_on") >= col("received_on")),
    )
    opened = waiting.select(
        "child", "team", "worker", "theme", "longer",
        row=col("complaint"), clock_started_on=col("received_on"), from_on=col("received_on"), until_on=col("answered_on"),
    )  # fmt: skip
    return records.with_deadline(opened, "clock_started_on", allowed("clock_started_on")).drop("longer")


complaints_open = Population(
    title="Complaints waiting for an answer",
    one="open complaint",
    many="open complaints",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("clock_started_on", "due_on", "ended_on"),
    reads=("complaints",),
    read_by="month",
    place=80,
)
