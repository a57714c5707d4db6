"""Assessments that were finished: on the day a manager authorised them."""

from sherwood.measuring import clocks
from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    timed = clocks.assessments(records).filter(col("finished_on") <= records.as_at)
    timed = records.with_working_days(timed, "clock_started_on", "finished_on", "working_days")
    return timed.rename({"finished_on": "on"}).select(
        "row", "child", "kind", "team", "worker", "clock_started_on", "on", "working_days", "seen"
    )


finished_assessments = Population(
    title="Assessments finished",
    one="assessment",
    many="assessments",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("clock_started_on", "on", "working_days"),
)
