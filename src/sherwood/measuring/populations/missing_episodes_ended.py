"""Times a child was missing or away that ended, on the day the child was found or returned, with the days to the interview."""

import narwhals as nw

from sherwood.measuring import rulebook
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import calendar_days, days_after


def rows(records: Records) -> Frame:
    ended = records.table("missing_episodes").filter(
        col("ended_on") <= records.as_at,
        col("started_on").is_null() | (col("ended_on") >= col("started_on")),
    )
    interviewed = nw.when(col("interviewed_on") <= records.as_at).then(col("interviewed_on"))
    limit = rulebook.limit("return interview", "ended_on")
    ended = ended.with_columns(interviewed_on=interviewed, allowed=limit)
    days = nw.when(col("interviewed_on") >= col("ended_on")).then(calendar_days("ended_on", "interviewed_on"))
    to_come = col("interviewed_on").is_null() & (days_after("ended_on", 3) >= records.as_at)
    return ended.select(
        "child", "team", "worker", "kind", "interviewed_on", "interview_offered", "allowed",
        row=col("missing_episode"), on=col("ended_on"), days=days, to_come=to_come,
    )  # fmt: skip


missing_episodes_ended = Population(
    title="Missing episodes ended",
    one="episode",
    many="episodes",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("on", "interviewed_on", "days"),
    reads=("missing_episodes",),
    read_by="month",
    place=75,
)
