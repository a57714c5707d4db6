"""Sherwood itself: the whole ledger of each council, one council at a time.

    python benchmarks/ours.py OUT 2010-03-08 RECORDS...

Writes `OUT/<folder of the records>/<population>.parquet`.
"""

import sys
from datetime import date
from pathlib import Path

import duckdb

from sherwood.measuring.ledger import build


def main(out: Path, as_at: date, records: list[Path]) -> None:
    with duckdb.connect() as connection:
        for folder in records:
            ledger = out / folder.name
            ledger.mkdir(exist_ok=True)
            build(folder, ledger, as_at, connection=connection)


if __name__ == "__main__":
    main(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]), [Path(one) for one in sys.argv[3:]])
