"""Placements from episodes: an episode begins with any change, a row of placements with a change of carers.

Reasons L (legal status only), T and U (same carers) go on with the row of the episode they follow without a gap; S,
P and B begin another. Temporary placements (T0 to T4) are rows of their own. What goes on after one, and when a change
of carers is no move, is the same for every format and is not settled here: see `measuring.placements`.
"""

from collections.abc import Sequence

import pyarrow as pa

from sherwood.reading.deriving import connected, with_constant
from sherwood.reading.ssda903.years import YearPart

SAME_CARERS = "('L', 'T', 'U')"

LEFT_OPEN = """
    ended_on IS NULL AND year + 1 IN (SELECT DISTINCT year FROM episodes)
"""

STILL_OPEN = (
    "The episode is open at the end of this collection year and is not in the next year's file. It is known to "
    "last to the end of the year; give its end in the source."
)

LATEST = f"""
    SELECT *, coalesce(kind, '') IN ('T0', 'T1', 'T2', 'T3', 'T4') AS temporary,
        if({LEFT_OPEN}, make_date(year + 1, 3, 31), NULL) AS known_to_on FROM episodes
    QUALIFY row_number() OVER (PARTITION BY child, started_on ORDER BY _place DESC, _row DESC) = 1
"""

# one home however its postcode or number is spelled; a number of X only says nothing. What is kept is a count of the
# homes of this load, from which no address can be worked out
PLAIN = "nullif(regexp_replace(upper({}), '[^A-Z0-9]', '', 'g'), '')"
HOME = f"""coalesce({PLAIN.format("postcode")}, nullif(ltrim({PLAIN.format("urn")}, 'X'), ''))"""

PLACEMENTS = f"""
    WITH latest AS ({LATEST}),
    moved AS (
        SELECT *, NOT coalesce(
            lag(ended_on) OVER w IS NOT DISTINCT FROM started_on
            AND start_reason IN {SAME_CARERS}
            AND lag(temporary) OVER w = temporary, false) AS moves
        FROM latest WINDOW w AS (PARTITION BY child ORDER BY started_on)
    ),
    numbered AS (
        SELECT *, sum(moves::INT) OVER (PARTITION BY child, temporary ORDER BY started_on) AS number
        FROM moved
    ),
    told AS (SELECT first(_place ORDER BY started_on) AS _place, first(_row ORDER BY started_on) AS _row,
        child || '|' || min(started_on) AS placement, child, min(started_on) AS started_on,
        last(ended_on ORDER BY started_on) AS ended_on, first(kind ORDER BY started_on) AS kind,
        first(provider ORDER BY started_on) AS provider,
        last(change_reason ORDER BY started_on) AS change_reason,
        first({HOME} ORDER BY started_on) AS home,
        last(known_to_on ORDER BY started_on) AS known_to_on
    FROM numbered GROUP BY child, temporary, number)
    SELECT * REPLACE (CASE WHEN home IS NOT NULL THEN 'home ' || dense_rank() OVER (ORDER BY home) END AS home)
    FROM told ORDER BY _place, _row
"""


def placements(parts: Sequence[YearPart]) -> list[tuple[YearPart, pa.Table]]:
    """The placements of all episodes together, each with the part that its first episode is of."""
    with connected() as connection:
        connection.register("episodes", _episodes(parts))
        table = connection.sql(PLACEMENTS).to_arrow_table()
    places = table["_place"].to_pylist()
    return [
        (part, table.filter(pa.array([one == place for one in places], pa.bool_())))
        for place, part in enumerate(parts)
    ]


def left_open(parts: Sequence[YearPart]) -> None:
    """Say of each episode whose child the next return does not name until when it is known to last: `known_to_on`."""
    with connected() as connection:
        connection.register("episodes", _episodes(parts))
        sql = f"SELECT _place, _row, known_to_on FROM ({LATEST}) WHERE known_to_on IS NOT NULL"
        found = {(place, row): day for place, row, day in connection.sql(sql).fetchall()}
    for place, part in enumerate(parts):
        days = [found.get((place, row)) for row in part.rows["_row"].to_pylist()]
        part.rows = part.rows.append_column("known_to_on", pa.array(days, pa.date32()))
        for row, day in zip(part.rows["_row"].to_pylist(), days, strict=True):
            if day:
                part.account.report_value(row, "DEC", STILL_OPEN)


def _episodes(parts: Sequence[YearPart]) -> pa.Table:
    """All episodes with the place of their part in the list, which is in the order of the years."""
    tables = [
        with_constant(with_constant(part.rows, "_place", place, pa.int32()), "year", part.year, pa.int64())
        for place, part in enumerate(parts)
    ]
    return pa.concat_tables(tables)
