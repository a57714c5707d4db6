"""Children while they are looked after, by the episode they are in; short breaks left out."""

from sherwood.measuring import clocks
from sherwood.measuring.population import Frame, Population, Records, Shape, col


def rows(records: Records) -> Frame:
    return records.once(clocks.care_episodes).select(
        "child", "team", "worker", "until_on", "legal_status", row=col("episode"), from_on=col("started_on")
    )


looked_after = Population(
    title="Children looked after",
    one="child looked after",
    many="children looked after",
    shape=Shape.SPELL,
    rows=rows,
    clocks=("began_on", "ended_on"),
    reads=("care_episodes",),
    read_by="month",
    place=50,
)
