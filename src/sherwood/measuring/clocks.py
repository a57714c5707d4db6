"""When a clock starts, for things that more than one population times."""

import narwhals as nw

from sherwood.kit.working_days import add_months
from sherwood.measuring import lives, rulebook
from sherwood.measuring.records import Frame, Records, col, days_after, months_after

SHORT_BREAKS = ("V3", "V4")  # agreed series of short-term placements: not looked after for most measures


def assessments(records: Records) -> Frame:
    """Every assessment with `row` and `clock_started_on`.

    An initial or single assessment is timed from its referral; from its own start when it names none (new information
    on an open case), or where no referrals are on record at all. The day of a referral that is not among those on
    record is not known. A core assessment is timed from its commencement: the end of the initial assessment or the
    strategy discussion, which is its recorded start.
    """
    referrals = records.table("referrals").select("referral", "received_on")
    on_record = referrals.select(referrals_on_record=nw.len())
    joined = (
        records.table("assessments").join(referrals, on="referral", how="left").join(on_record, how="cross")
    )
    names_none = col("referral").is_null() | (col("referrals_on_record") == 0)
    own_start = nw.when((col("kind") == "core") | names_none).then(col("started_on"))
    clock = (
        nw.when(col("kind") == "core").then(own_start).otherwise(nw.coalesce(col("received_on"), own_start))
    )
    return joined.select(
        "child",
        "kind",
        "team",
        "worker",
        "started_on",
        "finished_on",
        "seen",
        row=col("assessment"),
        clock_started_on=clock,
    )


def referral_days(records: Records) -> Frame:
    """Days on which a child was referred, as the census counts referrals: `child`, `received_on`, `referral`.

    Several on one day for one child are one (the first by identifier), and led to an initial assessment when any
    of them did. One received while a case of the child is known to be open is new information on that case.
    """
    assessed = records.table("assessments").filter(col("kind") == "initial")
    assessed = assessed.group_by("referral").agg(assessments=nw.len())
    received = records.table("referrals").filter(col("received_on") <= records.as_at)
    days = (
        received.select("referral", "child", "received_on")
        .join(assessed, on="referral", how="left")
        .group_by("child", "received_on")
        .agg(referral=col("referral").min(), assessments=col("assessments").sum())
    )
    return days.join(_on_open_case(records), on=["child", "received_on"], how="anti")


def _on_open_case(records: Records) -> Frame:
    """Children and days on which a case opened by an earlier referral is known to have been open.

    A case that nobody closed is open, where the table keeps closings; one that ended with no further action never was.
    """
    days = records.table("referrals").select("child", "received_on")
    opened = records.table("referrals").join(_closings(records), how="cross")
    never_closed = col("closed_on").is_null() & col("are_kept") & _opens_a_case()
    opened = opened.filter(~col("closed_on").is_null() | never_closed)
    opened = opened.select("child", "closed_on", opened_on=col("received_on"))
    still_open = col("closed_on").is_null() | (col("received_on") < col("closed_on"))
    return (
        days.join(opened, on="child", how="inner")
        .filter(col("opened_on") < col("received_on"), still_open)
        .select("child", "received_on")
    )


def _opens_a_case() -> nw.Expr:
    return ~nw.coalesce(col("no_further_action"), nw.lit(False))


def _closings(records: Records) -> Frame:
    """One row: whether closings `are_kept`: most cases opened more than a year ago have one, or where there are none so
    old, any has."""
    old = (col("received_on") < add_months(records.as_at, -12)).cast(nw.Int64)
    has_closing = (~col("closed_on").is_null()).cast(nw.Int64)
    counted = (
        records.table("referrals")
        .filter(_opens_a_case())
        .select(old=old.sum(), old_closed=(old * has_closing).sum(), closed=has_closing.sum())
    )
    most = nw.when(col("old") > 0).then(col("old_closed") * 2 >= col("old")).otherwise(col("closed") > 0)
    return counted.select(are_kept=nw.coalesce(most, nw.lit(False)))


def care_episodes(records: Records) -> Frame:
    """Episodes of care but for short breaks, each ending no later than the child's next one starts, and the unbroken
    `period` of care each belongs to: one that starts the day the one before it ended goes on with the same period.

    Care ends at the 18th birthday and at death, and is not known past the last return that has an episode which a later
    one has no more.
    """
    episodes = lives.with_ends(records.table("care_episodes"), records).filter(
        col("started_on") <= records.as_at,
        col("legal_status").is_null() | ~col("legal_status").is_in(SHORT_BREAKS),
        lives.begins_in_childhood("started_on"),
    )
    order = ["started_on", "episode"]
    following = col("started_on").shift(-1).over("child", order_by=order)
    unseen_on = nw.when(following.is_null()).then(days_after("known_to_on", 1))
    episodes = episodes.with_columns(unseen_on=unseen_on).select(
        "episode", "child", "team", "worker", "started_on", "legal_status",
        until_on=nw.min_horizontal(lives.until("ended_on", "unseen_on"), following),
    )  # fmt: skip
    goes_on = nw.coalesce(
        col("until_on").shift(1).over("child", order_by=order) == col("started_on"), nw.lit(False)
    )
    numbered = episodes.with_columns(starts=nw.when(goes_on).then(nw.lit(0)).otherwise(nw.lit(1)))
    number = col("starts").cum_sum().over("child", order_by=order)
    return numbered.with_columns(period=number.cast(nw.Int64)).drop("starts")


def care_periods(records: Records) -> Frame:
    """Unbroken periods of care: `child`, `period`, `period_on` (first day), `until_on` (null while it lasts)."""
    periods = (
        records.once(care_episodes)
        .group_by("child", "period")
        .agg(
            period_on=col("started_on").min(),
            ended=col("until_on").max(),
            lasting=col("until_on").is_null().any(),
        )
    )
    return periods.select(
        "child", "period", "period_on", until_on=nw.when(~col("lasting")).then(col("ended"))
    )


def care_reviews(records: Records) -> Frame:
    """Each statutory review of a looked-after child that fell due: `child`, `period_on`, `due_on`, `held_on`.

    The first is due by the first-review limit of the day care started, the second three months after the first was
    held, later ones six months after the last. `held_on` is null for the next review, not yet held. For a period
    that began before reviews are on record, the latest day on which the first on record can have been due is taken:
    six months after the day before records begin; for one that may have gone on from episodes before care is on record,
    six months after the first day that is.
    """
    anchors = records.with_known_from(_anchors(records), "care_reviews", "care_episodes")
    order = ["anchor_on", "is_review"]
    before, after = (
        col(name).shift(step).over("child", "period_on", order_by=order)
        for name, step in (("is_review", 1), ("anchor_on", -1))
    )
    numbered = anchors.with_columns(number=col("is_review") + nw.coalesce(before, nw.lit(0)), held_on=after)
    return _due(numbered, records)


def reviewed_from_the_start() -> nw.Expr:
    """Whether a period of care is on record from its beginning, with all of its reviews. One that seems to begin before
    care is on record may have gone on from episodes that had ended."""
    known = (col("care_reviews_known_from"), col("care_episodes_known_from"))
    return col("period_on") >= nw.max_horizontal(*known)


def _anchors(records: Records) -> Frame:
    """The days from which the next review is timed: the start of each period of care, and each review held in it."""
    periods = care_periods(records)
    held = records.table("care_reviews").filter(col("held_on") <= records.as_at)
    held = (
        periods.join(held.select("child", "held_on").unique(), on="child", how="inner")
        .filter(
            col("held_on") >= col("period_on"),
            col("until_on").is_null() | (col("held_on") <= col("until_on")),
        )
        .select("child", "period_on", anchor_on=col("held_on"), is_review=nw.lit(1))
    )
    starts = periods.select("child", "period_on", anchor_on=col("period_on"), is_review=nw.lit(0))
    return nw.concat([starts, held])


def _due(anchored: Frame, records: Records) -> Frame:
    """When the review after each anchor is due. `number`: 0 at the start of a period, 1 at its first review."""
    old = rulebook.rows_of("first care review")[0]
    new = rulebook.changes("first care review")[0]
    from_the_start = reviewed_from_the_start()
    unseen = (col("number") == 0) & ~from_the_start  # the last review before can be no later
    eve = nw.max_horizontal(days_after("care_reviews_known_from", -1), col("period_on"))
    anchored = anchored.with_columns(anchor_on=nw.when(unseen).then(eve).otherwise(col("anchor_on")))
    timed = records.with_deadline(anchored, "anchor_on", nw.lit(new.limit))
    is_old = col("anchor_on") < new.from_on
    first = nw.when(is_old).then(days_after("anchor_on", old.limit)).otherwise(col("due_on"))
    second = months_after("anchor_on", rulebook.rows_of("second care review")[0].limit)
    later = months_after("anchor_on", rulebook.rows_of("later care review")[0].limit)
    is_first, is_second = (((col("number") == number) & from_the_start) for number in (0, 1))
    due = nw.when(is_first).then(first).otherwise(nw.when(is_second).then(second).otherwise(later))
    return timed.select("child", "period_on", "held_on", due_on=due)
