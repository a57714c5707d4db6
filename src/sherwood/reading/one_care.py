"""Two formats that tell of the same children, such as the looked-after return and the inspection lists: once each.

For each table the source that reaches further stands for the days it covers, and the other tells of the days after:
how what was open then ended, and what began since. What the other says of the days covered is merged where the first has
it too. What only the other has is put aside and reported, unless it goes on beyond those days.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.reading.combining import gathered, key_date
from sherwood.reading.days import NOT_OF_EVENTS
from sherwood.reading.deriving import connected
from sherwood.reading.extracts import Settled
from sherwood.reading.findings import RowInConflict
from sherwood.reading.format import Contribution, Reading
from sherwood.reading.reach import inferred
from sherwood.records.parquet import ARROW
from sherwood.records.reach import Reach
from sherwood.records.tables import TABLES

SPELLS = {"care_episodes", "placements", "protection_plans", "missing_episodes", "involvements"}
SAME = 0.5  # share of the fewer children that must be in both
ONLY_ONE = "In one source and not in the other, which covers the day"
ASIDE = "The source that covers this day does not have it. It was put aside; check which is right."
KEPT = "It goes on beyond the days that the other source covers, so it is counted."


def settle(readings: Sequence[Reading], as_at: date, settled: Settled) -> None:
    """Let each table that several readings give tell of each child's care once."""
    tables = [name for name in TABLES if name not in NOT_OF_EVENTS]
    shared = {name: [reading for reading in readings if _rows(reading, name)] for name in tables}
    shared = {name: of for name, of in shared.items() if len(of) > 1}
    _check_same_children(shared)
    for name, of in shared.items():
        reaches = {id(one): one.reach.get(name) or inferred(name, one, as_at) for one in of}
        first, *others = sorted(of, key=lambda one: _length(reaches[id(one)]), reverse=True)
        cover = reaches[id(first)]
        if cover.from_on is not None:
            for other in others:
                _settle_two(name, first, other, cover, settled)


def _rows(reading: Reading, table: str) -> int:
    return sum(contribution.rows.num_rows for contribution in reading.of(table))


def _length(reach: Reach) -> tuple[int, date]:
    return ((reach.to_on - reach.from_on).days if reach.from_on else -1), reach.to_on


def _check_same_children(shared: dict[str, list[Reading]]) -> None:
    """Two sources are of the same children when half of the fewer are in both; otherwise a person must say."""
    children: dict[str, tuple[Reading, set[str]]] = {}
    for table, readings in shared.items():
        for reading in readings:
            _, held = children.setdefault(reading.name, (reading, set()))
            held.update(
                child
                for contribution in reading.of(table)
                for child in contribution.rows["child"].to_pylist()
            )
    named = list(children.values())
    for n, (one, first) in enumerate(named):
        for other, second in named[n + 1 :]:
            both, fewer = len(first & second), min(len(first), len(second))
            if both < fewer * SAME:
                raise SherwoodError(
                    f"{one.title} and {other.title} both tell of {', '.join(_words(name) for name in shared)}, and "
                    f"only {both:,} of {fewer:,} identifiers of children are in both. Give both with the same "
                    "identifiers, or load one of them."
                )


def _words(table: str) -> str:
    return table.replace("_", " ")


def _settle_two(table: str, first: Reading, other: Reading, cover: Reach, settled: Settled) -> None:
    if table in SPELLS:
        _go_on(table, first, other, cover)
    how = _answers(table, first, other, cover)
    counts = {
        answer: sum(1 for one in how.values() if one == answer) for answer in ("merged", "aside", "kept")
    }
    for n, contribution in enumerate(other.contributions):
        if contribution.table == table:
            other.contributions[n] = _without(n, contribution, how, settled)
    settled.sentences.append(
        f"{_words(table).capitalize()}: {first.title} stands to {spoken(cover.to_on)} and {other.title} after it; "
        f"{counts['merged']:,} rows of the latter say the same, {counts['aside']:,} say otherwise and were put aside."
    )


def _answers(table: str, first: Reading, other: Reading, cover: Reach) -> dict[tuple[int, int], str]:
    """Of each row of the other source that is of the days covered: merged, aside or kept, by contribution and row."""
    day, places = (
        key_date(TABLES[table]),
        [n for n, contribution in enumerate(other.contributions) if contribution.table == table],
    )
    ended = "coalesce({}.ended_on, DATE '9999-12-31')"
    spell = table in SPELLS
    covered = f"o.{day} <= $last AND " + (f"{ended.format('o')} >= $first" if spell else f"o.{day} >= $first")
    alike = (
        f"f.{day} <= {ended.format('o')} AND {ended.format('f')} >= o.{day}"
        if spell
        else f"f.{day} = o.{day}"
    )
    beyond = f"{ended.format('o')} > $last" if spell else "false"
    sql = f"""SELECT _source, _row, CASE
            WHEN EXISTS (FROM firsts f WHERE f.child = o.child AND {alike}) THEN 'merged'
            WHEN {beyond} THEN 'kept' ELSE 'aside' END
        FROM others o WHERE {covered}"""
    with connected() as connection:
        connection.register("firsts", gathered(TABLES[table], first.of(table)))
        connection.register("others", gathered(TABLES[table], other.of(table)))
        found = connection.execute(sql, {"first": cover.from_on, "last": cover.to_on}).fetchall()
    return {(places[source], row): answer for source, row, answer in found}


def _without(
    place: int, contribution: Contribution, how: dict[tuple[int, int], str], settled: Settled
) -> Contribution:
    """The contribution without the rows that the other source stands for; the account says what became of each."""
    account, gone = contribution.account, []
    for line in contribution.rows.to_pylist():
        answer = how.get((place, line["_row"]))
        if answer == "merged" and contribution.stands_for:
            account.merged.add(line["_row"])
        if answer == "aside" and contribution.stands_for:
            account.put_aside(line["_row"], "", ASIDE)
        if answer in ("merged", "aside"):
            gone.append(line["_row"])
        if answer in ("aside", "kept"):
            key = line[TABLES[contribution.table].key]
            of = (contribution.table, key, line["child"], account.file, account.sheet, line["_row"])
            settled.findings.append(RowInConflict(ONLY_ONE, *of, ASIDE if answer == "aside" else KEPT))
    outside = pc.invert(pc.is_in(contribution.rows["_row"], pa.array(gone, pa.int64())))
    return replace(contribution, rows=contribution.rows.filter(outside))


def _go_on(table: str, first: Reading, other: Reading, cover: Reach) -> None:
    """End what the first source has open as the other says: where its spell ends, or where its next begins.

    Of a child whom the other does not name at all, though it is whole from then on, nothing is known after.
    """
    reason = "end_reason" if "end_reason" in TABLES[table].names else "NULL"
    sql = f"""SELECT child, min(ended) AS ended, arg_min(reason, ended) AS reason FROM (
            SELECT child, ended_on AS ended, {reason} AS reason FROM others
            WHERE started_on <= $last AND coalesce(ended_on, DATE '9999-12-31') > $last
            UNION ALL SELECT child, started_on, NULL FROM others WHERE started_on > $last
        ) GROUP BY child"""
    known_to = f"DATE '{cover.to_on}'" if _whole_after(other, cover) else "NULL"
    with connected() as connection:
        connection.register("others", gathered(TABLES[table], other.of(table)))
        connection.execute(f"CREATE TEMP TABLE ends AS {sql}", {"last": cover.to_on})
        for n, contribution in enumerate(first.contributions):
            if contribution.table == table and contribution.rows.num_rows:
                connection.register("open", _with_known_to(contribution.rows, table))
                rows = connection.sql(_ended(known_to, table)).to_arrow_table()
                first.contributions[n] = replace(contribution, rows=rows)


def _whole_after(other: Reading, cover: Reach) -> bool:
    """Whether the other source holds everybody in care on the day after the days covered."""
    reach = other.reach.get("care_episodes")
    return reach is not None and reach.covers(cover.to_on, cover.to_on)


def _with_known_to(rows: pa.Table, table: str) -> pa.Table:
    wanted = {"ended_on", "end_reason", "known_to_on"} & {*TABLES[table].names}
    for name in sorted(wanted - {*rows.column_names}):
        rows = rows.append_column(name, pa.nulls(rows.num_rows, ARROW[TABLES[table][name].kind]))
    return rows


def _ended(known_to: str, table: str) -> str:
    """The rows with the ends of those that are open, and until when those are known to last that nobody names."""
    shown = {
        "ended_on": "coalesce(open.ended_on, ends.ended)",
        "end_reason": "coalesce(open.end_reason, if(open.ended_on IS NULL, ends.reason, NULL))",
        "known_to_on": f"""CASE WHEN open.ended_on IS NOT NULL OR ends.child IS NOT NULL THEN NULL
            ELSE coalesce(open.known_to_on, {known_to}) END""",
    }
    changed = ", ".join(f"{what} AS {name}" for name, what in shown.items() if name in TABLES[table].names)
    return f"SELECT open.* REPLACE ({changed}) FROM open LEFT JOIN ends ON open.child = ends.child ORDER BY open._row"
