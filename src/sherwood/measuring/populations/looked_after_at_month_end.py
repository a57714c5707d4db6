"""Children looked after on the last day of a month, with their placements and reviews of the year up to it.

Where the placements on record do not reach back over the year, those that a source counts for itself on the day stand.
"""

import narwhals as nw

from sherwood.measuring import clocks
from sherwood.measuring.placements import placements
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import calendar_days, month_ends, months_after, year_began


def rows(records: Records) -> Frame:
    children = records.once(_stock)
    counted = children.join(_placements(children, records), on="row", how="left")
    counted = counted.join(_reviews(children, records), on="row", how="left")
    counted = _with_told(counted, records)
    none, known = nw.lit(0), col("year_of_placements_is_known")
    told = nw.when(~known).then(col("placements_told"))
    return counted.select(
        "row", "child", "team", "worker", "on", "period_on", "days_looked_after",
        "year_of_placements_is_known", "year_of_reviews_is_known", "next_review_is_known",
        placements_are_counted=known | col("day_is_told"),
        placements=nw.when(known).then(nw.coalesce(col("placements"), none)).otherwise(told),
        reviews_due=nw.coalesce(col("reviews_due"), none),
        reviews_late=nw.coalesce(col("reviews_late"), none),
    )  # fmt: skip


def _stock(records: Records) -> Frame:
    """Each child looked after on each of the days, but for short breaks; the year up to it began on `year_on`."""
    periods = clocks.care_periods(records).drop("until_on")
    episodes = records.once(clocks.care_episodes).join(periods, on=["child", "period"], how="inner")
    held = (
        month_ends(records)
        .join(episodes, how="cross")
        .filter(col("started_on") <= col("on"), col("until_on").is_null() | (col("until_on") > col("on")))
    )
    stock = held.select(
        "child", "team", "worker", "on", "period_on",
        row=nw.concat_str(col("child"), col("on").cast(nw.String), separator=" on "),
        year_on=year_began("on"),
        days_looked_after=calendar_days("period_on", "on"),
    )  # fmt: skip
    known = records.with_known_from(stock, "placements", "care_reviews", "care_episodes")
    half_a_year_before = months_after("year_on", -6)
    reviewed_since = nw.max_horizontal(col("care_reviews_known_from"), col("period_on"))
    return known.with_columns(
        year_of_placements_is_known=_is_known(col("year_on"), "placements_known_from"),
        year_of_reviews_is_known=_is_known(half_a_year_before, "care_reviews_known_from"),
        next_review_is_known=clocks.reviewed_from_the_start() | (half_a_year_before >= reviewed_since),
    )


def _is_known(since: nw.Expr, known_from: str) -> nw.Expr:
    """Whether everything from a day on is on record, or else the child's whole time in care.

    Of reviews the day is six months before the year: from then on the last review before the year is on record, or
    the next was due before the year began.
    """
    return (since >= col(known_from)) | (col("period_on") >= col(known_from))


def _placements(children: Frame, records: Records) -> Frame:
    """How many placements each child had in the year to the day; the one open on its first day counts."""
    in_year = (
        children.select("row", "child", "on", "year_on")
        .join(placements(records), on="child", how="inner")
        .filter(
            col("started_on") <= col("on"),
            col("ended_on").is_null() | (col("ended_on") > col("year_on")),
        )
    )
    return in_year.group_by("row").agg(placements=nw.len())


def _with_told(children: Frame, records: Records) -> Frame:
    """Each child with how many placements the source itself counts on the day, `placements_told`, and whether it counts
    any child's on that day."""
    told = records.table("source_counts").filter(col("what") == "placements")
    told = told.group_by("child", "counted_on").agg(placements_told=col("number").max())
    told = told.rename({"counted_on": "on"})
    days = told.select("on").unique().with_columns(day_is_told=nw.lit(True))
    with_day = children.join(days, on="on", how="left").join(told, on=["child", "on"], how="left")
    return with_day.with_columns(day_is_told=nw.coalesce(col("day_is_told"), nw.lit(False)))


def _reviews(children: Frame, records: Records) -> Frame:
    """How many reviews fell due in the year to the day, and how many of them were not held by the day they were due.

    One due before the year and not held by its first day is late in the year too, however long ago it fell due.
    """
    still_due = col("held_on").is_null() | (col("held_on") >= col("year_on"))
    in_year = (
        children.select("row", "child", "on", "year_on", "period_on")
        .join(clocks.care_reviews(records), on=["child", "period_on"], how="inner")
        .filter(col("due_on") <= col("on"), (col("due_on") >= col("year_on")) | still_due)
    )
    late = col("held_on").is_null() | (col("held_on") > col("due_on"))
    return in_year.group_by("row").agg(
        reviews_due=nw.len(), reviews_late=late.cast(nw.Int64).sum().cast(nw.Int64)
    )


looked_after_at_month_end = Population(
    title="Children looked after at the end of a month",
    one="child looked after",
    many="children looked after",
    shape=Shape.CENSUS,
    rows=rows,
    clocks=("on", "period_on", "placements", "reviews_due", "reviews_late"),
    reads=("care_episodes",),
    read_by="month",
    place=60,
)
