"""Referrals received, with the child's referral before, and whether an initial assessment followed."""

import narwhals as nw

from sherwood.measuring import clocks
from sherwood.measuring.population import Frame, Population, Records, Shape, col
from sherwood.measuring.records import calendar_days, months_after


def rows(records: Records) -> Frame:
    a_year_before = months_after("on", -12)
    about = records.table("referrals").select("referral", "team", "worker", "source")
    days = clocks.referral_days(records).join(about, on="referral", how="inner")
    received = days.select(
        "child", "team", "worker", "source",
        row=col("referral"),
        on=col("received_on"),
        led_to_initial_assessment=nw.coalesce(col("assessments") > 0, nw.lit(False)),
        before_on=col("received_on").shift(1).over("child", order_by="received_on"),
    )  # fmt: skip
    return (
        records.with_known_from(received, "referrals")
        .with_columns(
            year_before_is_known=a_year_before >= col("referrals_known_from"),
            within_12_months=nw.coalesce(col("before_on") >= a_year_before, nw.lit(False)),
            days_since_referral_before=calendar_days("before_on", "on"),
        )
        .drop("referrals_known_from")
    )


referrals_received = Population(
    title="Referrals received",
    one="referral",
    many="referrals",
    shape=Shape.EVENT,
    rows=rows,
    clocks=("on", "before_on", "days_since_referral_before"),
    reads=("referrals",),
    read_by="week",
    place=20,
)
