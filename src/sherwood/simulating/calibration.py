"""What emerges from the simulation, beside what was found in the world.

    python -m sherwood.simulating.calibration [SEED] [SCALE]

The figures are counted here in the plainest way, not by the measures, so that each can be a check on the other.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sherwood.kit.periods import Period, financial_year, year_to
from sherwood.kit.working_days import add_months, elapsed
from sherwood.simulating.council import SimulatedCouncil, simulate


@dataclass(frozen=True)
class CalibrationFigure:
    """One figure: what came out, and the band it should lie in."""

    name: str
    value: float
    least: float
    most: float

    @property
    def fits(self) -> bool:
        return self.least <= self.value <= self.most

    def __str__(self) -> str:
        value = f"{self.value:,.0f}" if abs(self.value) >= 1000 else f"{self.value:.1f}"
        band = f"{self.least:g} to {self.most:g}"
        return f"{'  ' if self.fits else '! '}{self.name:<68}{value:>10}   {band}"


def figures(council: SimulatedCouncil) -> list[CalibrationFigure]:
    """Every figure of the full county; the bands are for the default dates and scale."""
    rows = council.tables
    last, before = year_to(council.until), year_to(council.until).previous()
    return [
        *_demand(rows, last, before),
        *_assessments(rows, last),
        *_protection(rows, last),
        *_care(rows),
        *_workload(rows, council.until),
    ]


def _demand(rows: dict[str, list[Any]], last: Period, before: Period) -> list[CalibrationFigure]:
    now, then = (_by_district(rows["referrals"], period) for period in (last, before))
    growth = {district: 100 * now[district] / then[district] - 100 for district in then}
    referrals, contacts = sum(now.values()), _count(rows["contacts"], "received_on", last)
    assessed = {row.referral for row in rows["assessments"] if row.kind == "initial"}
    normal = financial_year(2007)
    then_assessed = (row.referral in assessed for row in rows["referrals"] if row.received_on in normal)
    return [
        CalibrationFigure("Referrals in the last twelve months", referrals, 13_400, 14_600),
        CalibrationFigure(
            "Growth on the twelve before, %", 100 * referrals / sum(then.values()) - 100, 39, 47
        ),
        CalibrationFigure("Growth, the district with the least, %", min(growth.values()), 20, 36),
        CalibrationFigure("Growth, the district with the most, %", max(growth.values()), 68, 92),
        CalibrationFigure("Contacts for each referral, last twelve months", contacts / referrals, 2.7, 3.3),
        CalibrationFigure("Contacts decided by the next working day, %", _decided(rows, last), 70, 100),
        CalibrationFigure("Re-referrals within 12 months, 2007-08, %", _re_referrals(rows, normal), 22, 26),
        CalibrationFigure(
            "Re-referrals within 12 months, last twelve months, %", _re_referrals(rows, last), 18, 27
        ),
        CalibrationFigure(
            "Referrals going on to initial assessment, 2007-08, %", _share(then_assessed), 55, 66
        ),
    ]


def _assessments(rows: dict[str, list[Any]], last: Period) -> list[CalibrationFigure]:
    found, end = _timed_assessments(rows), last.last
    normal, autumn = financial_year(2007), Period(date(2009, 9, 1), date(2009, 11, 30))
    weeks = Period(end - timedelta(35), end)

    def in_time(kind: str, limit: int, period: Period) -> float:
        return _share(days <= limit for one, on, days in found if one == kind and on in period)

    def overdue(day: date) -> int:
        received = {row.referral: row.received_on for row in rows["referrals"]}
        waiting = [row for row in rows["assessments"] if row.kind == "initial"]
        waiting = [row for row in waiting if row.finished_on is None or row.finished_on > day]
        clocks = [received[row.referral] for row in waiting if received[row.referral] <= day]
        return sum((elapsed(clock, day) or 0) > 7 for clock in clocks)

    at_limit = _share(days in (6, 7) for kind, _, days in found if kind == "initial" and days <= 14)
    return [
        CalibrationFigure(
            "Initial assessments in 7 working days, 2007-08, %", in_time("initial", 7, normal), 60, 71
        ),
        CalibrationFigure(
            "Initial assessments in 7 working days, autumn 2009, %", in_time("initial", 7, autumn), 33, 42
        ),
        CalibrationFigure(
            "Initial assessments in 7 working days, last five weeks, %", in_time("initial", 7, weeks), 35, 55
        ),
        CalibrationFigure(
            "Core assessments in 35 working days, 2007-08, %", in_time("core", 35, normal), 76, 82
        ),
        CalibrationFigure(
            "Core assessments in 35 working days, last twelve months, %", in_time("core", 35, last), 50, 74
        ),
        CalibrationFigure("Of those within 14 working days, on the 6th or 7th, %", at_limit, 20, 60),
        CalibrationFigure(
            "Initial assessments open and overdue, end of 2008", overdue(date(2008, 12, 31)), 40, 400
        ),
        CalibrationFigure(
            "Initial assessments open and overdue, end of November 2009", overdue(autumn.last), 300, 1600
        ),
        CalibrationFigure("Initial assessments open and overdue, at the end", overdue(end), 100, 1600),
    ]


def _protection(rows: dict[str, list[Any]], last: Period) -> list[CalibrationFigure]:
    plans = rows["protection_plans"]
    then, now = (_open_on(plans, date(year, 2, 28)) for year in (2009, 2010))
    ended = [(row.ended_on - row.started_on).days for row in plans if row.ended_on]
    started = [row for row in plans if row.started_on >= last.first]
    again = _share(row.previous_plans > 0 for row in started)
    enquiries = {row.enquiry: row.started_on for row in rows["section_47_enquiries"]}
    conferences = [
        elapsed(enquiries[row.enquiry], row.held_on)
        for row in rows["conferences"]
        if row.held_on and row.enquiry
    ]
    short = _share(days <= 92 for days in ended)
    bunched = _share(13 <= days <= 15 for days in conferences)
    return [
        CalibrationFigure("Children on a protection plan, 28 February 2009", then, 340, 460),
        CalibrationFigure("Rise to 28 February 2010, %", 100 * now / then - 100, 38, 65),
        CalibrationFigure(
            "Conferences within 15 working days, %", _share(days <= 15 for days in conferences), 73, 83
        ),
        CalibrationFigure("Conferences on the 13th to 15th working day, %", bunched, 40, 75),
        CalibrationFigure("Plans of three months or less among those ended, %", short, 13, 25),
        CalibrationFigure(
            "Plans of a year to two years, %", _share(365 <= days < 730 for days in ended), 18, 32
        ),
        CalibrationFigure("Plans of two years or more, %", _share(days >= 730 for days in ended), 3.5, 6.5),
        CalibrationFigure("Second or subsequent plans, last twelve months, %", again, 12, 16),
    ]


def _care(rows: dict[str, list[Any]]) -> list[CalibrationFigure]:
    episodes = [row for row in rows["care_episodes"] if row.legal_status != "V4"]
    day = date(2009, 3, 31)
    first, then, now = (
        _open_on(episodes, on) for on in (date(2004, 3, 31), date(2009, 3, 8), date(2010, 3, 7))
    )
    looked_after = {row.child for row in episodes if _open(row, day)}
    return [
        CalibrationFigure("Children looked after, 31 March 2004", first, 470, 620),
        CalibrationFigure("Children looked after, 8 March 2009", then, 500, 620),
        CalibrationFigure("Rise to 7 March 2010, %", 100 * now / then - 100, 10, 20),
        CalibrationFigure(
            "Three or more placements in 2008-09, %", _unstable(rows, looked_after, day), 9, 13
        ),
        CalibrationFigure("Every review in time in 2008-09, %", _reviewed(rows, looked_after, day), 86, 95),
    ]


def _workload(rows: dict[str, list[Any]], until: date) -> list[CalibrationFigure]:
    then = _held_in_assessment(rows, date(2008, 3, 10))
    now = _held_in_assessment(rows, until)
    unallocated = _unallocated(rows, date(2008, 3, 10))
    return [
        CalibrationFigure("Children held per full-time post, reception teams, March 2008", then, 6.5, 15),
        CalibrationFigure("Children held per full-time post, reception teams, now", now, 13, 30),
        CalibrationFigure("Referred children without a worker, March 2008", unallocated, 0, 450),
        CalibrationFigure("Referred children without a worker, now", _unallocated(rows, until), 50, 1500),
        CalibrationFigure("Protection visits within 10 working days of the last, %", _visits(rows), 75, 92),
    ]


def _share(flags: Iterable[bool]) -> float:
    counted = list(flags)
    return 100 * sum(counted) / max(1, len(counted))


def _count(rows: list[Any], column: str, period: Period) -> int:
    return sum(getattr(row, column) in period for row in rows)


def _by_district(referrals: list[Any], period: Period) -> Counter:
    """By the first word of the team, which is its district."""
    return Counter(
        row.team.split()[0]
        for row in referrals
        if row.received_on in period and row.team != "Disabled Children"
    )


def _decided(rows: dict[str, list[Any]], period: Period) -> float:
    contacts = [row for row in rows["contacts"] if row.received_on in period]
    return _share(
        row.decided_on is not None and (elapsed(row.received_on, row.decided_on) or 0) <= 1
        for row in contacts
    )


def _re_referrals(rows: dict[str, list[Any]], period: Period) -> float:
    earlier: dict[str, list[date]] = defaultdict(list)
    again = []
    for row in rows["referrals"]:
        if row.received_on in period:
            year_before = add_months(row.received_on, -12)
            again.append(any(year_before <= on < row.received_on for on in earlier[row.child]))
        earlier[row.child].append(row.received_on)
    return _share(again)


def _timed_assessments(rows: dict[str, list[Any]]) -> list[tuple[str, date, int]]:
    """Kind, day finished and working days, of those whose days are in order."""
    received = {row.referral: row.received_on for row in rows["referrals"]}
    found = []
    for row in rows["assessments"]:
        clock = row.started_on if row.kind == "core" else received[row.referral]
        if row.finished_on and (days := elapsed(clock, row.finished_on)) is not None:
            found.append((row.kind, row.finished_on, days))
    return found


def _open(row: Any, day: date) -> bool:
    return row.started_on <= day and (row.ended_on is None or row.ended_on > day)


def _open_on(rows: list[Any], day: date) -> int:
    return len({row.child for row in rows if _open(row, day)})


def _unstable(rows: dict[str, list[Any]], children: set[str], day: date) -> float:
    year = year_to(day)
    counted: Counter[str] = Counter()
    for row in rows["placements"]:
        if row.started_on <= day and (row.ended_on is None or row.ended_on > year.first):
            counted[row.child] += 1
    return _share(counted[child] >= 3 for child in children)


def _reviewed(rows: dict[str, list[Any]], children: set[str], day: date) -> float:
    late: dict[str, bool] = {}
    for row in rows["care_reviews"]:
        if row.due_on in year_to(day) and row.child in children:
            late[row.child] = late.get(row.child, False) or row.held_on > row.due_on
    return _share(not is_late for is_late in late.values())


def _held_in_assessment(rows: dict[str, list[Any]], day: date) -> float:
    teams = {row.team for row in rows["teams"] if row.kind == "reception and assessment"}
    held = sum(1 for row in rows["involvements"] if row.team in teams and _open(row, day))
    there = [row for row in rows["workers"] if row.team in teams and row.post != "Team manager"]
    there = [row for row in there if row.started_on <= day and (row.left_on is None or row.left_on > day)]
    return held / sum(row.full_time_equivalent for row in there)


def _unallocated(rows: dict[str, list[Any]], day: date) -> int:
    held = {row.child for row in rows["involvements"] if _open(row, day)}
    return len(
        {
            row.child
            for row in rows["referrals"]
            if row.received_on <= day
            and (row.closed_on is None or row.closed_on > day)
            and row.child not in held
        }
    )


def _visits(rows: dict[str, list[Any]]) -> float:
    by_plan: dict[str, list[date]] = defaultdict(list)
    for row in rows["protection_visits"]:
        by_plan[row.plan].append(row.visited_on)
    gaps = (
        elapsed(one, other)
        for days in by_plan.values()
        for one, other in pairwise(days)
        if one <= other < date(2020, 1, 1)
    )
    return _share(gap <= 10 for gap in gaps if gap is not None)


def main(seed: int = 2009, scale: float = 1.0) -> None:
    """Simulate and print; a figure outside its band is marked."""
    for figure in figures(simulate(seed, scale=scale)):
        print(figure)


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:2]), *(float(text) for text in sys.argv[2:3]))
