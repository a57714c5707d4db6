"""Children looked after on the last day of a month, with their placements and reviews of the year up to it."""

import narwhals as nw

from sherwood.measuring import clocks
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import calendar_days, days_after, months_after


def rows(records: Records) -> Frame:
    children = _looked_after_on_census_days(records)
    children = _with_placements(children, records)
    children = _with_reviews(children, records)
    return children.select(
        "row", "child", "team", "worker", "on", "period_on", "days_looked_after",
        "year_of_placements_is_known", "placements", "year_of_reviews_is_known", "reviews_due", "reviews_late",
    )  # fmt: skip


def _looked_after_on_census_days(records: Records) -> Frame:
    first = records.first_day("care_episodes", "started_on") or records.as_at
    episodes = clocks.care_episodes(records).select(
        "child", "team", "worker", from_on=col("started_on"), until_on=col("until_on")
    )
    stock = records.census_days(first).join(episodes, how="cross").filter(_holds("from_on"))
    stock = stock.unique(subset=["child", "on"], keep="any").drop("until_on")
    periods = clocks.care_periods(records)
    stock = stock.join(periods, on="child", how="inner").filter(_holds("period_on"))
    return stock.with_columns(
        row=nw.concat_str(col("child"), col("on").cast(nw.String), separator=" on "),
        year_on=months_after("on", -12),
        days_looked_after=calendar_days("period_on", "on"),
    ).drop("until_on")


def _holds(first: str) -> nw.Expr:
    return (col(first) <= col("on")) & (col("until_on").is_null() | (col("until_on") > col("on")))


def _with_placements(children: Frame, records: Records) -> Frame:
    """Placements of the year to the day: those of at least a day, and not a temporary absence.

    The one open on the first day of the year counts.
    """
    complete_from = records.first_day("placements", "started_on") or records.as_at
    placements = (
        records.table("placements")
        .filter(
            col("kind").is_null() | ~col("kind").str.starts_with("T"),
            col("ended_on").is_null() | (col("ended_on") > col("started_on")),
        )
        .select("child", placed_on=col("started_on"), left_on=col("ended_on"))
    )
    in_year = (
        children.select("child", "on", "year_on")
        .join(placements, on="child", how="inner")
        .filter(
            col("placed_on") <= col("on"),
            col("left_on").is_null() | (col("left_on") > days_after("year_on", 1)),
        )
    )
    counted = in_year.group_by("child", "on").agg(placements=nw.len())
    return children.join(counted, on=["child", "on"], how="left").with_columns(
        placements=nw.coalesce(col("placements"), nw.lit(0)),
        year_of_placements_is_known=(col("year_on") >= complete_from) | (col("period_on") >= complete_from),
    )


def _with_reviews(children: Frame, records: Records) -> Frame:
    """Reviews that fell due in the year to the day, and those of them not held by the day they were due."""
    complete_from = records.first_day("care_reviews", "held_on") or records.as_at
    reviews = clocks.care_reviews(records).select("child", "period_on", "due_on", "held_on")
    in_year = (
        children.select("child", "on", "year_on", "period_on")
        .join(reviews, on=["child", "period_on"], how="inner")
        .filter(col("due_on") > col("year_on"), col("due_on") <= col("on"))
    )
    late = (
        nw.when(col("held_on").is_null() | (col("held_on") > col("due_on")))
        .then(nw.lit(1))
        .otherwise(nw.lit(0))
    )
    counted = (
        in_year.with_columns(late=late)
        .group_by("child", "on")
        .agg(reviews_due=nw.len(), reviews_late=col("late").sum())
    )
    return children.join(counted, on=["child", "on"], how="left").with_columns(
        reviews_due=nw.coalesce(col("reviews_due"), nw.lit(0)),
        reviews_late=nw.coalesce(col("reviews_late").cast(nw.Int64), nw.lit(0)),
        year_of_reviews_is_known=(col("year_on") >= complete_from) | (col("period_on") >= complete_from),
    )


looked_after_at_month_end = Population(
    title="Children looked after at the end of a month",
    one="child looked after",
    many="children looked after",
    shape=Shape.CENSUS,
    rows=rows,
    clocks=("on", "period_on", "placements", "reviews_due", "reviews_late"),
)
