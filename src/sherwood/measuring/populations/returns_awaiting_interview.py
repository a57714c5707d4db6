"""Children back from a time missing or away, while they wait for their return interview.

The wait ends with the interview, where the child would not have one, at 18 or with death.
"""

import narwhals as nw

from sherwood.measuring import lives, rulebook
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import days_after


def rows(records: Records) -> Frame:
    back = records.table("missing_episodes").filter(
        col("ended_on") <= records.as_at,
        nw.coalesce(col("interview_accepted"), nw.lit(True)),
        col("interviewed_on").is_null() | (col("interviewed_on") >= col("ended_on")),
    )
    anything_said = ~(
        col("interview_offered").is_null()
        & col("interview_accepted").is_null()
        & col("interviewed_on").is_null()
    )
    has_limit = anything_said & ~rulebook.limit("return interview", "ended_on").is_null()
    waiting = lives.with_ends(back, records).select(
        "child", "team", "worker",
        row=col("missing_episode"), clock_started_on=col("ended_on"), from_on=col("ended_on"),
        until_on=lives.until("interviewed_on"), overdue_from=nw.when(has_limit).then(days_after("ended_on", DAYS + 1)),
    )  # fmt: skip
    return waiting.with_columns(due_on=days_after("clock_started_on", DAYS))


DAYS = rulebook.rows_of("return interview")[-1].limit

returns_awaiting_interview = Population(
    title="Returned children without an interview",
    one="returned child",
    many="returned children",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("clock_started_on", "due_on", "ended_on"),
    reads=("missing_episodes",),
    read_by="month",
    place=75,
)
