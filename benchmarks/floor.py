"""The scan floor: DuckDB reading the columns that the measures need, and doing nothing with them.

    python benchmarks/floor.py OUT 2010-03-08 RECORDS...

Nothing that reads these records from where they lie can be quicker. Writes nothing.
"""

import sys
from pathlib import Path

import duckdb
from columns import COLUMNS


def main(records: list[Path]) -> None:
    with duckdb.connect() as connection:
        for table, columns in COLUMNS.items():
            files = [str(folder / f"{table}.parquet") for folder in records]
            every = ", ".join(f'"{column}"' for column in columns.split())
            connection.execute(f"SELECT bit_xor(hash({every})) FROM read_parquet({files})").fetchall()


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[3:]])
