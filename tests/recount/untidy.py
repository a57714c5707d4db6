"""Records as untidy as real ones: what the invented council never does, done to some of its rows, known by a seed."""

import csv
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

Rows = list[dict[str, str]]


def untidy(folder: Path, seed: int, as_at: date) -> None:
    """Rewrite the files of an extract with about one row in twelve made untidy."""
    draw = random.Random(seed)
    for table, acts in ACTS.items():
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8") as opened:
            rows = list(csv.DictReader(opened))
        headings = list(rows[0])
        for row in rows[:]:
            if draw.random() < 1 / 12:
                draw.choice(acts)(draw, rows, row, as_at)
        with path.open("w", encoding="utf-8", newline="") as opened:
            out = csv.DictWriter(opened, headings)
            out.writeheader()
            out.writerows(rows)


def later(text: str, days: int, as_at: date) -> str:
    """A day so much later, but not after the day of the records."""
    return min(date.fromisoformat(text) + timedelta(days), as_at).isoformat() if text else ""


def forget(name: str) -> Callable:
    def act(draw, rows: Rows, row, as_at) -> None:
        row[name] = ""

    return act


def put(name: str, *values: str) -> Callable:
    def act(draw, rows: Rows, row, as_at) -> None:
        row[name] = draw.choice(values)

    return act


def move(name: str, first: int, last: int) -> Callable:
    def act(draw, rows: Rows, row, as_at) -> None:
        row[name] = later(row[name], draw.randint(first, last), as_at)

    return act


def again(key: str, starts: str, ends: str, first: int, last: int) -> Callable:
    """Another row of the same child, some days on: on the same day, within the first, or after a gap."""

    def act(draw, rows: Rows, row, as_at) -> None:
        days = draw.randint(first, last)
        rows.append(row | {key: f"{row[key]}-{len(rows)}", starts: later(row[starts], days, as_at)})
        if ends and row[ends]:
            rows[-1][ends] = draw.choice(["", later(row[ends], days, as_at)])

    return act


def dies(draw, rows: Rows, row, as_at: date) -> None:
    row["died_on"] = (as_at - timedelta(draw.randint(0, 900))).isoformat()


def is_older(draw, rows: Rows, row, as_at: date) -> None:
    """Near 18 on a day that is counted; some on 29 February."""
    grown_on = as_at - timedelta(draw.randint(-200, 900))
    row["born_on"] = draw.choice(["1992-02-29", f"{grown_on.year - 18}-{grown_on.month:02}-01"])


def is_no_longer_named(draw, rows: Rows, row, as_at: date) -> None:
    row["known_to_on"] = later(row["started_on"], draw.randint(0, 300), as_at)


def goes_to_hospital(draw, rows: Rows, row, as_at: date) -> None:
    """And comes back, mostly to the same home; a day in between may be missing."""
    start = date.fromisoformat(row["started_on"])
    if row["ended_on"] or (as_at - start).days < 60:
        return
    out = start + timedelta(draw.randint(1, (as_at - start).days - 30))
    back = out + timedelta(draw.randint(0, 12))
    stay = row | {
        "placement": f"{row['placement']}-T",
        "started_on": out.isoformat(),
        "kind": draw.choice(["T0", "T1"]),
    }
    home = row | {
        "placement": f"{row['placement']}-U",
        "started_on": (back + timedelta(draw.randint(0, 5) // 5)).isoformat(),
    }
    home["kind"] = draw.choice([row["kind"]] * 4 + ["U4", "A3", "A6"])
    home["home"] = draw.choice(["", f"h {row['placement']}", f"H{row['placement']}".lower(), "elsewhere"])
    row["home"] = draw.choice(["", f"H{row['placement']}"])
    row["ended_on"], stay["ended_on"] = out.isoformat(), back.isoformat()
    rows += draw.choice([[stay, home], [stay, home], [home | {"started_on": out.isoformat()}]])


ACTS: dict[str, list[Callable]] = {
    "children": [dies, is_older, is_older, forget("born_on"), put("sex", "U", ""), forget("ethnicity"), forget("disabled")],
    "referrals": [
        forget("closed_on"), again("referral", "received_on", "closed_on", 0, 0), put("no_further_action", "true", ""),
        again("referral", "received_on", "closed_on", 1, 400), move("closed_on", 1, 400), forget("team"),
    ],
    "assessments": [
        forget("started_on"), forget("referral"), forget("finished_on"), put("referral", "none such"),
        move("finished_on", 1, 200), move("started_on", 1, 90), put("kind", "initial", "core"), put("team", "no such team"),
    ],
    "section_47_enquiries": [
        forget("finished_on"), put("conference_not_needed", "true", "false", ""), move("started_on", 1, 60),
        again("enquiry", "started_on", "finished_on", 0, 100),
    ],
    "conferences": [
        forget("enquiry"), forget("held_on"), put("kind", "transfer_in"), move("held_on", -60, 60), put("enquiry", "none such"),
        again("conference", "held_on", "", 0, 50),
    ],
    "protection_plans": [
        forget("ended_on"), again("plan", "started_on", "ended_on", 0, 300), forget("previous_plans"), move("ended_on", 1, 800),
        move("started_on", 1, 500),
    ],
    "care_episodes": [
        forget("ended_on"), again("episode", "started_on", "ended_on", 0, 90), put("legal_status", "V3", "V4", "C2"),
        move("ended_on", -30, 30), move("started_on", -90, 30), is_no_longer_named,
    ],
    "placements": [
        goes_to_hospital, goes_to_hospital, again("placement", "started_on", "ended_on", 0, 200), forget("ended_on"),
        move("ended_on", -30, 30), put("kind", "A3", "A5", "U5", "T1", ""),
    ],
    "care_reviews": [move("held_on", 1, 120), again("review", "held_on", "", 0, 60), forget("due_on")],
    "involvements": [
        forget("ended_on"), again("involvement", "started_on", "ended_on", 0, 60), put("role", "", "co-worker"),
        move("ended_on", -60, 60), put("worker", "W9999"),
    ],
    "workers": [put("full_time_equivalent", "", "0", "0.5"), put("qualified", "", "false")],
    "teams": [move("to_on", -30, 200), forget("district"), forget("to_on")],
}  # fmt: skip
