"""What a report is made of: data, no HTML. Each renderer draws the same blocks its own way."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sparkline:
    """A series so small that it stands in a cell of a table beside its figures; None where a point is not shown."""

    values: tuple[float | None, ...]
    wanted: float | None = None

    def __str__(self) -> str:
        """For renderers of words alone: the figures beside it say the same."""
        return ""


Cell = str | int | float | Sparkline | None


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Tile:
    """One figure to be read at a glance: what it is, its value, and a sentence under it."""

    label: str
    value: str
    note: str = ""
    signal: str = ""


@dataclass(frozen=True)
class Tiles:
    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption. `figures` are the places of the columns to be set to the right."""

    caption: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    figures: frozenset[int] = frozenset()
    empty: str = ""  # said when there are no rows

    @property
    def nothing(self) -> str:
        return self.empty or f"{self.caption}: there is nothing to show."


@dataclass(frozen=True)
class Picture:
    """A chart: its Vega-Lite specification, a sentence that says what it shows, and the table of the same numbers."""

    title: str
    summary: str
    specification: dict[str, Any]
    twin: Table
    twin_elsewhere: bool = (
        False  # the table stands with others at the end, and is not printed under the picture
    )


Block = Heading | Paragraph | Tiles | Table | Picture
