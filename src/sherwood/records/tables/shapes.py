"""What a table and a column are, and the columns that many tables have."""

from dataclasses import dataclass, field
from enum import Enum


class Kind(Enum):
    """The type of a column: its name in DuckDB and Parquet."""

    TEXT = "VARCHAR"
    DATE = "DATE"
    WHOLE = "BIGINT"
    NUMBER = "DOUBLE"
    FLAG = "BOOLEAN"


@dataclass(frozen=True)
class RecordColumn:
    """One column. `required` means a row without it cannot be a record and is quarantined."""

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    codes: str | None = None  # a code set of `records.codes`, when values are codes

    @property
    def sql_type(self) -> str:
        return self.kind.value


@dataclass(frozen=True)
class RecordTable:
    """One table: its name, what a row is, its columns; the first column is the key, unique in the table."""

    name: str
    row: str
    columns: tuple[RecordColumn, ...] = field(default=())

    @property
    def key(self) -> str:
        return self.columns[0].name

    def __getitem__(self, name: str) -> RecordColumn:
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def text(name: str, meaning: str, required: bool = False, codes: str | None = None) -> RecordColumn:
    return RecordColumn(name, Kind.TEXT, meaning, required, codes)


def date(name: str, meaning: str, required: bool = False) -> RecordColumn:
    return RecordColumn(name, Kind.DATE, meaning, required)


def whole(name: str, meaning: str, required: bool = False) -> RecordColumn:
    return RecordColumn(name, Kind.WHOLE, meaning, required)


def number(name: str, meaning: str, required: bool = False) -> RecordColumn:
    return RecordColumn(name, Kind.NUMBER, meaning, required)


def flag(name: str, meaning: str) -> RecordColumn:
    return RecordColumn(name, Kind.FLAG, meaning)


CHILD = text("child", "The case system's identifier of the child.", required=True)
TEAM = text("team", "The team responsible on the day.")
WORKER = text("worker", "The worker responsible on the day.")
