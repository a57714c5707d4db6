"""The comparison with pandas, the way the field's own tools do it: merge, mask, group, `numpy.busday_count`.

    python benchmarks/by_pandas.py OUT 2010-03-08 RECORDS...

Each function makes the rows of one measure from whole tables; written from the pages in `docs/measures`, as
`by_sql` is, and writing the same files.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from columns import COLUMNS

BANK_HOLIDAYS = Path(__file__).parent.parent / "src" / "sherwood" / "kit" / "bank_holidays.csv"
EPISODE_ORDER = ["child", "started_on", "episode"]


class Council:
    """The tables of the councils given, as frames, and the day the records are true of."""

    def __init__(self, folders: list[Path], as_at: str):
        self.as_at = pd.Timestamp(as_at)
        self.holidays = pd.read_csv(BANK_HOLIDAYS)["date"].to_numpy("datetime64[D]")
        for name, columns in COLUMNS.items():
            setattr(self, name, self._read(folders, name, columns.split()))

    def _read(self, folders: list[Path], name: str, columns: list[str]) -> pd.DataFrame:
        frames = [pd.read_parquet(folder / f"{name}.parquet", columns=columns) for folder in folders]
        frame = pd.concat(frames, ignore_index=True)
        for column in columns:
            if column.endswith("_on"):
                frame[column] = pd.to_datetime(frame[column])
        return frame

    def working_days(self, start: pd.Series, end: pd.Series) -> pd.Series:
        """Working days after `start` up to and including `end`; missing where either is or `end` is before."""
        known = start.notna() & end.notna() & (end >= start)
        first = (start[known] + pd.Timedelta(days=1)).to_numpy("datetime64[D]")
        last = (end[known] + pd.Timedelta(days=1)).to_numpy("datetime64[D]")
        counted = np.busday_count(first, last, holidays=self.holidays)
        return pd.Series(counted, index=start[known].index).reindex(start.index)

    def working_day_after(self, start: pd.Series, days: pd.Series) -> pd.Series:
        """The working day that is `days` working days after `start`."""
        known = start.notna() & days.notna()
        day, count = start[known].to_numpy("datetime64[D]"), days[known].to_numpy("int64")
        found = np.busday_offset(day, count, roll="backward", holidays=self.holidays)
        return pd.Series(found.astype("datetime64[ns]"), index=start[known].index).reindex(start.index)

    def placed(self, rows: pd.DataFrame, day: str, columns: list[str]) -> pd.DataFrame:
        """`columns` of `rows`, with the place its team had on the day and the child's characteristics then."""
        rows = rows.reset_index(drop=True)
        days = rows[["team", day]].drop_duplicates()
        places = days.merge(self.teams, on="team")
        after = places["from_on"].isna() | (places["from_on"] <= places[day])
        before = places["to_on"].isna() | (places["to_on"] >= places[day])
        rows = rows.merge(places[after & before], on=["team", day], how="left")
        rows = rows.merge(self.children, on="child", how="left")
        rows["age_band"] = _age_band(rows["born_on"], rows[day])
        about = [
            "worker",
            "team",
            "district",
            "locality",
            "service",
            "sex",
            "ethnicity",
            "disabled",
            "age_band",
        ]
        dates = [name for name in ("day", "from_on", "until_on") if name in columns]
        answer = [name for name in columns if name not in dates]
        return rows[["row", "child", *dates, *about, *answer]]


def _age_band(born: pd.Series, day: pd.Series) -> pd.Series:
    had = (day.dt.month > born.dt.month) | ((day.dt.month == born.dt.month) & (day.dt.day >= born.dt.day))
    age = day.dt.year - born.dt.year - (~had).astype(int)
    bands = ["unborn", "under 1", "01 to 04", "05 to 09", "10 to 15", "16 and over"]
    return pd.cut(age, [-200, -1, 0, 4, 9, 15, 200], labels=bands).astype(object)


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
    found["clock_on"] = start if kind == "core" else found["received_on"].fillna(start)
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
    found = _assessments(council, kind)
    ends = found["finished_on"].isna() | (found["finished_on"] >= found["clock_on"])
    found = found[(found["clock_on"] <= council.as_at) & ends]
    found = found.rename(columns={"clock_on": "from_on", "finished_on": "until_on"})
    limit = _limit(found["from_on"], *LIMITS[kind])
    found["met_from"] = council.working_day_after(found["from_on"], limit + 1)
    return _spells(council, found)


def _spells(council: Council, rows: pd.DataFrame) -> pd.DataFrame:
    # a team has a `from_on` too
    rows = rows.rename(columns={"from_on": "day"})
    return council.placed(rows, "day", ["day", "until_on", "met_from"]).rename(columns={"day": "from_on"})


def _referrals(council: Council) -> pd.DataFrame:
    """One for a child and day, and none while a case of the child is known to be open."""
    received = council.referrals[council.referrals["received_on"] <= council.as_at]
    firsts = received.sort_values("referral").drop_duplicates(["child", "received_on"])
    closed = council.referrals[council.referrals["closed_on"].notna()]
    pairs = firsts[["referral", "child", "received_on"]].merge(
        closed[["child", "received_on", "closed_on"]], on="child", suffixes=("", "_before")
    )
    is_open = (pairs["received_on_before"] < pairs["received_on"]) & (
        pairs["received_on"] < pairs["closed_on"]
    )
    firsts = firsts[~firsts["referral"].isin(pairs.loc[is_open, "referral"])]
    return firsts.assign(row=firsts["referral"], day=firsts["received_on"])


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
    found = council.section_47_enquiries
    not_needed = found["conference_not_needed"].eq(True)
    found = found[(found["started_on"] <= council.as_at) & ~not_needed]
    held = council.conferences.groupby("enquiry")["held_on"].min().rename("held_on").reset_index()
    found = found.merge(held, on="enquiry", how="left", indicator=True)
    found["until_on"] = found["held_on"].where(found["_merge"].eq("both"), found["finished_on"])
    found = found.rename(columns={"enquiry": "row", "started_on": "from_on"})
    limit = _limit(found["from_on"], *CONFERENCE)
    found["met_from"] = council.working_day_after(found["from_on"], limit + 1)
    return _spells(council, found)


def plans_two_years(council: Council) -> pd.DataFrame:
    found = council.protection_plans[council.protection_plans["ended_on"] <= council.as_at]
    days = (found["ended_on"] - found["started_on"]).dt.days + 1
    found = found.assign(met=_met(days > 729, days > 0), row=found["plan"], day=found["ended_on"])
    return council.placed(found, "day", ["day", "met"])


def second_plans(council: Council) -> pd.DataFrame:
    found = council.protection_plans[council.protection_plans["started_on"] <= council.as_at]
    earlier = found.groupby("child")["started_on"].rank(method="min") > 1
    told = found["previous_plans"].fillna(0) > 0
    found = found.assign(met=earlier | told, row=found["plan"], day=found["started_on"])
    return council.placed(found, "day", ["day", "met"])


def _episodes(council: Council) -> pd.DataFrame:
    """But for short breaks; one that was never closed ends when the child's next one starts."""
    found = council.care_episodes
    found = found[(found["started_on"] <= council.as_at) & ~found["legal_status"].isin(["V3", "V4"])]
    found = found.sort_values(EPISODE_ORDER)
    following = found.groupby("child")["started_on"].shift(-1)
    return found.assign(until_on=found[["ended_on"]].assign(following=following).min(axis=1))


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


def _year_is_known(stock: pd.DataFrame, known_from: pd.Timestamp) -> pd.Series:
    return (stock["year_on"] > known_from) | (stock["period_on"] >= known_from)


def three_placements(council: Council) -> pd.DataFrame:
    stock, _ = _stock(council)
    moves = council.placements
    temporary = moves["kind"].str.startswith("T").fillna(False).astype(bool)
    moves = moves[~temporary & ~(moves["ended_on"] <= moves["started_on"])]
    moves = moves.rename(columns={"started_on": "placed_on", "ended_on": "left_on"}).drop(columns="kind")
    pairs = stock[["row", "child", "day", "year_on"]].merge(moves, on="child")
    in_year = (pairs["placed_on"] <= pairs["day"]) & ~(pairs["left_on"] <= pairs["year_on"])
    count = pairs[in_year].groupby("row").size()
    stock["met"] = stock["row"].map(count).fillna(0) >= 3
    stock = stock[_year_is_known(stock, council.placements["started_on"].min())]
    return council.placed(stock, "day", ["day", "met"])


def care_reviews(council: Council) -> pd.DataFrame:
    stock, periods = _stock(council)
    known_from = council.care_reviews["held_on"].min()
    due = _reviews_due(council, periods, known_from)
    pairs = stock[["row", "child", "period", "day", "year_on"]].merge(due, on=["child", "period"])
    pairs = pairs[(pairs["due_on"] >= pairs["year_on"]) & (pairs["due_on"] <= pairs["day"])]
    late = pairs["held_on"].isna() | (pairs["held_on"] > pairs["due_on"])
    stock["met"] = stock["row"].map(late.groupby(pairs["row"]).sum()).fillna(0) == 0
    long_enough = (stock["day"] - stock["period_on"]).dt.days >= 28
    stock = stock[long_enough & _year_is_known(stock, known_from)]
    return council.placed(stock, "day", ["day", "met"])


def _reviews_due(council: Council, periods: pd.DataFrame, known_from: pd.Timestamp) -> pd.DataFrame:
    """Each review that fell due in a period of care, with the day it was due and the day it was held."""
    held = council.care_reviews[council.care_reviews["held_on"] <= council.as_at].drop_duplicates()
    held = periods.merge(held, on="child")
    held = held[(held["held_on"] >= held["period_on"]) & ~(held["held_on"] > held["until_on"])]
    starts = periods.assign(anchor_on=periods["period_on"], number=0)
    held = held.rename(columns={"held_on": "anchor_on"}).sort_values(["child", "period", "anchor_on"])
    held["number"] = held.groupby(["child", "period"]).cumcount() + 1
    anchors = pd.concat([starts, held]).sort_values(["child", "period", "number"]).reset_index(drop=True)
    anchors["held_on"] = anchors.groupby(["child", "period"])["anchor_on"].shift(-1)
    anchors["due_on"] = anchors["anchor_on"] + pd.DateOffset(months=6)
    second = (anchors["number"] == 1) & (anchors["period_on"] >= known_from)
    anchors.loc[second, "due_on"] = anchors.loc[second, "anchor_on"] + pd.DateOffset(months=3)
    first = anchors.loc[anchors["number"] == 0, "period_on"]
    in_working_days = council.working_day_after(first, pd.Series(20, index=first.index))
    four_weeks = first + pd.Timedelta(days=28)
    anchors.loc[first.index, "due_on"] = four_weeks.where(first < "2011-04-01", in_working_days)
    return anchors[(anchors["number"] > 0) | (anchors["period_on"] >= known_from)]


def looked_after(council: Council) -> pd.DataFrame:
    found = _episodes(council).rename(columns={"episode": "row", "started_on": "from_on"})
    return _spells(council, found.assign(met_from=found["from_on"]))


def children_held(council: Council) -> pd.DataFrame:
    found = council.involvements
    allocated = found["role"].isna() | (found["role"] == "allocated worker")
    sound = ~(found["ended_on"] < found["started_on"])
    found = found[allocated & sound & (found["started_on"] <= council.as_at)]
    found = found.assign(
        row=found["involvement"],
        from_on=found["started_on"],
        until_on=found["ended_on"] + pd.Timedelta(days=1),
        met_from=found["started_on"],
    )
    return _spells(council, found)


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
