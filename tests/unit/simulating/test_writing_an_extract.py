"""The extract is what a council's own SQL would write, and reads back as what was simulated."""

import csv
from datetime import date

from sherwood.records.tables import TABLES, Kind
from sherwood.simulating import write_extract

READ = {
    Kind.TEXT: str,
    Kind.DATE: date.fromisoformat,
    Kind.WHOLE: int,
    Kind.NUMBER: float,
    Kind.FLAG: {"true": True, "false": False}.get,
}


def test_an_extract_reads_back_as_what_was_simulated(small, tmp_path):
    write_extract(small, tmp_path)
    for table in (TABLES[name] for name in small.tables):
        with (tmp_path / f"{table.name}.csv").open(encoding="utf-8", newline="") as opened:
            heading, *lines = csv.reader(opened)
        assert tuple(heading) == table.names
        assert len(lines) == len(small.tables[table.name])
        for line, row in zip(lines, small.tables[table.name], strict=True):
            for column, text in zip(table.columns, line, strict=True):
                value = READ[column.kind](text) if text else None
                assert value == getattr(row, column.name), (table.name, column.name)


def test_writing_twice_gives_the_same_bytes_and_counts_its_rows(small, tmp_path):
    told = []
    one = write_extract(small, tmp_path / "one", progress=lambda done, total: told.append((done, total)))
    other = write_extract(small, tmp_path / "other")
    assert one == other == {name: len(rows) for name, rows in small.tables.items()}
    assert told[-1] == (len(small.tables), len(small.tables))
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()
