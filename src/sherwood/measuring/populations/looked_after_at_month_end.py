"""Children looked after on the last day of a month, with their placements and reviews of the year up to it."""

import narwhals as nw

from sherwood.measuring import clocks
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import calendar_days, year_began


def rows(records: Records) -> Frame:
    children = _looked_after_on_census_days(records)
    children = _with_placements(children, records)
    return _with_reviews(children, records).drop("year_on")


def _looked_after_on_census_days(records: Records) -> Frame:
    periods = clocks.care_periods(records).drop("until_on")
    episodes = records.once(clocks.care_episodes).join(periods, on=["child", "period"], how="inner")
    first = records.first_day("care_episodes", "started_on") or records.as_at
    stock = records.census_days(first).join(
        episodes.select("child", "team", "worker", "started_on", "until_on", "period_on"), how="cross"
    )
    stock = stock.filter(
        col("started_on") <= col("on"), col("until_on").is_null() | (col("until_on") > col("on"))
    )
    return stock.select(
        "child", "team", "worker", "on", "period_on",
        row=nw.concat_str(col("child"), col("on").cast(nw.String), separator=" on "),
        year_on=year_began("on"),
        days_looked_after=calendar_days("period_on", "on"),
    )  # fmt: skip


def _with_placements(children: Frame, records: Records) -> Frame:
    """Placements of the year to the day: those of at least a day, and not a temporary absence.

    The one open on the first day of the year counts.
    """
    placements = records.table("placements").filter(
        col("kind").is_null() | ~col("kind").str.starts_with("T"),
        col("ended_on").is_null() | (col("ended_on") > col("started_on")),
    )
    in_year = (
        children.select("row", "child", "on", "year_on")
        .join(placements.select("child", "started_on", "ended_on"), on="child", how="inner")
        .filter(
            col("started_on") <= col("on"),
            col("ended_on").is_null() | (col("ended_on") > col("year_on")),
        )
    )
    counted = in_year.group_by("row").agg(placements=nw.len())
    return children.join(counted, on="row", how="left").with_columns(
        placements=nw.coalesce(col("placements"), nw.lit(0)),
        year_of_placements_is_known=_year_is_known(records, "placements", "started_on"),
    )


def _with_reviews(children: Frame, records: Records) -> Frame:
    """Reviews that fell due in the year to the day, and those of them not held by the day they were due."""
    in_year = (
        children.select("row", "child", "on", "year_on", "period_on")
        .join(clocks.care_reviews(records), on=["child", "period_on"], how="inner")
        .filter(col("due_on") >= col("year_on"), col("due_on") <= col("on"))
    )
    late = col("held_on").is_null() | (col("held_on") > col("due_on"))
    counted = in_year.group_by("row").agg(reviews_due=nw.len(), reviews_late=late.sum())
    return children.join(counted, on="row", how="left").with_columns(
        reviews_due=nw.coalesce(col("reviews_due"), nw.lit(0)),
        reviews_late=nw.coalesce(col("reviews_late").cast(nw.Int64), nw.lit(0)),
        year_of_reviews_is_known=_year_is_known(records, "care_reviews", "held_on"),
    )


def _year_is_known(records: Records, table: str, column: str) -> nw.Expr:
    """Whether the whole year to the day is on record, and the day before it, or else the child's whole time in care."""
    complete_from = records.first_day(table, column) or records.as_at
    return (col("year_on") > complete_from) | (col("period_on") >= complete_from)


looked_after_at_month_end = Population(
    title="Children looked after at the end of a month",
    one="child looked after",
    many="children looked after",
    shape=Shape.CENSUS,
    rows=rows,
    clocks=("on", "period_on", "placements", "reviews_due", "reviews_late"),
)
