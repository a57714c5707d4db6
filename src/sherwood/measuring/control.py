"""Control charts: which points chance alone would hardly give, beside the average of a dated baseline.

Two kinds of limits:

- *share*: the mean share ± 3 standard errors of each point's own count (a p-chart), widened by Laney's factor when
  points vary more than chance in the counts explains, as they do where counts are in the hundreds. Where all or none
  were met in the baseline, what lies beyond is what the binomial distribution gives less than once in 740;
- *value*: XmR, the mean ± 2.66 mean moving ranges, for numbers, rates and means.

The mean and the limits of a phase come from its baseline, which is set by days, so it is the same whatever interval is
shown. A change of the rule that defines the figure begins a new phase, never spliced to the old.

Rule set 2: a point beyond a limit; seven or more running on one side of the mean; seven or more each higher (or each
lower) than the last; two of three beyond two thirds of the way to the same limit. Sources: W. A. Shewhart; D. B. Laney,
2002; the NHS “Making Data Count” rules. The rules are symmetric: what marks a rise marks a fall. What a chart says as a
whole is said by `signal`, not by its last mark.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import comb, sqrt
from statistics import fmean

from sherwood.measuring.figures import Count
from sherwood.measuring.level import exact
from sherwood.measuring.measure import Figure, Measure

RULE_SET = "2"
RUN = 7
FEWEST = 8  # points of a baseline below which nothing is read into a chart
FEWEST_COUNTED = 5  # rows counted in a point of a share's baseline, on average
ONCE_IN_740 = 0.00135  # as rarely as a point beyond three standard errors on one side
BEYOND, SHIFT, TREND, NEAR = (
    "beyond a limit",
    "one side of the average",
    "a steady trend",
    "two of three near a limit",
)


@dataclass(frozen=True)
class Point:
    """One point: its value (None: nothing was counted), the baseline's mean, its own limits, and what is special."""

    value: float | None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    rise: tuple[str, ...] = ()  # rules broken upwards
    fall: tuple[str, ...] = ()  # and downwards
    phase: int = 0


@dataclass(frozen=True)
class ChartPhase:
    """From the point `first` on, held beside the average of the points of its `baseline`, which may lie outside."""

    first: int
    baseline: tuple[Count, ...]


def chart(measure: Measure, counts: Sequence[Count], phases: Sequence[ChartPhase]) -> tuple[Point, ...]:
    """The control chart of a series of figures, oldest first. `phases`: in order, the first beginning at 0."""
    ends = [phase.first for phase in phases[1:]] + [len(counts)]
    points: list[Point] = []
    for number, (phase, end) in enumerate(zip(phases, ends, strict=True)):
        within = _phase(measure, counts[phase.first : end], phase.baseline)
        points += [replace(point, phase=number) for point in within]
    return tuple(points)


def _phase(measure: Measure, counts: Sequence[Count], baseline: Sequence[Count]) -> list[Point]:
    known = [count for count in baseline if count.value is not None]
    share = measure.figure is Figure.SHARE
    if len(known) < FEWEST or (share and _hardly_counted(known)):
        return [Point(count.value) for count in counts]
    limits = _share_limits(known, counts) if share else _value_limits(measure, known, counts)
    points = [
        Point(count.value, float(mean), low, high)
        for count, (mean, low, high) in zip(counts, limits, strict=True)
    ]
    return _mark(points, [exact(measure, count) for count in counts], limits)


def _hardly_counted(known: Sequence[Count]) -> bool:
    return sum(count.denominator for count in known) < FEWEST_COUNTED * len(known)


Limits = tuple[Fraction, float, float]  # the mean, exactly, and the lower and the upper limit


def _share_limits(known: Sequence[Count], counts: Sequence[Count]) -> list[Limits]:
    met, counted = sum(count.numerator for count in known), sum(count.denominator for count in known)
    mean = Fraction(met, counted)
    if met in (0, counted):
        return [_one_sided(met, counted, count.denominator) for count in counts]
    share = float(mean)

    def sigma(count: Count) -> float:
        return sqrt(share * (1 - share) / count.denominator) if count.denominator else 0.0

    scores = [
        (count.value - share) / sigma(count) for count in known if sigma(count) and count.value is not None
    ]
    moves = [abs(later - earlier) for earlier, later in itertools.pairwise(scores)]
    wider = max(1.0, fmean(moves) / 1.128) if moves else 1.0
    spread = [3 * wider * sigma(count) for count in counts]
    return [(mean, max(0.0, share - reach), min(1.0, share + reach)) for reach in spread]


def _one_sided(met: int, counted: int, of: int) -> Limits:
    """Limits where all or none were met so far: how many may differ before chance hardly explains it.

    The chance of one that differs is taken as half of one in those counted, and one more.
    """
    chance, differing, left = 0.5 / (counted + 1), 0, 1.0
    while differing <= of and left > ONCE_IN_740:
        left -= comb(of, differing) * chance**differing * (1 - chance) ** (of - differing)
        differing += 1
    most = min(1.0, (differing - 1) / of) if of and differing else 0.0
    return (Fraction(0), 0.0, most) if met == 0 else (Fraction(1), 1.0 - most, 1.0)


def _value_limits(measure: Measure, known: Sequence[Count], counts: Sequence[Count]) -> list[Limits]:
    values = [value for count in known if (value := exact(measure, count)) is not None]
    mean = sum(values, Fraction(0)) / len(values)
    moves = [abs(later - earlier) for earlier, later in itertools.pairwise(values)]
    spread = 2.66 * float(sum(moves, Fraction(0)) / len(moves))
    return [(mean, max(0.0, float(mean) - spread), float(mean) + spread)] * len(counts)


def _mark(points: list[Point], values: Sequence[Fraction | None], limits: Sequence[Limits]) -> list[Point]:
    """Mark what is special. Points with nothing counted are stepped over, neither part of a run nor its end."""
    known = [(i, value, limits[i]) for i, value in enumerate(values) if value is not None]
    rise: dict[int, list[str]] = {i: [] for i, _, _ in known}
    fall: dict[int, list[str]] = {i: [] for i, _, _ in known}
    for up, marks in ((1, rise), (-1, fall)):
        for name, places in _special([(value, limit) for _, value, limit in known], up).items():
            for place in places:
                marks[known[place][0]].append(name)
    return [
        replace(point, rise=tuple(rise[i]), fall=tuple(fall[i])) if i in rise else point
        for i, point in enumerate(points)
    ]


def _special(points: Sequence[tuple[Fraction, Limits]], up: int) -> dict[str, set[int]]:
    """The places that break each rule upwards (`up` = 1) or downwards (-1)."""

    def over(point: tuple[Fraction, Limits], part: float) -> bool:
        """Whether the point is beyond `part` of the way from the mean to its limit."""
        value, (mean, low, high) = point
        from_mean = up * (value - mean)
        return (
            from_mean > 0 and float(from_mean) > part * up * ((high if up > 0 else low) - float(mean)) + 1e-12
        )

    moved = [i > 0 and up * (points[i][0] - points[i - 1][0]) > 0 for i in range(len(points))]
    near = set()
    for i in range(len(points) - 2):
        three = [j for j in range(i, i + 3) if over(points[j], 2 / 3)]
        near |= set(three) if len(three) >= 2 else set()
    return {
        BEYOND: {i for i, point in enumerate(points) if over(point, 1)},
        SHIFT: _runs([over(point, 0) for point in points], RUN),
        TREND: _trends(moved),
        NEAR: near,
    }


def _runs(flags: Sequence[bool], length: int) -> set[int]:
    places, run = set(), []
    for i, flag in enumerate([*flags, False]):
        if flag:
            run.append(i)
        else:
            places |= set(run) if len(run) >= length else set()
            run = []
    return places


def _trends(moved: Sequence[bool]) -> set[int]:
    """Seven points in a trend are six moves running; the point they set out from is part of it."""
    moves = _runs(moved, RUN - 1)
    return moves | {i - 1 for i in moves if i - 1 >= 0}
