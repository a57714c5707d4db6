"""A few rows are recorded wrongly on purpose: known, rare, and never in a way nobody could notice."""

from collections import Counter

import pytest

from sherwood.records.tables import TABLES


@pytest.fixture
def spoiled(small):
    """Of each kind of fault, the rows with their tables."""

    def of(kind):
        keys = {(fault.table, fault.key) for fault in small.faults if fault.kind == kind}
        return [
            row
            for table, key in keys
            for row in small.tables[table]
            if getattr(row, TABLES[table].key) == key
        ]

    return of


def test_faults_are_there_and_rarer_than_one_row_in_a_thousand(small):
    rows = sum(map(len, small.tables.values()))
    assert 5 <= len(small.faults) < rows / 1000
    assert {fault.kind for fault in small.faults} == {
        "seen_missing", "end_before_start", "duplicated", "decimal_identifier", "future_date"
    }  # fmt: skip


def test_every_fault_is_what_it_says(small, spoiled):
    assert all(row.seen is None and row.finished_on for row in spoiled("seen_missing"))
    assert all(row.finished_on < row.started_on for row in spoiled("end_before_start"))
    assert all(row.child.endswith(".0") for row in spoiled("decimal_identifier"))
    assert all(row.visited_on > small.until for row in spoiled("future_date"))
    assert len(spoiled("duplicated")) == 2 * sum(fault.kind == "duplicated" for fault in small.faults)


def test_a_repeated_row_is_the_same_in_every_column(small):
    for table, rows in small.tables.items():
        key = TABLES[table].key
        repeated = [value for value, count in Counter(getattr(row, key) for row in rows).items() if count > 1]
        for value in repeated:
            one, other = [row for row in rows if getattr(row, key) == value]
            assert one == other
