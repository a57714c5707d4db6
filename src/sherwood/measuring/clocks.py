"""When a clock starts, for things that more than one population times."""

import narwhals as nw

from sherwood.measuring import rulebook
from sherwood.measuring.records import Frame, Records, col, days_after, months_after

SHORT_BREAKS = ("V3", "V4")  # agreed series of short-term placements: not looked after for most measures


def assessments(records: Records) -> Frame:
    """Every assessment with `row` and `clock_started_on`.

    An initial or single assessment is timed from its referral; from its own start when no referral is known (new
    information on an open case). A core assessment is timed from its commencement: the end of the initial
    assessment or the strategy discussion, which is its recorded start.
    """
    referrals = records.table("referrals").select("referral", "received_on")
    referrals = referrals.unique(subset="referral", keep="any")
    joined = records.table("assessments").join(referrals, on="referral", how="left")
    from_referral = nw.coalesce(col("received_on"), col("started_on"))
    clock = nw.when(col("kind") == "core").then(col("started_on")).otherwise(from_referral)
    return joined.with_columns(clock_started_on=clock, row=col("assessment"))


def referrals(records: Records) -> Frame:
    """Referrals received, as the census counts them.

    Several on one day for one child are one (the first by identifier). One received while a case of the child is
    known to be open is new information on that case, not a referral.
    """
    days = ["child", "received_on"]
    received = records.table("referrals").filter(col("received_on") <= records.as_at)
    first = received.group_by(*days).agg(referral=col("referral").min())
    firsts = received.join(first, on=[*days, "referral"], how="inner")
    earlier = firsts.select("child", opened_on=col("received_on"), open_until=col("closed_on"))
    on_open_case = (
        firsts.select("referral", "child", "received_on")
        .join(earlier.filter(~col("open_until").is_null()), on="child", how="inner")
        .filter(col("opened_on") < col("received_on"), col("received_on") < col("open_until"))
        .select("referral")
        .unique()
    )
    return firsts.join(on_open_case, on="referral", how="anti")


def care_episodes(records: Records) -> Frame:
    """Episodes of care but for short breaks, each ending no later than the child's next one starts."""
    episodes = records.table("care_episodes").filter(
        col("started_on") <= records.as_at,
        col("legal_status").is_null() | ~col("legal_status").is_in(SHORT_BREAKS),
    )
    following = col("started_on").shift(-1).over("child", order_by=["started_on", "episode"])
    episodes = episodes.with_columns(following_on=following)
    cut = (col("ended_on").is_null() & ~col("following_on").is_null()) | (
        col("ended_on") > col("following_on")
    )
    return episodes.with_columns(until_on=nw.when(cut).then(col("following_on")).otherwise(col("ended_on")))


def care_periods(records: Records) -> Frame:
    """Unbroken stretches of being looked after: `child`, `period_on` (first day), `until_on` (null while it lasts).

    An episode that starts the day the one before it ended goes on with the same period.
    """
    order = ["started_on", "episode"]
    episodes = care_episodes(records).with_columns(
        before_until=col("until_on").shift(1).over("child", order_by=order)
    )
    starts = nw.when(col("before_until") == col("started_on")).then(nw.lit(0)).otherwise(nw.lit(1))
    numbered = episodes.with_columns(starts=starts).with_columns(
        period=col("starts").cum_sum().over("child", order_by=order)
    )
    return (
        numbered.group_by("child", "period")
        .agg(
            period_on=col("started_on").min(),
            until_on=col("until_on").max(),
            lasting=col("until_on").is_null().cast(nw.Int64).max(),
        )
        .with_columns(until_on=nw.when(col("lasting") == 0).then(col("until_on")))
        .drop("lasting")
    )


def care_reviews(records: Records) -> Frame:
    """Each statutory review of a looked-after child that fell due: `child`, `period_on`, `due_on`, `held_on`.

    The first is due by the first-review limit of the day care started, the second three months after the first was
    held, later ones six months after the last. `held_on` is null for the next review, not yet held. For a period
    that began before reviews are on record, the first review on record only starts the clock of the next.
    """
    since = records.first_day("care_reviews", "held_on") or records.as_at
    periods = care_periods(records)
    reviews = (
        records.table("care_reviews")
        .filter(col("held_on") <= records.as_at)
        .select("child", "held_on")
        .unique()
    )
    held = (
        periods.join(reviews, on="child", how="inner")
        .filter(
            col("held_on") >= col("period_on"),
            col("until_on").is_null() | (col("held_on") <= col("until_on")),
        )
        .with_columns(number=nw.lit(1))
        .with_columns(
            number=col("number").cum_sum().over("child", "period_on", order_by="held_on").cast(nw.Int64)
        )
    )
    from_start = periods.select(
        "child", "period_on", "until_on", anchor_on=col("period_on"), number=nw.lit(0).cast(nw.Int64)
    )
    from_review = held.select(
        "child", "period_on", "until_on", anchor_on=col("held_on"), number=col("number")
    )
    anchors = nw.concat([from_start, from_review])
    following = held.select("child", "period_on", "held_on", number=col("number") - 1)
    due = anchors.join(following, on=["child", "period_on", "number"], how="left")
    known = (col("period_on") >= since) | (col("number") > 0)
    return _due(due.filter(known), records, since)


def _due(anchored: Frame, records: Records, since) -> Frame:
    old = rulebook.rows_of("first care review")[0]
    new = rulebook.changes("first care review")[0]
    started_in_view = col("period_on") >= since
    timed = records.with_deadline(anchored, "anchor_on", nw.lit(new.limit), "by_working_days")
    first = (
        nw.when(col("anchor_on") < new.from_on)
        .then(days_after("anchor_on", old.limit))
        .otherwise(col("by_working_days"))
    )
    second = months_after("anchor_on", rulebook.rows_of("second care review")[0].limit)
    later = months_after("anchor_on", rulebook.rows_of("later care review")[0].limit)
    due = (
        nw.when(col("number") == 0)
        .then(first)
        .otherwise(nw.when((col("number") == 1) & started_in_view).then(second).otherwise(later))
    )
    return timed.with_columns(due_on=due).select("child", "period_on", "until_on", "due_on", "held_on")
