"""Referrals received, with the child's referral before, and whether an initial assessment followed."""

import narwhals as nw

from sherwood.measuring import clocks
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import calendar_days, months_after


def rows(records: Records) -> Frame:
    received = (
        clocks.referrals(records)
        .join(_assessed(records), on=["child", "received_on"], how="left")
        .with_columns(
            nw.coalesce(col("led_to_initial_assessment"), nw.lit(False)),
            before_on=col("received_on").shift(1).over("child", order_by="received_on"),
            row=col("referral"),
            on=col("received_on"),
        )
    )
    complete_from = records.first_day("referrals", "received_on") or records.as_at
    a_year_before = months_after("on", -12)
    return received.with_columns(
        year_before_is_known=a_year_before >= complete_from,
        within_12_months=nw.coalesce(col("before_on") >= a_year_before, nw.lit(False)),
        days_since_referral_before=calendar_days("before_on", "on"),
    ).select(
        "row", "child", "team", "worker", "source", "on", "led_to_initial_assessment", "before_on",
        "year_before_is_known", "within_12_months", "days_since_referral_before",
    )  # fmt: skip


def _assessed(records: Records) -> Frame:
    """Children and days with a referral that led to an initial assessment, whichever of the day's referrals it was."""
    assessed = records.table("assessments").filter(col("kind") == "initial").select("referral").unique()
    days = (
        records.table("referrals").join(assessed, on="referral", how="inner").select("child", "received_on")
    )
    return days.unique().with_columns(led_to_initial_assessment=nw.lit(True))


referrals_received = Population(
    title="Referrals received",
    one="referral",
    many="referrals",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("on", "before_on", "days_since_referral_before"),
)
