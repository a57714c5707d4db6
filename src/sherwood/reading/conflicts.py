"""What in the records conflicts: found by kind once they are put together, and reported with the rule that is applied.

Nothing here changes a record. Rules that change a figure (care ends at 18 and at death, nothing after the day of the
records counts) are the measures'; they are said here so that whoever reads the list knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa

from sherwood.kit.working_days import bank_holidays
from sherwood.reading.combining import gathered, key_date
from sherwood.reading.days import NOT_OF_EVENTS, NOT_TELLING
from sherwood.reading.deriving import connected
from sherwood.reading.findings import Finding
from sherwood.reading.format import Contribution
from sherwood.records.parquet import arrow_schema
from sherwood.records.reach import Reach
from sherwood.records.tables import TABLES, Kind, Table

EVENTS = [table for table in TABLES.values() if table.name not in NOT_OF_EVENTS]
CARE = ("care_episodes", "placements")
TEMPORARY = "('T0', 'T1', 'T2', 'T3', 'T4')"
EVER = "DATE '9999-12-31'"
STARTS = ("started_on", "received_on")
ENDS = ("ended_on", "finished_on", "closed_on", "decided_on")
COUNTED = {  # what a source counts for itself over twelve months, and the table and day to count it by
    "placements": ("placements", "started_on"),
    "missing episodes": ("missing_episodes", "started_on"),
    "referrals": ("referrals", "received_on"),
    "section 47 enquiries": ("section_47_enquiries", "started_on"),
    "conferences": ("conferences", "held_on"),
}


@dataclass(frozen=True)
class Conflict:
    """A kind of conflict: the rule, and for each table the SQL of the rows (alias `r`) that it is true of."""

    kind: str
    rule: str
    rows: Mapping[str, str]


def _of_child(table: Table | str, condition: str) -> str:
    name = table if isinstance(table, str) else table.name
    return f"FROM {name} r JOIN children c ON c.child = r.child WHERE {condition}"


def _overlapping(table: str, also: str = "true") -> str:
    return f"""FROM {table} r WHERE {also.format("r")} AND EXISTS (
        FROM {table} o WHERE o.child = r.child AND o."{TABLES[table].key}" <> r."{TABLES[table].key}"
        AND {also.format("o")} AND (o.started_on, o."{TABLES[table].key}") < (r.started_on, r."{TABLES[table].key}")
        AND coalesce(o.ended_on, {EVER}) > r.started_on)"""


def _each(condition: str, tables: Sequence[Table] = EVENTS) -> dict[str, str]:
    """The condition for each table of events, with the day a record is of."""
    return {table.name: _of_child(table, condition.format(day=f'r."{key_date(table)}"')) for table in tables}


def _after(as_at: date) -> dict[str, str]:
    found = {}
    for table in EVENTS:
        days = [one.name for one in table.columns if one.kind is Kind.DATE and one.name not in NOT_TELLING]
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


SAME_PERSON = """FROM children r WHERE EXISTS (
    FROM children o WHERE o.child < r.child AND o.born_on = r.born_on AND o.sex = r.sex AND (
        ltrim(regexp_replace(o.child, '\\D', '', 'g'), '0') = ltrim(regexp_replace(r.child, '\\D', '', 'g'), '0')
            AND regexp_matches(r.child, '\\d')
        OR o.ethnicity = r.ethnicity AND EXISTS (
            FROM begun a JOIN begun b ON a.what = b.what AND a.day = b.day WHERE a.child = o.child AND b.child = r.child)))"""

BEGUN = """CREATE TEMP TABLE begun AS SELECT child, 'referral' AS what, received_on AS day FROM referrals
    UNION ALL SELECT child, 'plan', started_on FROM protection_plans
    UNION ALL SELECT child, 'care', started_on FROM care_episodes"""


def _conflicts(as_at: date) -> list[Conflict]:
    """Every kind. A rule says what is done with the rows and what to do about them."""
    not_care = [table for table in EVENTS if table.name not in CARE]
    care = [TABLES[name] for name in CARE]
    eighteen = f"r.ended_on IS NULL AND c.born_on + INTERVAL 18 YEAR <= DATE '{as_at}'"
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
        Conflict(
            "In care beyond the 18th birthday",
            "Care ends on the 18th birthday, and is not counted from then. Close it in the case system.",
            {"care_episodes": _of_child("care_episodes", eighteen)},
        ),
        Conflict(
            "In care after death",
            "Care ends on the day of death, and is not counted from then. Close it in the case system.",
            {"care_episodes": _of_child("care_episodes", f"r.ended_on IS NULL AND c.died_on <= DATE '{as_at}'")},
        ),
        Conflict(
            "In care, and not in the latest return",
            "Care is known to last until the end of the last return that names the child, and is not counted after. "
            "Give its end, or the child, in the next return.",
            {"care_episodes": "FROM care_episodes r WHERE r.known_to_on IS NOT NULL"},
        ),
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
            {
                "protection_plans": """FROM protection_plans r WHERE r.ended_on IS NULL AND EXISTS (
                FROM protection_plans o WHERE o.child = r.child AND o.plan < r.plan AND o.ended_on IS NULL)"""
            },
        ),
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
    ]  # fmt: skip


def find(
    combined: Mapping[str, pa.Table],
    contributions: Mapping[str, Sequence[Contribution]],
    reach: Mapping[str, Reach],
    as_at: date,
) -> list[Finding]:
    """Every conflict in the records of a load. `combined` still has the `_source` and `_row` each record is from."""
    findings: list[Finding] = []
    with connected() as connection:
        for table in TABLES.values():
            rows = combined[table.name] if table.name in combined else _empty(table)
            connection.register(table.name, rows)
        connection.execute(BEGUN)
        for conflict in _conflicts(as_at):
            for name, rows in conflict.rows.items():
                if name in combined:
                    findings += _found(
                        conflict.kind, conflict.rule, name, rows, contributions[name], connection
                    )
        findings += _given_twice(connection, contributions.get("children", ()))
        findings += _counted_otherwise(connection, contributions, reach)
    return findings


def _empty(table: Table) -> pa.Table:
    schema = arrow_schema(table)
    for name in ("_source", "_row"):
        schema = schema.append(pa.field(name, pa.int64()))
    return schema.empty_table()


def _found(
    kind: str,
    rule: str,
    name: str,
    rows: str,
    contributions: Sequence[Contribution],
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[Finding]:
    key = TABLES[name].key
    sql = f'SELECT DISTINCT r."{key}", r.child, r._source, r._row {rows} ORDER BY r._source, r._row'
    for record, child, source, row in connection.execute(sql).fetchall():
        account = contributions[source].account
        yield Finding(kind, name, record, child, account.file, account.sheet, row, rule)


GIVEN_TWICE = {
    "born_on": ("Two dates of birth of one child", "The newest file's is used. Correct the other."),
    "sex": ("Two sexes of one child", "The newest file's is used. Correct the other."),
    "died_on": ("Two dates of death of one child", "The newest file's is used. Correct the other."),
}


def _given_twice(
    connection: duckdb.DuckDBPyConnection, contributions: Sequence[Contribution]
) -> Iterator[Finding]:
    """A child of whom two files, or two rows of one, say otherwise: once for each child, by the row not used."""
    if not contributions:
        return
    connection.register("said", gathered(TABLES["children"], contributions))
    for column, (kind, rule) in GIVEN_TWICE.items():
        known = f"s.{column} <> 'U'" if column == "sex" else "true"
        rows = f"""FROM said r JOIN (
                SELECT s.child, max((s._source, s._row)) AS other FROM said s JOIN children c ON c.child = s.child
                WHERE s.{column} <> c.{column} AND {known} GROUP BY s.child
            ) o ON r.child = o.child AND (r._source, r._row) = o.other"""
        yield from _found(kind, rule, "children", rows, contributions, connection)


def _counted_otherwise(
    connection: duckdb.DuckDBPyConnection,
    contributions: Mapping[str, Sequence[Contribution]],
    reach: Mapping[str, Reach],
) -> Iterator[Finding]:
    """What a source counts over twelve months beside the rows held, where these reach over the twelve months."""
    rule = (
        "Sherwood counts the rows it holds; the source's own count is kept beside them. Find which is short."
    )
    for what, (table, day) in COUNTED.items():
        known = reach.get(table)
        if "source_counts" not in contributions or known is None or known.from_on is None:
            continue
        rows = f"""FROM source_counts r WHERE r.what = '{what}'
            AND r.counted_on - INTERVAL 12 MONTH >= DATE '{known.from_on}' AND r.counted_on <= DATE '{known.to_on}'
            AND r.number <> (SELECT count(*) FROM {table} t WHERE t.child = r.child
                AND t.{day} > r.counted_on - INTERVAL 12 MONTH AND t.{day} <= r.counted_on)"""
        kind = f"The source counts other {what} in the last 12 months"
        yield from _found(kind, rule, "source_counts", rows, contributions["source_counts"], connection)
