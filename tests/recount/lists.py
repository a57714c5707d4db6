"""The inspection lists (Annex A), read by hand.

A record has no identifier there: it is known by its child and its day.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from recount.council import Council, Row

YES_OR_NO = {"yes": True, "no": False}


def read_lists(path: Path, as_at: date) -> Council:
    sheets = pd.read_excel(path, sheet_name=None, header=None, engine="calamine")
    lists = defaultdict(list, {name: list(_lines(frame)) for name, frame in sheets.items()})
    tables: dict[str, list[Row]] = {"children": list(_children(lists, as_at))}
    tables["referrals"] = _received(lists)
    tables["assessments"] = [
        Row(assessment=key, kind="single", started_on=day, finished_on=_date(line, "Authorisation"), **about)
        for key, day, line, about in _records(lists["List 4"], "Assessment Start Date")
    ]
    tables["section_47_enquiries"], tables["conferences"] = _protected(lists["List 5"])
    tables["protection_plans"] = [
        Row(plan=key, started_on=day, ended_on=_date(line, "Plan End Date"), previous_plans=_whole(line, "Previous Child Protection"), **about)
        for key, day, line, about in _records(_once(lists["List 7"], "Protection Plan Start"), "Protection Plan Start")
    ]  # fmt: skip
    tables |= _in_care(_once(lists["List 8"], "Started to be Looked After"), as_at)
    return Council(tables, as_at)


def _lines(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows under the headings, exact copies once."""
    cells = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    headings, seen = [str(cell) for cell in cells[0]], set()
    for row in cells[1:]:
        if tuple(row) not in seen and any(cell is not None for cell in row):
            yield dict(zip(headings, row, strict=True))
        seen.add(tuple(row))


def _cell(line: dict[str, Any], part: str) -> Any:
    return next((cell for heading, cell in line.items() if part.lower() in heading.lower()), None)


def _text(line: dict[str, Any], part: str) -> str:
    cell = _cell(line, part)
    return "" if cell is None else str(cell).strip()


def _date(line: dict[str, Any], part: str) -> date | None:
    cell = _cell(line, part)
    return None if cell in (None, "") else pd.to_datetime(cell, dayfirst=True).date()


def _whole(line: dict[str, Any], part: str) -> int | None:
    text = _text(line, part)
    return int(float(text)) if text else None


def _flag(line: dict[str, Any], part: str) -> bool | None:
    return YES_OR_NO.get(_text(line, part).lower().partition(") ")[2] or _text(line, part).lower())


def _code(line: dict[str, Any], part: str, pattern: str) -> str | None:
    found = re.search(pattern, _text(line, part))
    return found[0] if found else None


def _child(line: dict[str, Any]) -> str:
    cell = _cell(line, "Child Unique ID")
    return str(int(cell)) if isinstance(cell, (int, float)) else str(cell).strip()


def _worker(line: dict[str, Any]) -> str | None:
    """No name is held, but an identifier made of it."""
    name = _text(line, "Allocated Worker").replace("\xa0", " ")
    if not name or re.search(r"\d", name):
        return name or None
    return f"W-{hashlib.sha256(' '.join(name.lower().split()).encode()).hexdigest()[:12].upper()}"


def _records(lines: list[dict], day_of: str) -> Iterator[tuple[str, date, dict, dict]]:
    """Key, day, line and the common columns of each record; a second of a child and day is numbered."""
    counts: Counter[tuple[str, date]] = Counter()
    for line in lines:
        child, day = _child(line), _date(line, day_of)
        if day:
            counts[child, day] += 1
            about = {"child": child, "team": _text(line, "Allocated Team") or None, "worker": _worker(line)}
            yield _key(child, day, counts[child, day]), day, line, about


def _key(child: str, day: date, number: int) -> str:
    return f"{child}|{day}" + (f"|{number}" if number > 1 else "")


def _once(lines: list[dict], day_of: str) -> list[dict]:
    """Where a child and day stand in several rows that differ, the first."""
    first: dict[tuple[str, date | None], dict] = {}
    for line in lines:
        first.setdefault((_child(line), _date(line, day_of)), line)
    return list(first.values())


def _children(lists: dict[str, list[dict]], as_at: date) -> Iterator[Row]:
    """What the lists say of each child, a later list over an earlier one where it says anything."""
    said: dict[str, dict] = {}
    held = ("List 1", "List 3", "List 4", "List 5", "List 6", "List 7", "List 8", "List 9")
    for line in (line for name in held for line in lists.get(name, [])):
        born_on = _date(line, "Date of Birth")
        sex = _text(line, "Gender").lower().partition(") ")[2] or _text(line, "Gender").lower()
        row = {
            "born_on": born_on if born_on and born_on <= as_at else None,
            "sex": {"male": "M", "female": "F"}.get(sex, "U" if sex else None),
            "ethnicity": _code(line, "Ethnicity", r"[A-Z]{4}"),
            "disabled": _flag(line, "have a Disability"),
        }
        known = said.setdefault(_child(line), {})
        known |= {name: value for name, value in row.items() if value is not None}
    return (Row(child=child, **known) for child, known in said.items())


def _received(lists: dict[str, list[dict]]) -> list[Row]:
    """The referrals of list 3, with what list 6 says of the case that the first of a child and day opened."""
    opened = {(_child(line), _date(line, "CIN Start")): line for line in reversed(lists["List 6"])}
    rows = []
    for key, day, line, about in _records(lists["List 3"], "Date of Referral"):
        case = opened.get((about["child"], day)) if key == f"{about['child']}|{day}" else None
        rows.append(Row(
            referral=key, received_on=day, no_further_action=_flag(line, "NFA"),
            closed_on=_date(case, "CIN Closure") if case else None, **about,
        ))  # fmt: skip
    return rows


def _protected(lines: list[dict]) -> tuple[list[Row], list[Row]]:
    """A row is an enquiry, a conference, or both."""
    enquiries, conferences = [], []
    counts: Counter[tuple[str, date]] = Counter()
    of_line = {}
    for key, day, line, about in _records(lines, "Section 47 Enquiry Start"):
        of_line[id(line)] = key
        not_needed = _flag(line, "deemed unnecessary")
        enquiries.append(Row(enquiry=key, started_on=day, conference_not_needed=not_needed, **about))
    for line in lines:
        held_on, child = _date(line, "Date of Initial Child Protection Conference"), _child(line)
        if held_on:
            counts[child, held_on] += 1
            conferences.append(Row(
                conference=_key(child, held_on, counts[child, held_on]), child=child, enquiry=of_line.get(id(line)),
                kind="initial", held_on=held_on, team=_text(line, "Allocated Team") or None, worker=_worker(line),
            ))  # fmt: skip
    return enquiries, conferences


def _in_care(lines: list[dict], as_at: date) -> dict[str, list[Row]]:
    """A time in care is one episode, with the latest placement and review, and how many placements the list counts."""
    episodes, placements, reviews, counts = [], [], {}, {}
    for key, day, line, about in _records(lines, "Started to be Looked After"):
        ended_on, child = _date(line, "Ceased to be Looked After"), about["child"]
        legal = _code(line, "Legal Status", r"\b[A-Z]\d\b")
        episodes.append(Row(episode=key, started_on=day, ended_on=ended_on, legal_status=legal, **about))
        if placed_on := _date(line, "Most Recent Placement"):
            placements.append(Row(
                placement=f"{child}|{placed_on}", child=child, started_on=placed_on, ended_on=ended_on,
                kind=_code(line, "Placement Type", r"\b[A-Z]\d\b"), provider=_code(line, "Placement Provider", r"PR\d"),
            ))  # fmt: skip
        if held_on := _date(line, "Latest Statutory Review"):
            reviews[child, held_on] = Row(review=f"{child}|{held_on}", child=child, held_on=held_on)
        if (number := _whole(line, "Number of Placements")) is not None:
            counts[child] = Row(entry=child, child=child, what="placements", counted_on=as_at, number=number)
    return {
        "care_episodes": episodes, "placements": placements, "care_reviews": list(reviews.values()),
        "source_counts": list(counts.values()),
    }  # fmt: skip
