"""Is it getting better, or just moving? Control charts with the usual special-cause rules, knowing which way is better.

Two kinds of limits:

- *share*: the mean share ± 3 standard errors of each point's own count (a p-chart), widened by Laney's factor when
  points vary more than chance in the counts explains, as they do where counts are in the hundreds;
- *value*: XmR, the mean ± 2.66 mean moving ranges, for numbers, rates and means.

The mean and the limits come from the baseline alone: the points up to `baseline` of the phase. A change of the rule
that defines the figure begins a new phase, never spliced to the old.

Rule set 1: a point beyond a limit; seven or more running on one side of the mean; seven or more each higher (or each
lower) than the last; two of three beyond two thirds of the way to the same limit. Sources: W. A. Shewhart; D. B. Laney,
2002; the NHS “Making Data Count” rules. The rules are symmetric: what marks a rise marks a fall.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import sqrt
from statistics import fmean

from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Better, Figure, Measure

RULE_SET = "1"
RUN = 7
FEWEST = 8  # points of a baseline below which nothing is read into a chart
FEWEST_COUNTED = 5  # rows counted in a point of a share's baseline, on average
BEYOND, SHIFT, TREND, NEAR = (
    "beyond a limit",
    "one side of the average",
    "a steady trend",
    "two of three near a limit",
)


class Signal(Enum):
    IMPROVING = "Improving"
    WORSENING = "Getting worse"
    CHANGED = "Changed"  # special cause where neither way is better
    STEADY = "No clear change"
    TOO_FEW = "Too early to say"


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
class Chart:
    points: tuple[Point, ...]
    signal: Signal
    rules: tuple[str, ...] = ()  # those the latest point is part of
    running: int = 0  # how many points the latest has been on its side of the average
    above: bool | None = None  # which side that is


def chart(
    measure: Measure, counts: Sequence[Count], baseline: int = 24, new_phase_at: Sequence[int] = ()
) -> Chart:
    """The control chart of a series of figures, oldest first.

    `baseline`: how many points of each phase set its mean and limits. `new_phase_at`: places where one begins.
    """
    starts = [0, *[at for at in sorted(set(new_phase_at)) if 0 < at < len(counts)], len(counts)]
    points: list[Point] = []
    for phase, (first, last) in enumerate(itertools.pairwise(starts)):
        made = _phase(counts[first:last], baseline, measure.figure is Figure.SHARE)
        points += [replace(point, phase=phase) for point in made]
    return _read(measure.better, points)


def _phase(counts: Sequence[Count], baseline: int, share: bool) -> list[Point]:
    known = [count for count in counts[:baseline] if count.value is not None]
    if len(known) < FEWEST or (share and not _enough_counted(known)):
        return [Point(count.value) for count in counts]
    limits = _share_limits(known, counts) if share else _value_limits(known, counts)
    points = [Point(count.value, *limit) for count, limit in zip(counts, limits, strict=True)]
    return _mark(points)


def _enough_counted(known: Sequence[Count]) -> bool:
    """A share chart needs some of both answers, and a handful counted in each point, to have limits at all."""
    met, counted = sum(count.numerator for count in known), sum(count.denominator for count in known)
    return 0 < met < counted and counted >= FEWEST_COUNTED * len(known)


def _share_limits(known: Sequence[Count], counts: Sequence[Count]) -> list[tuple[float, float, float]]:
    mean = sum(count.numerator for count in known) / sum(count.denominator for count in known)

    def sigma(count: Count) -> float:
        return sqrt(mean * (1 - mean) / count.denominator) if count.denominator else 0.0

    scores = [
        (count.value - mean) / sigma(count) for count in known if sigma(count) and count.value is not None
    ]
    moves = [abs(b - a) for a, b in itertools.pairwise(scores)]
    wider = max(1.0, fmean(moves) / 1.128) if moves else 1.0
    spread = [3 * wider * sigma(count) for count in counts]
    return [(mean, max(0.0, mean - s), min(1.0, mean + s)) for s in spread]


def _value_limits(known: Sequence[Count], counts: Sequence[Count]) -> list[tuple[float, float, float]]:
    values = [count.value for count in known if count.value is not None]
    mean = fmean(values)
    spread = 2.66 * fmean(abs(b - a) for a, b in itertools.pairwise(values))
    return [(mean, max(0.0, mean - spread), mean + spread)] * len(counts)


def _mark(points: list[Point]) -> list[Point]:
    """Mark what is special. Points with nothing counted are stepped over, neither part of a run nor its end."""
    places = [i for i, point in enumerate(points) if point.value is not None]
    rise: dict[int, list[str]] = {i: [] for i in places}
    fall: dict[int, list[str]] = {i: [] for i in places}
    known = [points[i] for i in places]
    for up, marks in ((1, rise), (-1, fall)):
        for name, found in _special(known, up).items():
            for place in found:
                marks[places[place]].append(name)
    return [
        replace(point, rise=tuple(rise[i]), fall=tuple(fall[i])) if i in rise else point
        for i, point in enumerate(points)
    ]


def _special(points: Sequence[Point], up: int) -> dict[str, set[int]]:
    """The places that break each rule upwards (`up` = 1) or downwards (-1)."""

    def over(point: Point, part: float) -> bool:
        """Whether the point is beyond `part` of the way from the mean to its limit."""
        limit = point.high if up > 0 else point.low
        return up * (point.value - point.mean) > part * up * (limit - point.mean)  # type: ignore[operator]

    moved = [i > 0 and up * (points[i].value - points[i - 1].value) > 0 for i in range(len(points))]  # type: ignore[operator]
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
    found, run = set(), []
    for i, flag in enumerate([*flags, False]):
        if flag:
            run.append(i)
        else:
            found |= set(run) if len(run) >= length else set()
            run = []
    return found


def _trends(moved: Sequence[bool]) -> set[int]:
    """Seven points in a trend are six moves running; the point they set out from is part of it."""
    moves = _runs(moved, RUN - 1)
    return moves | {i - 1 for i in moves if i - 1 >= 0}


def _read(better: Better, points: list[Point]) -> Chart:
    known = [point for point in points if point.value is not None]
    if not known or known[-1].mean is None:
        return Chart(tuple(points), Signal.TOO_FEW)
    latest = known[-1]
    above, running = _side(known)
    up, down = bool(latest.rise), bool(latest.fall)
    if up == down:  # neither, or both at once: nothing clear
        return Chart(tuple(points), Signal.STEADY, (), running, above)
    return Chart(tuple(points), _which(better, up), latest.rise or latest.fall, running, above)


def _which(better: Better, up: bool) -> Signal:
    if better in (Better.BAND, Better.CONTEXT):
        return Signal.CHANGED
    return Signal.IMPROVING if up == (better is Better.HIGHER) else Signal.WORSENING


def _side(known: Sequence[Point]) -> tuple[bool | None, int]:
    """Which side of the average the latest point is on, and for how many points running."""
    sides = [
        None if point.mean is None or point.value == point.mean else point.value > point.mean  # type: ignore[operator]
        for point in known
    ]
    running = 0
    for side in reversed(sides):
        if side is None or side != sides[-1]:
            break
        running += 1
    return sides[-1], running
