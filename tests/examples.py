"""Worked examples of measures: little tables of records in, a figure out.

    spec(
        initial_assessments_in_time,
        given='''
            referrals
            child | received_on
            ------+------------
            Ada   | 2009-12-21
        ''',
        period="2010-01",
        figure="1 of 1",
        value={"Ada": "7 working days"},
    )

A record that has no key of its own gets one from its row. A `referral` of an assessment, and an `enquiry` of a
conference, is filled from the child's only one when it is left out.
"""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from sherwood.kit import periods
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import population_rows
from sherwood.measuring.measure import Measure
from sherwood.measuring.population import Records
from sherwood.measuring.shelves import all_measures, key_of
from sherwood.measuring.wording import figure_text
from sherwood.records.frames import DuckDBFrames
from sherwood.records.parquet import write_rows
from sherwood.records.reach import Reach, Reaches
from sherwood.records.tables import TABLES, Kind, RecordTable

LINKS = {"assessments": ("referral", "referrals"), "conferences": ("enquiry", "section_47_enquiries")}


class Spec:
    def __init__(self, folder: Path):
        self.folder = folder

    def __call__(
        self,
        measure: Measure,
        *,
        given: str,
        period: str,
        figure: str,
        value: dict[str, str] | None = None,
        shown: str = "",
        unknown: int = 0,
        as_at: str = "",
        complete_from: str = "1999-01-01",
        without: str = "",
        by: dict[str, dict[str, str]] | None = None,
    ) -> None:
        """Assert the `figure` ("1 of 2"), how it is `shown` in words, the value of each child and how many are unknown.

        Every table is whole from `complete_from`, but one that the source is `without`.
        """
        assert all_measures()[measure.key] is measure, f"{measure.title} is not on the shelf"
        asked = periods.parse(period)
        day = date.fromisoformat(as_at) if as_at else asked.last
        reach = {table: Reach(date.fromisoformat(complete_from), day) for table in TABLES if table != without}
        ledger = self._ledger(measure, parse(given), day, reach)
        count = ledger.figure(measure, asked)
        found = f"{count.numerator} of {count.denominator}"
        assert found == figure, f"{measure.title}: expected {figure}, found {found}"
        assert count.unknown == unknown
        assert shown in ("", figure_text(measure, count))
        rows = ledger.rows(measure, asked)
        assert len([row for row in rows if row.answer != "unknown"]) == _rows_expected(measure, count)
        for child, expected in (value or {}).items():
            values = [_said(measure, row.values[measure.row_value]) for row in rows if row.child == child]
            assert expected in values, f"{child}: expected {expected}, found {values}"
        for dimension, parts in (by or {}).items():
            split = ledger.breakdown(measure, asked, dimension)
            assert {k: f"{c.numerator} of {c.denominator}" for k, c in split.items()} == parts

    def _ledger(self, measure: Measure, tables: dict, day: date, reach: Reaches) -> Ledger:
        for name, rows in tables.items():
            write_rows(TABLES[name], rows, self.folder)
        out = self.folder / "ledger"
        out.mkdir(exist_ok=True)
        with duckdb.connect() as connection:
            frames = DuckDBFrames(self.folder, connection)
            records = Records(frames, day, reach)
            rows = population_rows(measure.population, [measure], records)
            rows.sort("row").to_native().write_parquet(str(out / f"{key_of(measure.population)}.parquet"))
            frames.table("population").to_native().write_parquet(str(out / "child_population.parquet"))
            districts = frames.table("teams").select("district").unique()
            districts.to_native().write_parquet(str(out / "districts.parquet"))
        return Ledger(out)


def _rows_expected(measure: Measure, count: Any) -> int:
    """The list behind the number is as long as the number says."""
    return count.denominator if measure.figure.name == "SHARE" else count.numerator


def _said(measure: Measure, value: Any) -> str:
    if isinstance(value, date):
        return periods.spoken(value)
    return f"{value} {measure.row_unit}".strip()


def parse(text: str) -> dict[str, list[dict[str, Any]]]:
    """Tables drawn with bars, each under its name, as rows of records with keys and links filled in."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for block in _blocks(text):
        name, header, *lines = block
        columns = [cell.strip() for cell in header.split("|")]
        cells = [[cell.strip() for cell in line.split("|")] for line in lines if set(line) - set("-+ ")]
        table = TABLES[name]
        tables[name] = [
            {c: _typed(table, c, v) for c, v in zip(columns, row, strict=True)} | _key(table, columns, row, n)
            for n, row in enumerate(cells, 1)
        ]
    _link(tables)
    return tables


def _blocks(text: str) -> list[list[str]]:
    lines = [line.strip() for line in text.strip().splitlines()]
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _typed(table: RecordTable, column: str, text: str) -> Any:
    kind = table[column].kind
    if text == "":
        return None
    if kind is Kind.DATE:
        return date.fromisoformat(text)
    if kind in (Kind.WHOLE, Kind.NUMBER):
        return int(text) if kind is Kind.WHOLE else float(text)
    return text == "yes" if kind is Kind.FLAG else text


def _key(table: RecordTable, columns: list[str], row: list[str], number: int) -> dict[str, str]:
    return {} if table.key in columns else {table.key: f"{table.name} {number}"}


def _link(tables: dict[str, list[dict[str, Any]]]) -> None:
    for name, (column, parent) in LINKS.items():
        for row in tables.get(name, []):
            if column not in row:
                parents = [one[column] for one in tables.get(parent, []) if one["child"] == row["child"]]
                row[column] = parents[0] if len(parents) == 1 else None
