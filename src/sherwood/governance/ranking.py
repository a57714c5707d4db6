"""Putting projects in order: points from 0 to 5 by each criterion, times the criterion's weight.

A criterion without points is not nought: it is said to be missing, and the project is placed by what is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

MOST = 5


@dataclass(frozen=True)
class Ranked:
    """What a project scores, of what it could have scored, and the criteria nobody has scored yet."""

    got: int
    of: int
    missing: tuple[str, ...] = ()

    @property
    def share(self) -> Fraction | None:
        """From 0 to 1; None where nothing was scored."""
        return Fraction(self.got, self.of) if self.of else None


def rank(points: Mapping[str, int], weights: Mapping[str, int]) -> Ranked:
    """`points` by criterion (0 to 5), `weights` of every criterion there is (1 or more)."""
    known = [key for key in weights if key in points]
    got = sum(points[key] * weights[key] for key in known)
    missing = tuple(key for key in weights if key not in points)
    return Ranked(got, sum(MOST * weights[key] for key in known), missing)
