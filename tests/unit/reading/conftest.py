import os
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sherwood.reading.load import load
from sherwood.records.snapshots import Snapshot, Store

BESIDE = Path(__file__).parents[4] / "shared" / "formats" / "samples"
SAMPLES = Path(os.environ.get("SHERWOOD_SAMPLES", BESIDE))


@dataclass
class Loaded:
    """A snapshot, with its tables and quarantine as lists of dictionaries."""

    snapshot: Snapshot

    def rows(self, table):
        path = self.snapshot.records / f"{table}.parquet"
        return pq.read_table(path).to_pylist() if path.exists() else []

    @property
    def entries(self):
        return pq.read_table(self.snapshot.quarantine).to_pylist()

    @property
    def aside(self):
        return [entry for entry in self.entries if entry["whole_row"]]

    @property
    def values(self):
        return [entry for entry in self.entries if not entry["whole_row"]]

    @property
    def sources(self):
        return {source.sheet or source.name: source for source in self.snapshot.manifest.sources}


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def write(tmp_path):
    """Write files by name and content; gives their folder."""

    def written(folder="extract", **files):
        into = tmp_path / folder
        into.mkdir(exist_ok=True)
        for name, content in files.items():
            path = into / (name.replace("__", ".") if "__" in name else f"{name}.csv")
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return into

    return written


@pytest.fixture
def loaded(store, write):
    """Load files by name and content, or paths; gives what was loaded."""

    def run(*paths, as_at=None, **files):
        paths = [*paths, *([write(**files)] if files else [])]
        return Loaded(load(paths, store, as_at=as_at))

    return run


@pytest.fixture
def sample():
    """The path of a sample file; skips the test where the samples are not at hand."""

    def found(*parts):
        path = SAMPLES.joinpath(*parts)
        if not path.exists():
            pytest.skip("the sample files are neither beside this checkout nor where SHERWOOD_SAMPLES says")
        return path

    return found
