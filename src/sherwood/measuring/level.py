"""Where a figure stands beside a dated, named baseline: higher, lower, or no further from it than chance alone explains."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import median

from sherwood.measuring.figures import Count
from sherwood.measuring.intervals import Z95, difference
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import Shape

FEWEST_COUNTED = 5  # counted in a figure, below which nothing is said of it
HALF_NORMAL = 0.6745  # the median size of a standard normal
HALF_AN_ERROR = 0.5
OF_MOVES = 3.14  # three standard deviations in median moves, as in an XmR chart of medians


class Level(Enum):
    HIGHER = "higher"
    LOWER = "lower"
    ALIKE = "alike"
    UNKNOWN = "too few to say"


@dataclass(frozen=True)
class HeldBeside:
    """What a figure is held beside: `words` as they end a sentence (“a year ago”), its day, and the figure then."""

    words: str
    on: date
    count: Count


@dataclass(frozen=True)
class Beside:
    """A figure beside a baseline; `apart` with its 95% interval, in the unit of the figure."""

    baseline: HeldBeside
    level: Level
    apart: float | None = None
    low: float | None = None
    high: float | None = None


def beside(measure: Measure, now: Count, baseline: HeldBeside, variation: "Variation") -> Beside:
    """Higher or lower when it lies further from the baseline than chance, or the usual moves of a stock, explain.

    Of events: when the whole 95% interval of the difference is on one side of nought, widened where points vary more
    than their counts explain. Of a stock, whose points are mostly the same children: when it lies further off than
    three standard deviations of how its points usually move, and by more than a child or two: than half a standard
    error of its counts.
    """
    then = baseline.count
    if (
        now.value is None
        or then.value is None
        or min(_rests_on(measure, now), _rests_on(measure, then)) < FEWEST_COUNTED
    ):
        return Beside(baseline, Level.UNKNOWN)
    apart = _difference(measure, now, then, Z95 * variation.wider)
    if apart is None:
        return Beside(baseline, Level.UNKNOWN)
    sure = apart if measure.population.shape is Shape.EVENT else _beyond_moves(measure, now, then, variation)
    level = Level.HIGHER if sure[1] > 0 else Level.LOWER if sure[2] < 0 else Level.ALIKE
    return Beside(baseline, level, *apart)


Apart = tuple[float, float, float]  # a difference with the ends of its interval


def _difference(measure: Measure, now: Count, then: Count, z: float) -> Apart | None:
    parts = (now.numerator, now.denominator), (then.numerator, then.denominator)
    apart = difference(*parts, measure.figure is Figure.SHARE, z)
    scale = 10_000 if measure.figure is Figure.RATE else 1
    return apart and (scale * apart[0], scale * apart[1], scale * apart[2])


def _beyond_moves(measure: Measure, now: Count, then: Count, variation: "Variation") -> Apart:
    by_counts = _difference(measure, now, then, HALF_AN_ERROR) or (0.0, 0.0, 0.0)
    usual = OF_MOVES * variation.move
    return by_counts[0], min(by_counts[1], by_counts[0] - usual), max(by_counts[2], by_counts[0] + usual)


def _rests_on(measure: Measure, count: Count) -> int:
    """How many things a figure rests on: of a share those counted, of a rate or a mean those in its upper part."""
    return count.denominator if measure.figure is Figure.SHARE else count.numerator


@dataclass(frozen=True)
class Variation:
    """How a series varies: `wider`, how many times more neighbouring points vary than their counts explain (never less
    than once), and `move`, how far a point usually lies from the next. Both from the middle of the moves, so that one
    jump does not widen everything. After D. B. Laney, 2002."""

    wider: float = 1.0
    move: float = 0.0


def variation(measure: Measure, counts: Sequence[Count]) -> Variation:
    known = [count for count in counts if count.value is not None and count.denominator]
    steps = [
        step for earlier, later in pairwise(known) if (step := _move(measure, (earlier, later))) is not None
    ]
    moves = [abs(later.value - earlier.value) for earlier, later in pairwise(known)]  # type: ignore[operator]
    if len(moves) < FEWEST_COUNTED:
        return Variation()
    wider = max(1.0, median(map(abs, steps)) / HALF_NORMAL) if len(steps) >= FEWEST_COUNTED else 1.0
    return Variation(wider, median(moves))


def _move(measure: Measure, pair: tuple[Count, Count]) -> float | None:
    """The step between two points in standard errors of what chance explains; None where there can be no step."""
    earlier, later = pair
    counted = earlier.denominator + later.denominator
    together = (earlier.numerator + later.numerator) / counted
    spread = together * (1 - together) if measure.figure is Figure.SHARE else together
    error = sqrt(max(0.0, spread) * (1 / earlier.denominator + 1 / later.denominator))
    return (
        (later.numerator / later.denominator - earlier.numerator / earlier.denominator) / error
        if error
        else None
    )


def exact(measure: Measure, count: Count) -> Fraction | None:
    """The value of a figure without rounding, so that equal figures compare as equal."""
    if count.value is None:
        return None
    if not count.denominator:
        return Fraction(count.value)
    scale = 10_000 if measure.figure is Figure.RATE else 1
    return Fraction(scale * count.numerator, count.denominator)
