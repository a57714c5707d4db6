"""The comparison with pandas, the way the field's own tools do it: merge, mask, group, `numpy.busday_count`.

    python benchmarks/by_pandas.py OUT 2010-03-08 RECORDS...

Each function makes the rows of one measure from whole tables; written from the pages in `docs/measures`, as
`by_sql` is, and writing the same files.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from frames import ALWAYS, DAY, EVER, Council

EPISODE_ORDER = ["child", "started_on", "episode"]


def _limit(clock: pd.Series, *steps: tuple[str, int]) -> pd.Series:
    """The limit in force on the day in `clock`."""
    limit = pd.Series(np.nan, index=clock.index)
    for from_on, days in steps:
        limit[clock >= from_on] = days
    return limit


LIMITS = {
    "initial": (("2000-04-01", 7), ("2010-03-17", 10)),
    "core": (("2000-04-01", 35),),
    "single": (("2013-04-15", 45),),
}
CONFERENCE = (("2000-04-01", 15),)


def _met(within: pd.Series, known: pd.Series) -> pd.Series:
    """True or False, missing where it cannot be known."""
    return within.astype("boolean").where(known)


def _assessments(council: Council, kind: str) -> pd.DataFrame:
    found = council.assessments[council.assessments["kind"] == kind].rename(columns={"assessment": "row"})
    found = found.merge(council.referrals[["referral", "received_on"]], on="referral", how="left")
    start = found["started_on"]
    own = start if council.referrals.empty else start.where(found["referral"].isna())
    found["clock_on"] = start if kind == "core" else found["received_on"].fillna(own)
    return found


def assessments_in_time(council: Council, kind: str) -> pd.DataFrame:
    found = _assessments(council, kind)
    found = found[found["finished_on"] <= council.as_at].assign(day=lambda f: f["finished_on"])
    days, limit = (
        council.working_days(found["clock_on"], found["day"]),
        _limit(found["clock_on"], *LIMITS[kind]),
    )
    found["met"] = _met(days <= limit, days.notna() & limit.notna())
    return council.placed(found, "day", ["day", "met"])


def assessments_open(council: Council, kind: str) -> pd.DataFrame:
    found = council.with_lives(_assessments(council, kind))
    clock, ended = found["clock_on"], found["finished_on"]
    timed = (clock <= council.as_at) & (ended.isna() | (ended >= clock))
    untimed = clock.isna() & (ended.isna() | (ended >= found["started_on"]))
    found["from_on"] = clock.fillna(found["started_on"]).fillna(ALWAYS)
    found["until_on"] = found[["finished_on", "adult_on", "died_on"]].min(axis=1)
    found["met_from"] = council.working_day_after(clock, _limit(clock, *LIMITS[kind]) + 1)
    return council.cut(found[timed | untimed])


def _referrals(council: Council) -> pd.DataFrame:
    """One for a child and day, and none while a case of the child is known to be open."""
    received = council.referrals[council.referrals["received_on"] <= council.as_at]
    firsts = received.sort_values("referral").drop_duplicates(["child", "received_on"])
    cases = council.referrals[["child", "received_on", "closed_on"]]
    opens = council.referrals["no_further_action"].ne(True)
    stays_open = cases["closed_on"].isna() & opens & _closings_are_kept(council, cases[opens])
    cases = cases.assign(closed_on=cases["closed_on"].where(~stays_open, EVER)).dropna(subset="closed_on")
    pairs = firsts[["referral", "child", "received_on"]].merge(cases, on="child", suffixes=("", "_before"))
    is_open = (pairs["received_on_before"] < pairs["received_on"]) & (
        pairs["received_on"] < pairs["closed_on"]
    )
    firsts = firsts[~firsts["referral"].isin(pairs.loc[is_open, "referral"])]
    return firsts.assign(row=firsts["referral"], day=firsts["received_on"])


def _closings_are_kept(council: Council, cases: pd.DataFrame) -> bool:
    old = cases[cases["received_on"] < council.as_at - pd.DateOffset(months=12)]
    closed = old["closed_on"].notna().sum()
    return bool(2 * closed >= len(old)) if len(old) else bool(cases["closed_on"].notna().any())


def referrals_to_initial_assessment(council: Council) -> pd.DataFrame:
    found = _referrals(council)
    initial = council.assessments.loc[council.assessments["kind"] == "initial", "referral"].dropna().unique()
    assessed = council.referrals.loc[council.referrals["referral"].isin(initial), ["child", "received_on"]]
    found = found.merge(assessed.drop_duplicates(), on=["child", "received_on"], how="left", indicator=True)
    found["met"] = found["_merge"] == "both"
    return council.placed(found, "day", ["day", "met"])


def re_referrals(council: Council) -> pd.DataFrame:
    found = _referrals(council).sort_values(["child", "day"])
    before = found.groupby("child")["day"].shift()
    year_before = found["day"] - pd.DateOffset(months=12)
    found["met"] = before >= year_before
    found = found[year_before >= council.referrals["received_on"].min()]
    return council.placed(found, "day", ["day", "met"])


def conferences_in_time(council: Council) -> pd.DataFrame:
    held = council.conferences
    held = held[(held["kind"] == "initial") & (held["held_on"] <= council.as_at)]
    enquiries = council.section_47_enquiries[["enquiry", "started_on"]]
    found = held.merge(enquiries, on="enquiry", how="left")
    found = found.rename(columns={"conference": "row", "held_on": "day"})
    days = council.working_days(found["started_on"], found["day"])
    limit = _limit(found["started_on"], *CONFERENCE)
    found["met"] = _met(days <= limit, days.notna() & limit.notna())
    return council.placed(found, "day", ["day", "met"])


def conferences_overdue(council: Council) -> pd.DataFrame:
    found, conferences = council.section_47_enquiries, council.conferences
    found = found[(found["started_on"] <= council.as_at) & ~found["conference_not_needed"].eq(True)]
    called = conferences.dropna(subset="enquiry").groupby("enquiry")["held_on"].min().rename("called_held_on")
    found = found.merge(called.reset_index(), on="enquiry", how="left", indicator="is_called")
    found = found.merge(_unlinked(found, conferences), on="enquiry", how="left")
    is_called, held = found["is_called"].eq("both"), found["called_held_on"].fillna(found["unlinked_held_on"])
    waits = is_called | held.notna() | found["conference_not_needed"].eq(False)
    found = council.with_lives(found.assign(over_on=held.where(waits, found["finished_on"])))
    found["until_on"] = found[["over_on", "adult_on", "died_on"]].min(axis=1)
    found = found.rename(columns={"enquiry": "row", "started_on": "from_on"})
    known_from = conferences["held_on"].min()
    is_known = is_called | held.notna() | pd.isna(known_from) | (found["from_on"] >= known_from)
    limit = _limit(found["from_on"], *CONFERENCE)
    found["met_from"] = council.working_day_after(found["from_on"], limit + 1).where(is_known)
    return council.cut(found)


def _unlinked(enquiries: pd.DataFrame, conferences: pd.DataFrame) -> pd.DataFrame:
    """By enquiry, the first initial conference of the child since it began that names no enquiry."""
    loose = conferences[conferences["enquiry"].isna() & (conferences["kind"] == "initial")]
    pairs = enquiries[["enquiry", "child", "started_on"]].merge(loose[["child", "held_on"]], on="child")
    since = pairs[pairs["held_on"] >= pairs["started_on"]]
    return since.groupby("enquiry")["held_on"].min().rename("unlinked_held_on").reset_index()


def plans_two_years(council: Council) -> pd.DataFrame:
    found = council.with_lives(council.protection_plans)
    found["day"] = found[["ended_on", "adult_on", "died_on"]].min(axis=1)
    found = found[found["day"] <= council.as_at]
    days = (found["day"] - found["started_on"]).dt.days + 1
    found = found.assign(met=_met(days > 729, days > 0), row=found["plan"])
    return council.placed(found, "day", ["day", "met"])


def second_plans(council: Council) -> pd.DataFrame:
    found = council.protection_plans[council.protection_plans["started_on"] <= council.as_at]
    found = found.merge(council.children[["child", "born_on"]], on="child", how="left")
    earlier = found.groupby("child")["started_on"].rank(method="min") > 1
    told = found["previous_plans"].fillna(0) > 0
    lived_from = (found["born_on"] - pd.DateOffset(months=9)).fillna(
        found["started_on"] - pd.DateOffset(months=225)
    )
    known = (
        earlier
        | found["previous_plans"].notna()
        | (lived_from >= council.protection_plans["started_on"].min())
    )
    found = found.assign(met=_met(earlier | told, known), row=found["plan"], day=found["started_on"])
    return council.placed(found.drop(columns="born_on"), "day", ["day", "met"])


def _episodes(council: Council) -> pd.DataFrame:
    """But for short breaks; one that was never closed ends when the child's next one starts, at 18, at death, and after
    the last day on which the returns still name it."""
    found = council.with_lives(council.care_episodes)
    grown = found[["adult_on", "died_on"]].min(axis=1)
    found = found[
        (found["started_on"] <= council.as_at)
        & ~found["legal_status"].isin(["V3", "V4"])
        & ~(grown <= found["started_on"])
    ]
    found = found.sort_values(EPISODE_ORDER)
    following = found.groupby("child")["started_on"].shift(-1)
    unseen = (found["known_to_on"] + DAY).where(following.isna())
    ends = found[["ended_on", "adult_on", "died_on"]].assign(following=following, unseen=unseen)
    return found.assign(until_on=ends.min(axis=1))


def _periods(council: Council) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Episodes numbered by the unbroken stretch of care they are in, and those stretches."""
    episodes = _episodes(council)
    begins = episodes["started_on"] != episodes.groupby("child")["until_on"].shift()
    episodes["period"] = begins.groupby(episodes["child"]).cumsum()
    grouped = episodes.groupby(["child", "period"])
    periods = grouped.agg(
        period_on=("started_on", "min"),
        until_on=("until_on", "max"),
        ended=("until_on", "count"),
        episodes=("episode", "count"),
    )
    periods["until_on"] = periods["until_on"].where(periods["ended"] == periods["episodes"])
    return episodes, periods.reset_index()[["child", "period", "period_on", "until_on"]]


def _stock(council: Council) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Children looked after on the last day of each month and on the day of the records; and periods of care."""
    episodes, periods = _periods(council)
    first = council.care_episodes["started_on"].min()
    ends = pd.date_range(first, council.as_at, freq="ME").union([council.as_at])
    held = [
        episodes[(episodes["started_on"] <= day) & ~(episodes["until_on"] <= day)].assign(day=day)
        for day in ends
    ]
    stock = pd.concat(held).drop(columns="until_on")
    stock = stock.merge(periods.drop(columns="until_on"), on=["child", "period"])
    stock["row"] = stock["child"] + " on " + stock["day"].dt.strftime("%Y-%m-%d")
    stock["year_on"] = stock["day"] + pd.Timedelta(days=1) - pd.DateOffset(months=12)
    return stock, periods


def three_placements(council: Council) -> pd.DataFrame:
    stock, _ = _stock(council)
    pairs = stock[["row", "child", "day", "year_on"]].merge(_moves(council), on="child")
    in_year = (pairs["placed_on"] <= pairs["day"]) & ~(pairs["left_on"] <= pairs["year_on"])
    count = pairs[in_year].groupby("row").size()
    stock["met"] = stock["row"].map(count).fillna(0) >= 3
    known_from = council.placements["started_on"].min()
    stock = stock[(stock["year_on"] >= known_from) | (stock["period_on"] >= known_from)]
    return council.placed(stock, "day", ["day", "met"])


def _moves(council: Council) -> pd.DataFrame:
    """Placements made of stretches: back in the same home after a temporary absence, and adopted by the same carers."""
    found = council.placements[~(council.placements["ended_on"] <= council.placements["started_on"])]
    found = found.sort_values(["child", "started_on", "placement"])
    for name in ("home", "provider"):
        plain = found[name].str.upper().str.replace(r"[\s-]+", "", regex=True)
        found[name] = plain.where(plain != "")
    found["is_away"] = found["kind"].str.startswith("T").eq(True)
    by_child = found.groupby("child")
    breaks = by_child["ended_on"].shift() != found["started_on"]
    found["run"] = breaks.groupby(found["child"]).cumsum()
    found["was_away"] = by_child["is_away"].shift().eq(True)
    found = found[~found["is_away"]]
    goes_on = _goes_on(found, found.groupby("child")[["run", "kind", "home", "provider"]].shift())
    found["number"] = (~goes_on).groupby(found["child"]).cumsum()
    together = found.groupby(["child", "number"])
    moves = together.agg(
        placed_on=("started_on", "min"),
        left_on=("ended_on", "max"),
        ended=("ended_on", "count"),
        rows=("run", "size"),
    )
    moves["left_on"] = moves["left_on"].where(moves["ended"] == moves["rows"])
    return moves.reset_index()[["child", "placed_on", "left_on"]]


def _goes_on(found: pd.DataFrame, before: pd.DataFrame) -> pd.Series:
    def same(name: str) -> pd.Series:
        return found[name].eq(before[name]).eq(True)

    def not_another(name: str) -> pd.Series:
        return same(name) | found[name].isna() | before[name].isna()

    homes_known = found["home"].notna() & before["home"].notna()
    returns = same("home").where(homes_known, same("kind") & not_another("provider"))
    adoptive = ["A3", "A4", "A5", "A6"]
    told = found["kind"].isin(["A3", "A5"]) & before["kind"].notna() & ~before["kind"].isin(adoptive)
    planned = before["kind"].isin(["U2", "U5"]) & found["kind"].isin(adoptive) & not_another("home")
    return same("run") & ((returns & found["was_away"]) | told | planned)


def care_reviews(council: Council) -> pd.DataFrame:
    stock, periods = _stock(council)
    known_from = council.care_reviews["held_on"].min()
    all_from = max(known_from, council.care_episodes["started_on"].min())
    due = _reviews_due(council, periods, known_from, all_from)
    pairs = stock[["row", "child", "period", "day", "year_on"]].merge(due, on=["child", "period"])
    still_due = ~(pairs["held_on"] < pairs["year_on"])
    pairs = pairs[((pairs["due_on"] >= pairs["year_on"]) | still_due) & (pairs["due_on"] <= pairs["day"])]
    late = pairs["held_on"].isna() | (pairs["held_on"] > pairs["due_on"])
    in_time = stock["row"].map(late.groupby(pairs["row"]).sum()).fillna(0) == 0
    since, began = stock["year_on"] - pd.DateOffset(months=6), stock["period_on"]
    next_is_known = (began >= all_from) | ((since >= known_from) & (since >= began))
    stock["met"] = _met(in_time, next_is_known)
    long_enough = (stock["day"] - began).dt.days >= 28
    stock = stock[long_enough & ((since >= known_from) | (began >= known_from))]
    return council.placed(stock, "day", ["day", "met"])


def _reviews_due(
    council: Council, periods: pd.DataFrame, known_from: pd.Timestamp, all_from: pd.Timestamp
) -> pd.DataFrame:
    """Each review that fell due in a period of care, with the day it was due and the day it was held."""
    held = council.care_reviews[council.care_reviews["held_on"] <= council.as_at].drop_duplicates()
    held = periods.merge(held, on="child")
    held = held[(held["held_on"] >= held["period_on"]) & ~(held["held_on"] > held["until_on"])]
    starts = periods.assign(anchor_on=periods["period_on"], number=0)
    held = held.rename(columns={"held_on": "anchor_on"}).sort_values(["child", "period", "anchor_on"])
    held["number"] = held.groupby(["child", "period"]).cumcount() + 1
    anchors = pd.concat([starts, held]).sort_values(["child", "period", "number"]).reset_index(drop=True)
    anchors["held_on"] = anchors.groupby(["child", "period"])["anchor_on"].shift(-1)
    whole, is_start = anchors["period_on"] >= all_from, anchors["number"] == 0
    seen_by = anchors["period_on"].clip(lower=known_from - DAY)
    from_on = anchors["anchor_on"].where(~is_start | whole, seen_by)
    anchors["due_on"] = from_on + pd.DateOffset(months=6)
    second = (anchors["number"] == 1) & whole
    anchors.loc[second, "due_on"] = anchors.loc[second, "anchor_on"] + pd.DateOffset(months=3)
    first = anchors.loc[is_start & whole, "period_on"]
    in_working_days = council.working_day_after(first, pd.Series(20, index=first.index))
    four_weeks = first + pd.Timedelta(days=28)
    anchors.loc[first.index, "due_on"] = four_weeks.where(first < "2011-04-01", in_working_days)
    return anchors


def looked_after(council: Council) -> pd.DataFrame:
    found = _episodes(council).rename(columns={"episode": "row", "started_on": "from_on"})
    return council.cut(found, "from_on")


def children_held(council: Council) -> pd.DataFrame:
    found = council.with_lives(council.involvements).merge(council.workers, on="worker", how="left")
    allocated = found["role"].isna() | (found["role"] == "allocated worker")
    sound = ~(found["ended_on"] < found["started_on"])
    found = found[allocated & sound & found["qualified"].ne(False) & (found["started_on"] <= council.as_at)]
    ends = found[["died_on"]].assign(after=found["ended_on"] + DAY)
    found = found.assign(row=found["involvement"], from_on=found["started_on"], until_on=ends.min(axis=1))
    return council.cut(found, "from_on")


MEASURES = {
    "initial_assessments_in_time": lambda council: assessments_in_time(council, "initial"),
    "initial_assessments_open_overdue": lambda council: assessments_open(council, "initial"),
    "core_assessments_in_time": lambda council: assessments_in_time(council, "core"),
    "core_assessments_open_overdue": lambda council: assessments_open(council, "core"),
    "single_assessments_in_time": lambda council: assessments_in_time(council, "single"),
    "single_assessments_open_overdue": lambda council: assessments_open(council, "single"),
    "referrals_to_initial_assessment": referrals_to_initial_assessment,
    "re_referrals_within_12_months": re_referrals,
    "conferences_in_time": conferences_in_time,
    "conferences_overdue": conferences_overdue,
    "plans_two_years_or_more": plans_two_years,
    "second_or_subsequent_plans": second_plans,
    "looked_after_rate": looked_after,
    "three_or_more_placements": three_placements,
    "care_reviews_in_time": care_reviews,
    "children_held_per_worker": children_held,
}


def main(out: Path, as_at: str, records: list[Path]) -> None:
    council = Council(records, as_at)
    for key, rows in MEASURES.items():
        rows(council).to_parquet(out / f"{key}.parquet", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], [Path(one) for one in sys.argv[3:]])
