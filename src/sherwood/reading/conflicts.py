"""What in the records conflicts: found by kind once they are put together, and reported with the rule that is applied.

Nothing here changes a record. Rules that change a figure (care ends at 18 and at death, nothing after the day of the
records counts) are the measures'; they are said here so that whoever reads the list knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from sherwood.reading.combining import gathered
from sherwood.reading.conflict_kinds import TEMPORARY, kinds
from sherwood.reading.deriving import connected
from sherwood.reading.findings import RowInConflict
from sherwood.reading.format import Contribution
from sherwood.records.parquet import arrow_schema
from sherwood.records.reach import Reach
from sherwood.records.tables import TABLES, RecordTable

COUNTED = {  # what a source counts for itself over twelve months, and the table and day to count it by
    "missing episodes": ("missing_episodes", "started_on"),
    "referrals": ("referrals", "received_on"),
    "section 47 enquiries": ("section_47_enquiries", "started_on"),
    "conferences": ("conferences", "held_on"),
}

BEGUN = """CREATE TEMP TABLE begun AS SELECT child, 'referral' AS what, received_on AS day FROM referrals
    UNION ALL SELECT child, 'plan', started_on FROM protection_plans
    UNION ALL SELECT child, 'care', started_on FROM care_episodes"""


def find(
    combined: Mapping[str, pa.Table],
    contributions: Mapping[str, Sequence[Contribution]],
    reach: Mapping[str, Reach],
    as_at: date,
) -> list[RowInConflict]:
    """Every conflict in the records of a load. `combined` still has the `_source` and `_row` each record is from."""
    findings: list[RowInConflict] = []
    with connected() as connection:
        for table in TABLES.values():
            rows = combined[table.name] if table.name in combined else _empty(table)
            connection.register(table.name, rows)
        connection.execute(BEGUN)
        for conflict in kinds(as_at):
            for name, rows in conflict.rows.items():
                if name in combined:
                    findings += _found(
                        conflict.kind, conflict.rule, name, rows, contributions[name], connection
                    )
        findings += _given_twice(connection, contributions.get("children", ()))
        findings += _counted_otherwise(connection, contributions, reach)
    return findings


def _empty(table: RecordTable) -> pa.Table:
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
) -> Iterator[RowInConflict]:
    key = TABLES[name].key
    sql = f'SELECT DISTINCT r."{key}", r.child, r._source, r._row {rows} ORDER BY r._source, r._row'
    for record, child, source, row in connection.execute(sql).fetchall():
        account = contributions[source].account
        yield RowInConflict(kind, name, record, child, account.file, account.sheet, row, rule)


GIVEN_TWICE = {
    "born_on": ("Two dates of birth of one child", "The newest file's is used. Correct the other."),
    "sex": ("Two sexes of one child", "The newest file's is used. Correct the other."),
    "died_on": ("Two dates of death of one child", "The newest file's is used. Correct the other."),
}


def _given_twice(
    connection: duckdb.DuckDBPyConnection, contributions: Sequence[Contribution]
) -> Iterator[RowInConflict]:
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


COUNT_IT = (
    "Sherwood counts the rows it holds; the source's own count is kept beside them. Find which is short."
)
A_YEAR = "INTERVAL 12 MONTH"


def _counted_otherwise(
    connection: duckdb.DuckDBPyConnection,
    contributions: Mapping[str, Sequence[Contribution]],
    reach: Mapping[str, Reach],
) -> Iterator[RowInConflict]:
    """What a source counts over twelve months beside the rows held, where these reach over the twelve months."""
    told = contributions.get("source_counts")
    conditions = {what: (table, _other_number(table, day)) for what, (table, day) in COUNTED.items()}
    for what, (table, differs) in ({"placements": ("placements", OTHER_PLACEMENTS)} | conditions).items():
        known = reach.get(table)
        if not told or known is None or known.from_on is None:
            continue
        rows = f"""FROM source_counts r WHERE r.what = '{what}' AND r.counted_on <= DATE '{known.to_on}'
            AND r.counted_on - {A_YEAR} >= DATE '{known.from_on}' AND {differs}"""
        kind = f"The source counts other {what} in the last 12 months"
        yield from _found(kind, COUNT_IT, "source_counts", rows, told, connection)


def _other_number(table: str, day: str) -> str:
    """That the number told is not that of the rows of the twelve months up to the day it was counted."""
    return f"""r.number <> (SELECT count(*) FROM {table} t WHERE t.child = r.child
        AND t.{day} > r.counted_on - {A_YEAR} AND t.{day} <= r.counted_on)"""


# A placement lasts, so the one open when the twelve months began is one of them. Sources differ in whether a time away
# counts, and a return to the same home: what lies between the fewest and the most that the rows can be is no conflict.
OTHER_PLACEMENTS = f"""NOT coalesce((
    SELECT r.number BETWEEN count(DISTINCT coalesce(t.home, concat_ws('|', t.kind, t.provider)))
            FILTER (coalesce(t.kind, '') NOT IN {TEMPORARY}) AND count(*)
    FROM placements t WHERE t.child = r.child AND t.started_on <= r.counted_on
        AND (t.ended_on IS NULL OR t.ended_on > r.counted_on - {A_YEAR})), false)"""
