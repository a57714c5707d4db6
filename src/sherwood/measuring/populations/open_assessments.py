"""Assessments while they are open: from the day their clock started to the day before they were finished, or the child
turned 18 or died.

One whose clock cannot be told is open from its own start, else on every day, as unknown.
"""

import narwhals as nw

from sherwood.measuring import clocks, lives, rulebook
from sherwood.measuring.places import ALWAYS
from sherwood.measuring.population import Frame, Population, Records, Shape, col

KINDS = ("initial", "core", "single")


def rows(records: Records) -> Frame:
    started = (col("clock_started_on") <= records.as_at) & (
        col("finished_on").is_null() | (col("finished_on") >= col("clock_started_on"))
    )
    without_start = col("clock_started_on").is_null() & (
        col("finished_on").is_null() | (col("finished_on") >= col("started_on"))
    )
    known = lives.with_ends(records.once(clocks.assessments), records).filter(started | without_start)
    limit = nw.lit(None, dtype=nw.Int64)
    for kind in KINDS:
        its_limit = rulebook.limit(f"{kind} assessment", "clock_started_on")
        limit = nw.when(col("kind") == kind).then(its_limit).otherwise(limit)
    opened = known.select(
        "row", "child", "kind", "team", "worker", "clock_started_on",
        from_on=nw.coalesce(col("clock_started_on"), col("started_on"), ALWAYS), until_on=lives.until("finished_on"),
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
    read_by="week",
    place=10,
)
