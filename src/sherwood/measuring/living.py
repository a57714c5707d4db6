"""How many children live in the area on a day: the mid-year estimates that a rate is measured against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Living:
    """`estimates`: area, year and children, in order of year. `districts`: the areas that are a part of the council.

    An estimate is of 30 June of its year, and stands from that day until the next.
    """

    estimates: Sequence[tuple[str, int, int]]
    districts: frozenset[str]

    def children(self, day: date, districts: Sequence[str] | None = None) -> int | None:
        """Children aged 0 to 17 in these districts, or in the whole council; None where it is not known."""
        on_the_day = (estimate for estimate in self.estimates if date(estimate[1], 6, 30) <= day)
        known = {area: children for area, _, children in on_the_day}  # in order of year, so the latest stands
        if districts is not None:
            return (
                sum(known[district] for district in districts)
                if all(district in known for district in districts)
                else None
            )
        whole = [children for area, children in known.items() if area not in self.districts]
        return max(whole) if whole else (sum(known.values()) or None)
