"""Section 47 enquiries while they wait for a conference: from their start to the day it is held.

An enquiry that ended waits on while a conference is called for it and not yet held; it waits no more when none was.
"""

import narwhals as nw

from sherwood.measuring import rulebook
from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    called = records.table("conferences").filter(~col("enquiry").is_null())
    called = called.group_by("enquiry").agg(held_on=col("held_on").min()).with_columns(called=nw.lit(True))
    waiting = records.table("section_47_enquiries").filter(
        col("started_on") <= records.as_at,
        ~nw.coalesce(col("conference_not_needed"), nw.lit(False)),
    )
    waiting = waiting.select("enquiry", "child", "team", "worker", "started_on", "finished_on")
    waiting = waiting.join(called, on="enquiry", how="left").select(
        "child", "team", "worker",
        row=col("enquiry"),
        clock_started_on=col("started_on"),
        from_on=col("started_on"),
        until_on=nw.when(~col("called").is_null()).then(col("held_on")).otherwise(col("finished_on")),
    )  # fmt: skip
    limit = rulebook.limit("initial conference", "clock_started_on")
    return records.with_deadline(waiting, "clock_started_on", limit)


enquiries_awaiting_conference = Population(
    title="Section 47 enquiries without a conference",
    one="enquiry",
    many="enquiries",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("clock_started_on", "due_on", "ended_on"),
    reads=("section_47_enquiries",),
)
