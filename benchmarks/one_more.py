"""What one more measure costs on a population that is computed anyway: assessments finished.

    python benchmarks/one_more.py RECORDS OUT

Builds the population's rows with its measures, and with one more, by turns and many times in one process; writes
both as Parquet. Prints the difference of the medians, in milliseconds of CPU.
"""

import statistics
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from sherwood.measuring.ledger import population_rows
from sherwood.measuring.population import Records, col
from sherwood.measuring.populations.finished_assessments import finished_assessments
from sherwood.measuring.shelves import all_measures, measures_of
from sherwood.records.frames import DuckDBFrames

TIMES = 40


def main(records: Path, out: Path) -> float:
    usual = measures_of(finished_assessments)
    one = replace(
        all_measures()["initial_assessments_in_time"],
        key="within_5_working_days",
        met=col("working_days") <= 5,
    )
    spent: dict[int, list[float]] = {0: [], 1: []}
    with duckdb.connect() as connection:
        known = Records(DuckDBFrames(records, connection), date(2010, 3, 8))
        for turn in range(2 * TIMES):
            measures = [*usual, *([one] if turn % 2 else [])]
            before = time.process_time()
            rows = population_rows(finished_assessments, measures, known)
            rows.sort("on").to_native().write_parquet(str(out / "rows.parquet"))
            spent[turn % 2].append(time.process_time() - before)
    without, with_it = (statistics.median(spent[turn][2:]) for turn in (0, 1))
    return 1000 * (with_it - without)


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), Path(sys.argv[2])))
