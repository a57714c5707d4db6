"""Section 47 enquiries while they wait for a conference: from their start to the day it is held.

An enquiry that ended waits on while a conference is called for it and not yet held, and while it was found that one is
needed and none is called. Where nobody said whether one is needed it waits no more. Nobody waits at 18, or after death.

One that began before conferences are on record, and has none there, may have had it: whether it waits is not known.
Where no conference is on record at all there is none to miss, and it waits.
"""

import narwhals as nw

from sherwood.measuring import lives, rulebook
from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    waiting = records.table("section_47_enquiries").filter(
        col("started_on") <= records.as_at,
        ~nw.coalesce(col("conference_not_needed"), nw.lit(False)),
    )
    waiting = waiting.join(_called(records), on="enquiry", how="left")
    waiting = waiting.join(_unlinked(records), on="enquiry", how="left")
    waiting = records.with_known_from(waiting, "conferences")
    goes_on = nw.coalesce(col("called"), ~col("conference_not_needed"), nw.lit(False))
    held = nw.coalesce(col("held_on"), col("unlinked_on"))
    over_on = nw.when(goes_on | ~held.is_null()).then(held).otherwise(col("finished_on"))
    waiting = lives.with_ends(waiting.with_columns(over_on=over_on), records).select(
        "child", "team", "worker",
        row=col("enquiry"),
        clock_started_on=col("started_on"),
        from_on=col("started_on"),
        until_on=lives.until("over_on"),
        is_known=nw.coalesce(col("called"), ~held.is_null() | (col("started_on") >= col("conferences_known_from"))),
    )  # fmt: skip
    limit = rulebook.limit("initial conference", "clock_started_on")
    timed = records.with_deadline(waiting, "clock_started_on", limit)
    return timed.with_columns(overdue_from=nw.when(col("is_known")).then(col("overdue_from"))).drop(
        "is_known"
    )


def _called(records: Records) -> Frame:
    """By enquiry, that a conference was called, and the day it was held."""
    called = records.table("conferences").filter(~col("enquiry").is_null())
    return called.group_by("enquiry").agg(held_on=col("held_on").min()).with_columns(called=nw.lit(True))


def _unlinked(records: Records) -> Frame:
    """By enquiry, the first day since it began on which the child had an initial conference that names no enquiry."""
    conferences = records.table("conferences").filter(col("enquiry").is_null(), col("kind") == "initial")
    enquiries = records.table("section_47_enquiries").select("enquiry", "child", "started_on")
    since = enquiries.join(conferences.select("child", "held_on"), on="child", how="inner")
    since = since.filter(col("held_on") >= col("started_on"))
    return since.group_by("enquiry").agg(unlinked_on=col("held_on").min())


enquiries_awaiting_conference = Population(
    title="Section 47 enquiries without a conference",
    one="enquiry",
    many="enquiries",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("clock_started_on", "due_on", "ended_on"),
    reads=("section_47_enquiries",),
    read_by="month",
    place=30,
)
