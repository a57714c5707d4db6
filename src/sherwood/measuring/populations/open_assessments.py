"""Assessments while they are open: from the day their clock started to the day before they were finished."""

import narwhals as nw

from sherwood.measuring import clocks, rulebook
from sherwood.measuring.population import Frame, Population, Records, Shape, col

KINDS = ("initial", "core", "single")


def rows(records: Records) -> Frame:
    known = records.once(clocks.assessments).filter(
        col("clock_started_on") <= records.as_at,
        col("finished_on").is_null() | (col("finished_on") >= col("clock_started_on")),
    )
    limit = nw.lit(None, dtype=nw.Int64)
    for kind in KINDS:
        its_limit = rulebook.limit(f"{kind} assessment", "clock_started_on")
        limit = nw.when(col("kind") == kind).then(its_limit).otherwise(limit)
    opened = known.select(
        "row", "child", "kind", "team", "worker", "clock_started_on",
        from_on=col("clock_started_on"), until_on=col("finished_on"),
    )  # fmt: skip
    return records.with_deadline(opened, "clock_started_on", limit)


open_assessments = Population(
    title="Assessments open",
    one="open assessment",
    many="open assessments",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("clock_started_on", "due_on", "ended_on"),
    reads=("assessments",),
)
