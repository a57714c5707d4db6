"""How far a source reaches in time: from which day to which each of its tables is complete.

A count is only as true as its source is whole. One collection year of a return says nothing of the year before; a list
of each child's latest visit says nothing of the visits before it. A reader of files says so for every table it gives,
with its evidence; a measure outside that is not known, which is neither none nor nought.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sherwood.kit.periods import spoken


@dataclass(frozen=True)
class Reach:
    """Of a table of events: every event from `from_on` to `to_on` is there. Of spells: every one open on any of these days.

    `from_on` is None where only the latest of each child is given (whoever looks back then sees too little), and
    date.min where the table is told to be whole. `why` is the evidence in a sentence.
    """

    from_on: date | None
    to_on: date
    why: str = ""
    begun_only: bool = (
        False  # of spells: only those that began since are there, so how many lasted on a day is not known
    )

    @property
    def latest_only(self) -> bool:
        return self.from_on is None

    def covers(self, first: date, last: date) -> bool:
        """Whether every day from `first` to `last` is within reach."""
        return (
            not self.begun_only and self.from_on is not None and self.from_on <= first and last <= self.to_on
        )

    def to_json(self) -> dict[str, Any]:
        first = None if self.from_on is None else self.from_on.isoformat()
        more = {"begun_only": True} if self.begun_only else {}
        return {"from_on": first, "to_on": self.to_on.isoformat(), "why": self.why} | more

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Reach":
        first = raw["from_on"]
        return cls(
            None if first is None else date.fromisoformat(first),
            date.fromisoformat(raw["to_on"]),
            raw["why"],
            bool(raw.get("begun_only")),
        )


def in_words(reach: Reach) -> str:
    """“from 1 April 2008 to 8 March 2010”."""
    if reach.from_on is None:
        return f"the latest of each child only, to {spoken(reach.to_on)}"
    first = "everything" if reach.from_on == date.min else f"from {spoken(reach.from_on)}"
    return f"{first} to {spoken(reach.to_on)}"


Reaches = Mapping[str, Reach]  # by table; a table that is not in it is in no source
