"""The kinds of conflict that records can have: each with its rule, and the SQL of the rows that it is true of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sherwood.kit.working_days import bank_holidays
from sherwood.reading.combining import key_date
from sherwood.reading.days import NOT_OF_EVENTS, NOT_TELLING
from sherwood.records.tables import TABLES, Kind, RecordTable

EVENTS = [table for table in TABLES.values() if table.name not in NOT_OF_EVENTS]
CARE = ("care_episodes", "placements")
TEMPORARY = "('T0', 'T1', 'T2', 'T3', 'T4')"
EVER = "DATE '9999-12-31'"
STARTS = ("started_on", "received_on")
ENDS = ("ended_on", "finished_on", "closed_on", "decided_on")


@dataclass(frozen=True)
class Conflict:
    """A kind of conflict: the rule, and for each table the SQL of the rows (alias `r`) that it is true of."""

    kind: str
    rule: str
    rows: Mapping[str, str]


def _of_child(table: RecordTable | str, condition: str) -> str:
    name = table if isinstance(table, str) else table.name
    return f"FROM {name} r JOIN children c ON c.child = r.child WHERE {condition}"


def _overlapping(table: str, also: str = "true") -> str:
    return f"""FROM {table} r WHERE {also.format("r")} AND EXISTS (
        FROM {table} o WHERE o.child = r.child AND o."{TABLES[table].key}" <> r."{TABLES[table].key}"
        AND {also.format("o")} AND (o.started_on, o."{TABLES[table].key}") < (r.started_on, r."{TABLES[table].key}")
        AND coalesce(o.ended_on, {EVER}) > r.started_on)"""


def _each(condition: str, tables: Sequence[RecordTable] = EVENTS) -> dict[str, str]:
    """The condition for each table of events, with the day a record is of."""
    return {table.name: _of_child(table, condition.format(day=f'r."{key_date(table)}"')) for table in tables}


def _after(as_at: date) -> dict[str, str]:
    found = {}
    for table in EVENTS:
        days = [
            column.name
            for column in table.columns
            if column.kind is Kind.DATE and column.name not in NOT_TELLING
        ]
        late = " OR ".join(f"r.\"{name}\" > DATE '{as_at}'" for name in days)
        found[table.name] = f"FROM {table.name} r WHERE {late}"
    return found


def _ends_first() -> dict[str, str]:
    found = {}
    for table in EVENTS:
        pairs = [f"r.{end} < r.{start}" for start in STARTS for end in ENDS if {start, end} <= {*table.names}]
        if pairs:
            found[table.name] = f"FROM {table.name} r WHERE {' OR '.join(pairs)}"
    return found


def _of_referral(condition: str) -> dict[str, str]:
    tables = [table for table in EVENTS if "referral" in table.names[1:]]
    return {
        table.name: f"FROM {table.name} r JOIN referrals f ON f.referral = r.referral "
        f"WHERE {condition.format(day=f'r.{key_date(table)}')}"
        for table in tables
    }


def _not_working() -> str:
    closed = ", ".join(f"DATE '{day}'" for day in bank_holidays())
    return f"FROM conferences r WHERE isodow(r.held_on) > 5 OR r.held_on IN ({closed})"


OPEN_TWICE = """FROM protection_plans r WHERE r.ended_on IS NULL AND EXISTS (
    FROM protection_plans o WHERE o.child = r.child AND o.plan < r.plan AND o.ended_on IS NULL)"""

SAME_PERSON = """FROM children r WHERE EXISTS (
    FROM children o WHERE o.child < r.child AND o.born_on = r.born_on AND o.sex = r.sex AND (
        ltrim(regexp_replace(o.child, '\\D', '', 'g'), '0') = ltrim(regexp_replace(r.child, '\\D', '', 'g'), '0')
            AND regexp_matches(r.child, '\\d')
        OR o.ethnicity = r.ethnicity AND EXISTS (
            FROM begun a JOIN begun b ON a.what = b.what AND a.day = b.day WHERE a.child = o.child AND b.child = r.child)))"""


def kinds(as_at: date) -> list[Conflict]:
    """Every kind. A rule says what is done with the rows and what to do about them."""
    return [*_outside_a_life(), *_lasting_too_long(as_at), *_at_once(), *_out_of_order(), *_odd(as_at)]


def _outside_a_life() -> list[Conflict]:
    """Before the child was born, or after its death."""
    not_care = [table for table in EVENTS if table.name not in CARE]
    care = [TABLES[name] for name in CARE]
    return [
        Conflict(
            "More than ten months before the child was born",
            "Counted on the day it bears. Check the day and the date of birth.",
            _each("{day} < c.born_on - INTERVAL 10 MONTH", not_care),
        ),
        Conflict(
            "In care before the child was born",
            "Counted from the day it bears. Check the day and the date of birth.",
            _each("{day} < c.born_on", care),
        ),
        Conflict(
            "After the child died",
            "Counted on the day it bears. Check the day and the date of death.",
            _each("{day} > c.died_on"),
        ),
    ]


def _lasting_too_long(as_at: date) -> list[Conflict]:
    """Care that nobody closed."""
    adult = f"r.ended_on IS NULL AND c.born_on + INTERVAL 18 YEAR <= DATE '{as_at}'"
    dead = f"r.ended_on IS NULL AND c.died_on <= DATE '{as_at}'"
    return [
        Conflict(
            "In care beyond the 18th birthday",
            "Care ends on the 18th birthday, and is not counted from then. Close it in the case system.",
            {"care_episodes": _of_child("care_episodes", adult)},
        ),
        Conflict(
            "In care after death",
            "Care ends on the day of death, and is not counted from then. Close it in the case system.",
            {"care_episodes": _of_child("care_episodes", dead)},
        ),
        Conflict(
            "In care, and not in the latest return",
            "Care is known to last until the end of the last return that names the child, and is not counted after. "
            "Give its end, or the child, in the next return.",
            {"care_episodes": "FROM care_episodes r WHERE r.known_to_on IS NOT NULL"},
        ),
    ]


def _at_once() -> list[Conflict]:
    """Two of what a child can only have one of."""
    return [
        Conflict(
            "Two episodes of care at once",
            "Both are held. Correct the days so that one ends where the next begins.",
            {"care_episodes": _overlapping("care_episodes")},
        ),
        Conflict(
            "Two placements at once, neither temporary",
            "Both are held. Correct the days so that one ends where the next begins.",
            {"placements": _overlapping("placements", f"coalesce({{}}.kind, '') NOT IN {TEMPORARY}")},
        ),
        Conflict(
            "Two protection plans open at once",
            "Both are held. End the one that is over.",
            {"protection_plans": OPEN_TWICE},
        ),
    ]


def _out_of_order() -> list[Conflict]:
    """Days that cannot follow one another so."""
    return [
        Conflict(
            "Begun before its referral was received",
            "Counted on the day it bears. Correct the days, or the referral it names.",
            _of_referral("{day} < f.received_on"),
        ),
        Conflict(
            "Begun after the case of its referral was closed",
            "Counted on the day it bears. Correct the days, or the referral it names.",
            _of_referral("{day} > f.closed_on"),
        ),
        Conflict(
            "Ended before it began",
            "Counted, but no length is worked out from it. Correct the days.",
            _ends_first(),
        ),
    ]


def _odd(as_at: date) -> list[Conflict]:
    """Days that can hardly be, and people who may be one."""
    return [
        Conflict(
            "An initial conference on a weekend or bank holiday",
            "Counted on the day it bears. Check the day: the census takes it for an error.",
            {"conferences": _not_working()},
        ),
        Conflict(
            "After the day the records are true of",
            "Not counted: no measure sees what happened after that day. Check the day.",
            _after(as_at),
        ),
        Conflict(
            "Perhaps one person under two identifiers",
            "Both are counted. Born on one day, of one sex, and with the same figures in the identifier or the same "
            "ethnicity and the same day of referral, plan or care: twins, or one child to be put together.",
            {"children": SAME_PERSON},
        ),
    ]
