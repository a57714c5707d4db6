"""The files of a council as this recount reads them: record tables, and what was true of a child and a team on a day."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd

from recount.days import birthday, earliest

FLAGS = {"true": True, "false": False}
REQUIRED = {"assessments": "kind", "care_reviews": "held_on", "children": "child"}
AGES = ((1, "under 1"), (5, "01 to 04"), (10, "05 to 09"), (16, "10 to 15"))
DIMENSIONS = (
    *("worker", "team", "district", "locality", "service"),
    *("sex", "ethnicity", "disabled", "age_band"),
)


class Row(SimpleNamespace):
    """A record; a column that the file does not have is empty."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return None


@dataclass
class Council:
    """`tables`: rows by record table. `as_at`: the day they are true of; nothing after it is seen."""

    tables: dict[str, list[Row]]
    as_at: date
    once: dict[str, Any] = field(default_factory=dict)

    def table(self, name: str) -> list[Row]:
        return self.tables.get(name, [])

    def kept(self, name: str, make: Callable[["Council"], Any]) -> Any:
        """What `make` gives, worked out once."""
        if name not in self.once:
            self.once[name] = make(self)
        return self.once[name]

    def by(self, name: str, column: str) -> dict[str, list[Row]]:
        """The rows of a table by one of their columns, in the order of the file."""

        def make(_: "Council") -> dict[str, list[Row]]:
            groups: dict[str, list[Row]] = defaultdict(list)
            for row in self.table(name):
                groups[getattr(row, column)].append(row)
            return groups

        return self.kept(f"{name} by {column}", make)

    @cached_property
    def children(self) -> dict[str, Row]:
        return {row.child: row for row in self.table("children")}

    def child(self, child: str) -> Row:
        return self.children.get(child) or Row()

    def childhood_ends(self, child: str) -> date | None:
        """The 18th birthday or the day of death, whichever is first; None where neither is known."""
        who = self.child(child)
        return earliest(who.born_on and birthday(who.born_on, 18), who.died_on)

    def state(self, child: str, team: str | None, day: date) -> dict[str, str | None]:
        """The place of a team and the characteristics of a child on a day, by dimension."""
        who, place = self.child(child), self.place(team, day)
        return {
            "district": place.district, "locality": place.locality, "service": place.service,
            "sex": None if who.sex == "U" else who.sex, "ethnicity": who.ethnicity,
            "disabled": None if who.disabled is None else str(who.disabled).lower(),
            "age_band": age_band(who.born_on, day),
        }  # fmt: skip

    def place(self, team: str | None, day: date) -> Row:
        """Where a team stood on a day; of two that overlap, the one that began later."""
        on_the_day = [
            row
            for row in self.by("teams", "team").get(team or "", [])
            if (row.from_on is None or row.from_on <= day) and (row.to_on is None or row.to_on >= day)
        ]
        return max(on_the_day, key=lambda row: row.from_on or date.min, default=Row())


def age_band(born_on: date | None, day: date) -> str | None:
    if born_on is None:
        return None
    if day < born_on:
        return "unborn"
    return next((band for years, band in AGES if day < birthday(born_on, years)), "16 and over")


def read_extract(folder: Path, as_at: date) -> Council:
    """Record tables as CSV files, one a table."""
    tables = {path.stem: list(read_table(path)) for path in sorted(folder.glob("*.csv"))}
    return Council(tables, as_at)


def read_table(path: Path) -> Iterator[Row]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for name in frame.columns:
        frame[name] = [_value(name, text) for text in frame[name]]
    for record in frame.drop_duplicates().astype(object).to_dict("records"):
        yield Row(**{name: None if pd.isna(value) else value for name, value in record.items()})


def _value(name: str, text: str) -> Any:
    if text == "":
        return None
    if name.endswith("_on"):
        return date.fromisoformat(text)
    if name in ("year", "number", "previous_plans") or (name == "children"):
        return int(text)
    if name == "full_time_equivalent":
        return float(text)
    return FLAGS.get(text, text)
