"""The ledger: for each population one wide table, a row for each thing and a column for each measure.

Of an event or a census row the column `<measure>` is true (met), false (not met) or null (not counted);
`<measure>__unknown` is true where the row counts but the answer cannot be known; `<measure>__later_rule` is the
answer under the rule in force on the day of the event, only for rows that straddle a change of rule.
Of a spell the column is the date from which it is met, 9999-12-31 for never, null for not counted.

The figure, every breakdown, the trend, the control chart, the list of children and the sample for audit are
views of these same rows, so that they cannot disagree.
"""

from datetime import date
from pathlib import Path

import duckdb
import narwhals as nw

from sherwood.measuring.measure import Measure
from sherwood.measuring.population import CHARACTERISTICS, PLACE, Frame, Population, Records, col, placed
from sherwood.measuring.rulebook import VERSION
from sherwood.measuring.shelves import all_populations, measures_of
from sherwood.records.frames import DuckDBFrames


def population_rows(population: Population, measures: dict[str, Measure], records: Records) -> Frame:
    """Every row of a population with its place, characteristics, clocks and the columns of `measures`."""
    rows = placed(population.rows(records), records, population.shape)
    columns: dict[str, nw.Expr] = {}
    for key, measure in measures.items():
        columns |= measure.columns(key)
    front = ["row", "child", *population.dates, *PLACE, *CHARACTERISTICS]
    rest = [name for name in rows.collect_schema().names() if name not in front]
    return rows.select(*front, *rest, **columns)


def build(records_folder: Path, out: Path, as_at: date, progress=None) -> str:
    """Write `out/<population>.parquet` for every population and the child population; gives the rulebook's version.

    One pass over the records for each population, all its measures together.
    """
    with duckdb.connect() as connection:
        frames = DuckDBFrames(records_folder, connection)
        records = Records(frames, as_at)
        populations = all_populations()
        for done, (key, population) in enumerate(populations.items()):
            if progress:
                progress("Computing measures", done, len(populations))
            rows = population_rows(population, measures_of(population), records)
            rows.sort(population.sorted_by, "row").to_native().write_parquet(str(out / f"{key}.parquet"))
        frames.table("population").to_native().write_parquet(str(out / "child_population.parquet"))
        districts = records.table("teams").select("district").unique().filter(~col("district").is_null())
        districts.to_native().write_parquet(str(out / "districts.parquet"))
        if progress:
            progress("Computing measures", len(populations), len(populations))
    return VERSION


def build_for(progress=None):
    """`build` in the form that a load calls: given the staging folder and the day the records are true of."""

    def then(staging, as_at: date) -> str:
        return build(staging.records, staging.ledger, as_at, progress)

    return then
