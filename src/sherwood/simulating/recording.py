"""Rows recorded wrongly, as in any case system: few, known, and the same for the same seed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sherwood.kit.working_days import add_months
from sherwood.records.tables import TABLES
from sherwood.simulating.chance import Chance
from sherwood.simulating.parameters import Faults


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row: its table, its key, and the kind of fault."""

    table: str
    key: str
    kind: str


def spoil(rows: dict[str, list[Any]], faults: Faults, chance: Chance) -> list[Fault]:
    """Record some rows wrongly and say which. No row is spoiled twice."""
    total, spoiled, made = sum(map(len, rows.values())), set(), []
    for kind, a_hundred_thousand in vars(faults).items():
        for _ in range(max(1, round(total * a_hundred_thousand / 100_000))):
            table = chance.choice(TABLES_WITH[kind])
            place = chance.randrange(len(rows[table])) if rows[table] else 0
            if not rows[table] or (table, place) in spoiled or not FITS[kind](rows[table][place]):
                continue
            spoiled.add((table, place))
            SPOIL[kind](rows[table], place, chance)
            made.append(Fault(table, getattr(rows[table][place], TABLES[table].key), kind))
    return made


def _forget_seen(rows: list[Any], place: int, chance: Chance) -> None:
    rows[place].seen = rows[place].seen_on = None


def _end_early(rows: list[Any], place: int, chance: Chance) -> None:
    rows[place].finished_on = rows[place].started_on - timedelta(chance.randrange(1, 30))


def _repeat(rows: list[Any], place: int, chance: Chance) -> None:
    rows.append(replace(rows[place]))


def _as_a_number(rows: list[Any], place: int, chance: Chance) -> None:
    """A spreadsheet took the identifier for a number."""
    rows[place].child += ".0"


def _ten_years_on(rows: list[Any], place: int, chance: Chance) -> None:
    rows[place].visited_on = add_months(rows[place].visited_on, 120)


SPOIL: dict[str, Callable[[list[Any], int, Chance], None]] = {
    "seen_missing": _forget_seen,
    "end_before_start": _end_early,
    "duplicated": _repeat,
    "decimal_identifier": _as_a_number,
    "future_date": _ten_years_on,
}
TABLES_WITH = {
    "seen_missing": ["assessments"],
    "end_before_start": ["assessments", "section_47_enquiries"],
    "duplicated": ["contacts", "protection_visits"],
    "decimal_identifier": ["contacts", "care_visits"],
    "future_date": ["protection_visits", "care_visits"],
}


def _finished(row: Any) -> bool:
    return row.started_on is not None and row.finished_on is not None


def _any(row: Any) -> bool:
    return True


FITS: dict[str, Callable[[Any], bool]] = {
    "seen_missing": _finished,
    "end_before_start": _finished,
    "duplicated": _any,
    "decimal_identifier": _any,
    "future_date": _any,
}
