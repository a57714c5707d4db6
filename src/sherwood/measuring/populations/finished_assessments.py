"""Assessments that were finished: on the day a manager authorised them."""

from sherwood.measuring import clocks
from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    finished = records.once(clocks.assessments).filter(col("finished_on") <= records.as_at)
    finished = finished.rename({"finished_on": "on"})
    return records.with_working_days(finished, "clock_started_on", "on", "working_days")


finished_assessments = Population(
    title="Assessments finished",
    one="assessment",
    many="assessments",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("clock_started_on", "on", "working_days"),
    reads=("assessments",),
    read_by="week",
    place=10,
)
