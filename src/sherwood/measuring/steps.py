"""Steps in a series: where it moved from one level to another and stayed. Each is proposed as the start of a phase.

A step is proposed where each of eight points, but for a few, lies beyond each of the eight before (an order that chance
gives less often than once in three thousand), and three points on either side show three quarters of the move: a drift
has no step. Of steps closer than eight points the clearest is proposed. A person decides; nothing is re-based by itself.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import comb
from statistics import median

from sherwood.measuring.direction import WINDOW, splits_with_pairs

ONCE_IN = 3000
NEAR = 3  # points on either side of a step that show most of it
MOST_OF_IT = Fraction(3, 4)


def steps(values: Sequence[Fraction]) -> list[int]:
    """The places at which a step begins, in order."""
    clearest = sorted(
        (chance, -abs(values[place] - values[place - 1]), place)
        for place in range(WINDOW, len(values) - WINDOW + 1)
        if (chance := _chance(values, place)) * ONCE_IN <= 1 and not _drifts(values, place)
    )
    places: list[int] = []
    for _, _, place in clearest:
        if all(abs(place - other) >= WINDOW for other in places):
            places.append(place)
    return sorted(places)


def _chance(values: Sequence[Fraction], place: int) -> Fraction:
    before, after = values[place - WINDOW : place], values[place : place + WINDOW]
    pairs = [later - earlier for earlier in before for later in after]
    against = min(sum(pair <= 0 for pair in pairs), sum(pair >= 0 for pair in pairs))
    return Fraction(splits_with_pairs(WINDOW, WINDOW, against), comb(2 * WINDOW, WINDOW))


def _drifts(values: Sequence[Fraction], place: int) -> bool:
    """Whether the move is spread over the points: three on either side show too little of it."""
    before, after = values[place - WINDOW : place], values[place : place + WINDOW]
    whole = median(after) - median(before)
    at_once = median(after[:NEAR]) - median(before[-NEAR:])
    return at_once * (1 if whole > 0 else -1) < MOST_OF_IT * abs(whole)
