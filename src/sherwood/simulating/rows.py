"""One class for the rows of each record table, made from the table itself so that they can never differ."""

from dataclasses import make_dataclass
from typing import Any

from sherwood.records.tables import TABLES


def _row_of(table: str) -> Any:
    columns = [(name, Any, None) for name in TABLES[table].names]
    return make_dataclass(table, columns, slots=True)


ROWS: dict[str, Any] = {table: _row_of(table) for table in TABLES}
"""By table name: a class whose attributes are the table's columns, all empty until told."""

# A case system holds no counts of its own (only lists made from it do), no complaints and no prices: those are kept in registers.
NOT_SIMULATED = {"source_counts", "complaints", "placement_agreements"}
SIMULATED = [table for table in TABLES if table not in NOT_SIMULATED]
SOMETIMES = {"family_help_episodes"}  # of councils whose parameters ask for them; others have no such table
