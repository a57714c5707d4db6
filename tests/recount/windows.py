"""The extract of a council cut to a window: what a case system gives that is asked for the last months only."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from recount.answers import UNKNOWN, Answer
from recount.council import Council
from recount.days import periods
from recount.shelf import SHELF, Reach
from recount.sources import Loaded
from sherwood.kit.periods import Period
from sherwood.measuring.shelves import all_measures

BEGINS = {  # by table, the day a row is of; and the day it was over, where it lasts
    "contacts": ("received_on", None),
    "referrals": ("received_on", None),
    "assessments": ("started_on", "finished_on"),
    "strategy_discussions": ("held_on", None),
    "section_47_enquiries": ("started_on", "finished_on"),
    "conferences": ("held_on", None),
    "protection_plans": ("started_on", "ended_on"),
    "protection_reviews": ("held_on", None),
    "protection_visits": ("visited_on", None),
    "care_episodes": ("started_on", "ended_on"),
    "placements": ("started_on", "ended_on"),
    "care_reviews": ("held_on", None),
    "care_visits": ("visited_on", None),
    "health_checks": ("done_on", None),
    "care_leavers": ("known_on", None),
    "missing_episodes": ("started_on", "ended_on"),
    "involvements": ("started_on", "ended_on"),
}
OPEN, BEGUN = "open", "begun"  # rows that were open since the first day, or only those that began since


def cut(folder: Path, into: Path, since: date, keep: str, before: str = "") -> None:
    """Write into another folder the rows of a window; `before` names tables whose oldest row is kept as well."""
    into.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8") as opened:
            rows = list(csv.DictReader(opened))
        begins, ends = BEGINS.get(path.stem, (None, None))
        strays = rows[:1] if path.stem in before.split() else []
        kept = [row for row in rows if begins is None or _is_in(row, begins, ends, since, keep)]
        with (into / path.name).open("w", encoding="utf-8", newline="") as opened:
            out = csv.DictWriter(opened, list(rows[0]))
            out.writeheader()
            out.writerows([row for row in strays if row not in kept] + kept)


def cut_plans_and_conferences(folder: Path, into: Path, since: date) -> None:
    """Write the same files, but of plans and conferences only what was open or held since a day; and half of the plans
    do not say how many there were before."""
    cut(folder, into, since, OPEN)
    kept = ("protection_plans", "conferences")
    for path in folder.glob("*.csv"):
        if path.stem not in kept:
            (into / path.name).write_bytes(path.read_bytes())
    plans = into / "protection_plans.csv"
    with plans.open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    for row in rows[::2]:
        row["previous_plans"] = ""
    with plans.open("w", encoding="utf-8", newline="") as opened:
        out = csv.DictWriter(opened, list(rows[0]))
        out.writeheader()
        out.writerows(rows)


def _is_in(row: dict[str, str], begins: str, ends: str | None, since: date, keep: str) -> bool:
    first = since.isoformat()
    if row[begins] >= first or not row[begins]:
        return True
    return bool(ends) and keep == OPEN and (not row[ends] or row[ends] >= first)


def timed_from_before(window: Council) -> set[str]:
    """The assessments and conferences of a window that name a referral or an enquiry which is not in it."""
    referrals, enquiries = window.by("referrals", "referral"), window.by("section_47_enquiries", "enquiry")
    assessments = {row.assessment for row in window.table("assessments") if row.referral not in referrals}
    conferences = {row.conference for row in window.table("conferences") if row.enquiry not in enquiries}
    return assessments | conferences


def other_answers(
    whole: Council, reach: Reach, window: Loaded, first: date, untimed: set[str]
) -> Iterator[str]:
    """Where the window has a figure, and the whole extract another. Rows that are `untimed` in the window may be unknown
    there, or not yet open."""
    for key, measure in all_measures().items():
        for span in periods(first, window.as_at, "month"):
            period = Period(*span)
            if window.ledger.figure(measure, period).not_known:
                continue
            ours = SHELF[key].answers(whole, *span, reach)
            rows = window.ledger.rows(measure, period, limit=1_000_000)
            yield from _other(f"{key}, {period.label}", ours, rows, untimed)


def _other(where: str, ours: list[Answer], rows: list, untimed: set[str]) -> Iterator[str]:
    answers, theirs = {one.row: one.said for one in ours}, {row.row: row.answer for row in rows}
    said = {
        row: (answers.get(row), theirs.get(row))
        for row in answers.keys() | theirs.keys()
        if answers.get(row) != theirs.get(row) and not (row in untimed and theirs.get(row) in (UNKNOWN, None))
    }
    if said:
        few = dict(sorted(said.items())[:4])
        yield f"{where}: {len(said)} of {len(answers)} rows differ (whole, window): {few}"
