"""Where the last points of a series are going: rising, falling, level, or too few to say.

Only the order of the points counts, so the rules need no average, are the same upwards and downwards, and are exact.
Points that moved by chance alone would come in any order as often as in any other; a direction is said when the order
that came, or one that says it more strongly, would come less often than once in 120:

- *trend*: the last five to eight points, each compared with each later one (Kendall). Five must all rise; of the 28
  pairs among eight, 24 must;
- *shift*: the last three to six points, each compared with each of the eight before them (Mann and Whitney). Three must
  all lie beyond all eight. A step that is older is the level of the last points, not their direction.

A pair of equal points speaks for neither way: half of it is counted against. Sources: M. G. Kendall, 1938; H. B. Mann
and D. R. Whitney, 1947.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from math import comb, factorial

ONCE_IN = 120
WINDOW = 8  # the last points that are read, and as many before them
FEWEST_IN_TREND, FEWEST_IN_SHIFT, MOST_IN_SHIFT, FEWEST_BEFORE = 5, 3, 6, 5


class Direction(Enum):
    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"
    TOO_FEW = "too few to say"


class DirectionRule(Enum):
    TREND = "trend"
    SHIFT = "shift"
    NONE = "none"


@dataclass(frozen=True)
class Course:
    """Where the last points are going, by which rule, and how many of them show it.

    `beyond`: 1 where each of the last eight lies above the point eight before it, -1 where each lies below, else 0.
    """

    direction: Direction
    rule: DirectionRule = DirectionRule.NONE
    points: int = WINDOW
    beyond: int = 0

    @property
    def turned(self) -> bool:
        """Whether a fall is a fall back from a rise, or a rise one from a fall."""
        way = {Direction.RISING: 1, Direction.FALLING: -1}.get(self.direction, 0)
        return bool(self.beyond) and way == -self.beyond


def course(values: Sequence[Fraction]) -> Course:
    """The direction of the last of these points, oldest first; points without a figure are left out before."""
    rising, falling = _evidence(values, up=1), _evidence(values, up=-1)
    beyond = _beyond_eight_before(values)
    if rising is None and falling is None:
        direction = Direction.LEVEL if len(values) >= WINDOW else Direction.TOO_FEW
        return Course(direction, points=min(WINDOW, len(values)), beyond=beyond)
    if rising and falling:  # a trend is of the newest points, a shift of all of them beside those before
        rising, falling = _newer(rising, falling)
    rule, points = rising or falling or (DirectionRule.NONE, 0)
    return Course(Direction.RISING if rising else Direction.FALLING, rule, points, beyond)


Evidence = tuple[DirectionRule, int]


def _newer(rising: Evidence, falling: Evidence) -> tuple[Evidence | None, Evidence | None]:
    def age(evidence: Evidence) -> tuple[bool, int]:
        return evidence[0] is DirectionRule.SHIFT, evidence[1]

    return (rising, None) if age(rising) <= age(falling) else (None, falling)


def _evidence(values: Sequence[Fraction], up: int) -> Evidence | None:
    """The rule that shows a rise (`up` = 1) or a fall, and how many of the last points it is of."""
    for points in range(min(WINDOW, len(values)), FEWEST_IN_TREND - 1, -1):
        if is_trend(values[-points:], up):
            return DirectionRule.TREND, points
    shifts = [
        (chance, -points)
        for points in range(FEWEST_IN_SHIFT, MOST_IN_SHIFT + 1)
        if (chance := _chance_of_shift(values, points, up)) is not None and chance * ONCE_IN <= 1
    ]
    return (DirectionRule.SHIFT, -min(shifts)[1]) if shifts else None


def is_trend(values: Sequence[Fraction], up: int) -> bool:
    pairs = [later - earlier for i, earlier in enumerate(values) for later in values[i + 1 :]]
    orders = _orders_with_inversions(len(values), _against(pairs, up))
    return Fraction(orders, factorial(len(values))) * ONCE_IN <= 1


def _chance_of_shift(values: Sequence[Fraction], points: int, up: int) -> Fraction | None:
    """How often the last `points` would lie so far beyond those before by chance; None where too few are before."""
    last, before = values[-points:], values[-points - WINDOW : -points]
    if len(last) < points or len(before) < FEWEST_BEFORE:
        return None
    against = _against([now - then for now in last for then in before], up)
    return Fraction(splits_with_pairs(len(last), len(before), against), comb(len(last) + len(before), points))


def _against(pairs: Sequence[Fraction], up: int) -> int:
    """How many pairs go the other way; half of those that are equal, rounded up, go with them."""
    equal = sum(pair == 0 for pair in pairs)
    return sum(up * pair < 0 for pair in pairs) + (equal + 1) // 2


def _beyond_eight_before(values: Sequence[Fraction]) -> int:
    pairs = list(zip(values[-WINDOW:], values[-2 * WINDOW : -WINDOW], strict=False))
    if len(values) < 2 * WINDOW:
        return 0
    return int(all(now > then for now, then in pairs)) - int(all(now < then for now, then in pairs))


@cache
def _orders_with_inversions(points: int, most: int) -> int:
    """How many orders of so many points have at most `most` pairs the wrong way round."""
    ways = [1]
    for place in range(1, points):
        longer = [0] * (len(ways) + place)
        for inversions, count in enumerate(ways):
            for more in range(place + 1):
                longer[inversions + more] += count
        ways = longer
    return sum(ways[: most + 1])


@cache
def splits_with_pairs(last: int, before: int, most: int) -> int:
    """How many ways of choosing the last points among all leave at most `most` pairs the wrong way round."""
    return sum(_splits(last, before, pairs) for pairs in range(most + 1))


@cache
def _splits(last: int, before: int, pairs: int) -> int:
    """How many choices leave exactly so many pairs the wrong way round."""
    if pairs < 0:
        return 0
    if last == 0 or before == 0:
        return int(pairs == 0)
    return _splits(last - 1, before, pairs - before) + _splits(last, before - 1, pairs)
