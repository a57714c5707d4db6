"""The reading of a series: where it stands, where it is going, and both in one sentence.

Every page, report and file that says how a measure does says it from here. Two things are kept apart:

- *level*: the latest figure beside dated, named baselines (`level`) and beside the target (`target`);
- *direction*: where the last points are going (`direction`), by rules on their order alone.

Both are read from the interval that is natural to the measure, whatever interval is shown, so pressing another changes
neither. The latest points are left out while they are immature: while open work can still change them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction

from sherwood.kit.periods import Period
from sherwood.measuring.control import BEYOND, ChartPhase, chart
from sherwood.measuring.direction import WINDOW, Course, Direction, course
from sherwood.measuring.figures import Count
from sherwood.measuring.level import FEWEST_COUNTED, Beside, HeldBeside, Level, beside, exact, variation
from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.steps import steps
from sherwood.measuring.target import MeasureTarget, Standing
from sherwood.measuring.wording import spelled

RULE_SET = "3"
MOST_ODD = 2  # odd points that are named one by one; where there are more, they are how it varies


class Signal(Enum):
    """What a series says in a word or two; the value is how a page says it."""

    IMPROVING = "Improving"
    WORSENING = "Getting worse"
    SLIPPING = "Slipping back"  # from what the last eight points had gained
    RECOVERING = "Coming back"  # from what they had lost
    BETTER = "Better, now steady"  # than at its baseline
    WORSE = "Worse, now steady"
    STEADY = "No clear change"
    CHANGED = "Changed"  # where neither way is better
    TOO_FEW = "Too early to say"
    NOTHING = "Nothing to count"  # there was, and at the last points there is not
    NOT_KNOWN = "Not known"  # the records do not reach the last point


NO_DIVISOR = {  # why what was counted makes no figure
    Figure.SHARE: "What was counted has no whole",
    Figure.RATE: "How many children live in the area is not on record",
    Figure.MEAN: "Who holds them is not on record",
}
LATEST = {"week": 4, "month": 3, "quarter": 2}  # points of events that together are held beside a baseline


@dataclass(frozen=True)
class Series:
    """The figures of a measure by its natural interval, oldest first, up to the day of the records.

    `immature`: how many of the latest may still change. `hidden`: places whose figures a reader may not be told.
    """

    measure: Measure
    each: str  # week, month or quarter
    periods: tuple[Period, ...]
    counts: tuple[Count, ...]
    baselines: tuple[HeldBeside, ...] = ()
    target: MeasureTarget | None = None
    immature: int = 0
    hidden: frozenset[int] = frozenset()

    @property
    def places(self) -> list[int]:
        """The points that are read: those with a figure that can no longer change."""
        mature = len(self.counts) - self.immature
        return [place for place in range(mature) if self.counts[place].value is not None]

    @property
    def last(self) -> Count:
        """The last point that can no longer change, whether it has a figure or not."""
        return self.counts[max(0, len(self.counts) - self.immature - 1)]

    def now(self, without: Collection[int] = ()) -> Count:
        """The figure held beside the baselines: of events the latest few points together, of a stock the latest."""
        places = [place for place in self.places if place not in without]
        if self.measure.population.shape is not Shape.EVENT:
            return self.counts[places[-1]] if places else Count(0, 0, None)
        return together(self.counts[place] for place in places[-LATEST[self.each] :])

    def now_value(self) -> Fraction:
        value = exact(self.measure, self.now())
        assert value is not None, "only asked where there is a figure"
        return value

    def value(self, place: int) -> Fraction:
        value = exact(self.measure, self.counts[place])
        assert value is not None, "only points with a figure are asked for"
        return value

    @property
    def as_at(self) -> date:
        return self.periods[-1].last


def together(counts: Iterable[Count]) -> Count:
    """The share of several points of events as one."""
    counts = list(counts)
    met, counted = sum(count.numerator for count in counts), sum(count.denominator for count in counts)
    return Count(met, counted, met / counted if counted else None)


@dataclass(frozen=True)
class SeriesReading:
    """What a series says: its direction, its levels, how it stands beside its target, and the word for all of it."""

    signal: Signal
    course: Course
    levels: tuple[Beside, ...] = ()
    standing: Standing | None = None
    recent: tuple[int, ...] = ()  # the places of the last points that the direction is of
    before: tuple[int, ...] = ()  # and of those before, beside which a shift was seen
    as_before: bool = False  # the same happened at this time last year, and the level is as it was then
    odd: tuple[int, ...] = ()  # of the last points, those beyond what chance explains beside the others
    why_too_few: str = ""

    @property
    def level(self) -> Beside | None:
        """The level that is said first: beside the first baseline with figures enough."""
        return next((level for level in self.levels if level.level is not Level.UNKNOWN), None)


def read(series: Series) -> SeriesReading:
    """The reading of a series, from the points that can no longer change."""
    places = series.places
    if series.last.value is None or not places:
        return _without_a_figure(series)
    values = [series.value(place) for place in places]
    way = course(values[-2 * WINDOW :])
    odd = _odd(series, places) if way.direction is Direction.LEVEL else ()
    varies = variation(series.measure, [series.counts[place] for place in places])
    now = series.now(without=odd if len(odd) <= MOST_ODD else ())
    levels = tuple(beside(series.measure, now, baseline, varies) for baseline in series.baselines)
    too_few = _why_too_few(series, way, levels)
    if too_few:
        way = Course(Direction.TOO_FEW, points=way.points)
    as_before = _as_a_year_before(series, way, levels)
    level = next((level.level for level in levels if level.level is not Level.UNKNOWN), Level.UNKNOWN)
    return SeriesReading(
        signal=_signal(series, way, level, as_before),
        course=way,
        levels=levels,
        standing=_standing(series),
        recent=tuple(places[-way.points :]),
        before=tuple(places[-way.points - WINDOW : -way.points]),
        as_before=as_before,
        odd=odd if len(odd) <= MOST_ODD else (),
        why_too_few=too_few,
    )


def beside_target(series: Series, reading: SeriesReading) -> SeriesReading:
    """The same reading, beside the target that the series has now."""
    return replace(reading, standing=_standing(series) if series.places else None)


def _without_a_figure(series: Series) -> SeriesReading:
    """The last point has none: the records do not reach it, or there was nothing to count."""
    way = Course(Direction.TOO_FEW)
    if why := series.last.not_known:
        return SeriesReading(Signal.NOT_KNOWN, way, why_too_few=why)
    if series.last.numerator:
        return SeriesReading(Signal.NOT_KNOWN, way, why_too_few=NO_DIVISOR[series.measure.figure])
    if not series.places:
        return SeriesReading(Signal.TOO_FEW, way, why_too_few=f"no {series.each} has a figure yet")
    return SeriesReading(Signal.NOTHING, way, recent=(series.places[-1],))


def _why_too_few(series: Series, way: Course, levels: Sequence[Beside]) -> str:
    """Why no direction can be said; empty when one can."""
    places = series.places[-WINDOW:]
    if way.direction is Direction.TOO_FEW:
        many = f"{spelled(len(places))} {series.each}{'s' if len(places) != 1 else ''}"
        return f"{many} with figures so far, and {spelled(WINDOW)} are needed"
    counted = sum(_rests_on(series.measure, series.counts[place]) for place in places)
    moved = any(level.level in (Level.HIGHER, Level.LOWER) for level in levels)
    if way.direction is Direction.LEVEL and not moved and counted < FEWEST_COUNTED * len(places):
        return f"fewer than {spelled(FEWEST_COUNTED)} are counted in each {series.each}"
    return ""


def _rests_on(measure: Measure, count: Count) -> int:
    """How many things a point rests on; a rate or a mean that counts few is small, and no less sure for it."""
    return count.denominator if measure.figure is Figure.SHARE else max(count.numerator, FEWEST_COUNTED)


def _standing(series: Series) -> Standing | None:
    """How the latest figure stands beside the target; None without a target, or where neither way is better.

    Of events it is the latest few points together: one good week is not a target reached.
    """
    target, measure = series.target, series.measure
    if target is None or (measure.better is Better.CONTEXT and target.highest is None):
        return None
    return target.standing(series.now_value(), series.periods[series.places[-1]].last, measure.better)


def _signal(series: Series, way: Course, level: Level, as_before: bool) -> Signal:
    if way.direction is Direction.TOO_FEW:
        return Signal.TOO_FEW
    if way.direction is Direction.LEVEL or as_before:
        return _of_level(series.measure, level, way)
    good = is_good(series, way.direction)
    if good is None:
        return Signal.CHANGED
    if way.turned:
        return Signal.RECOVERING if good else Signal.SLIPPING
    return Signal.IMPROVING if good else Signal.WORSENING


def _of_level(measure: Measure, level: Level, way: Course) -> Signal:
    if level not in (Level.HIGHER, Level.LOWER) or measure.better in (Better.BAND, Better.CONTEXT):
        return Signal.STEADY
    if (level is Level.HIGHER) == (measure.better is Better.HIGHER):
        return Signal.BETTER
    better = 1 if measure.better is Better.HIGHER else -1
    return Signal.RECOVERING if way.beyond == better else Signal.WORSE


def is_good(series: Series, direction: Direction) -> bool | None:
    """Whether a direction is for the better; None where neither way is. Of a band, towards it is, away from it is not."""
    measure, rising = series.measure, direction is Direction.RISING
    if measure.better is Better.BAND and measure.band:
        latest = series.value(series.places[-1])
        below, above = latest < Fraction(str(measure.band[0])), latest > Fraction(str(measure.band[1]))
        return None if not below and not above else rising == below
    if measure.better is Better.CONTEXT:
        return None
    return rising == (measure.better is Better.HIGHER)


def _odd(series: Series, places: Sequence[int]) -> tuple[int, ...]:
    """Which of the last eight points lie beyond the limits that the others of the last twenty-four give.

    Only those since the last step: what was before it is another level.
    """
    since = max([0, *steps([series.value(place) for place in places])])
    around = places[max(since, len(places) - 3 * WINDOW) :]
    odd = []
    for place in places[-WINDOW:]:
        others = tuple(series.counts[other] for other in around if other != place)
        (point,) = chart(series.measure, [series.counts[place]], [ChartPhase(0, others)])
        if BEYOND in point.rise + point.fall:
            odd.append(place)
    return tuple(odd)


def _as_a_year_before(series: Series, way: Course, levels: Sequence[Beside]) -> bool:
    """Whether this is what happened at the same time last year: a season, not a change."""
    if way.direction not in (Direction.RISING, Direction.FALLING):
        return False
    year_ago = next((level for level in levels if level.baseline.words == A_YEAR_AGO), None)
    if year_ago is None or year_ago.level is not Level.ALIKE:
        return False
    then = exact(series.measure, year_ago.baseline.count)
    if then is None or abs(series.now_value() - then) > _swing(series, way) / 2:
        return False
    back = {"week": 52, "month": 12, "quarter": 4}[series.each]
    until = series.places[-1] - back
    values = [series.value(place) for place in series.places if place <= until]
    return course(values[-2 * WINDOW :]).direction is way.direction


def _swing(series: Series, way: Course) -> Fraction:
    """How far the last points moved from the first of them to the latest."""
    places = series.places[-way.points :]
    return abs(series.value(places[-1]) - series.value(places[0]))


A_YEAR_AGO = "a year ago"
