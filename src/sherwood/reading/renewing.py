"""The current snapshot published again, with what people have entered in Sherwood since: no file is read anew."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sherwood.kit.errors import SherwoodError
from sherwood.reading.extracts import Settled
from sherwood.reading.load import Then, combined_tables, gathered_from, kept_inside
from sherwood.reading.reach import reach_of
from sherwood.records.snapshots import Snapshot, Store


def renew(store: Store, inside: Sequence[Path], *, by: str = "", then: Then) -> Snapshot:
    """Publish the records of the current snapshot with the tables of `inside` as they are now, and the ledger anew.

    The day of the records stays: it is the extract's. Raises `SherwoodError` before the first load.
    """
    with store.loading() as staging:
        current = store.current()
        if current is None:
            raise SherwoodError("Nothing has been loaded yet. `sherwood load EXTRACT...` loads an extract.")
        current.check_whole()
        made = current.manifest
        outside = [table for table in made.tables if table not in made.inside]
        for table in outside:
            shutil.copyfile(current.records / f"{table}.parquet", staging.records / f"{table}.parquet")
        for path in (current.quarantine, current.findings):
            if path.exists():
                shutil.copyfile(path, staging.path / path.name)
        gathered = kept_inside(gathered_from(inside, made.as_at), set(outside), Settled())
        combined = combined_tables(gathered, staging)
        rows = {name: table.num_rows for name, table in combined.items()}
        reach = {table: how for table, how in made.reach.items() if table not in made.inside}
        reach |= reach_of(gathered.readings, rows, made.as_at, {})
        outside_sources = [source for source in made.sources if not source.inside]
        published = replace(
            made,
            loaded_by=by,
            rulebook=then(staging, made.as_at, reach),
            sources=(*outside_sources, *gathered.entered),
            tables={table: made.tables[table] for table in outside} | rows,
            reach=reach,
            origins={table: made.origins[table] for table in outside if table in made.origins}
            | gathered.origins,
            inside=tuple(rows),
        )
        return staging.publish(**_given(published))


def _given(manifest) -> dict:
    """The fields of a manifest that are told, not made at publication."""
    made = {"id", "loaded_at", "software", "files"}
    return {name: getattr(manifest, name) for name in manifest.__dataclass_fields__ if name not in made}
