"""A reading as one sentence: where a measure stands, where it is going, and the figures that say so.

“Still far from the 70% wanted by 30 June 2010, but improving: 17% in the week to 3 January, 45% in the week to 7 March
2010; it was 64% a year ago.” A hidden figure is never in it.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from sherwood.kit.periods import Period, spoken
from sherwood.measuring.direction import Direction, DirectionRule
from sherwood.measuring.figures import Count
from sherwood.measuring.level import Beside, Level
from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.signal import Series, SeriesReading, Signal, is_good
from sherwood.measuring.target import MeasureTarget, Standing
from sherwood.measuring.wording import percent, short_figure, spelled

FAR = Fraction(
    1, 10
)  # of a share: a gap of more than ten points is far; of a number, a quarter of what is wanted
FAR_OF_A_NUMBER = Fraction(1, 4)


def sentence(series: Series, reading: SeriesReading) -> str:
    """What a careful analyst would say of the series, from its level and its direction."""
    match reading.signal:
        case Signal.NOT_KNOWN:
            return _not_known(series, reading)
        case Signal.NOTHING:
            return _nothing(series)
        case Signal.TOO_FEW:
            return _too_early(series, reading)
    lead = _joined(*_position(series, reading), *_way(series, reading))
    figures = [part for part in (_recent(series, reading), _baselines(series, reading)) if part]
    return f"{_capital(lead)}{': ' if figures else ''}{'; '.join(figures)}."


def _not_known(series: Series, reading: SeriesReading) -> str:
    last = _value_at(series, series.places[-1]) if series.places else ""
    return f"Not known. {reading.why_too_few.rstrip('.')}.{f' The last figure is {last}.' if last else ''}"


def _nothing(series: Series) -> str:
    many, last = series.measure.population.many, series.places[-1]
    figure = _value_at(series, last)
    now = point_when(series.measure, series.each, series.periods[len(series.counts) - series.immature - 1])
    before = f"; the last figure was {figure}" if figure else ""
    return f"There were no {many} to count {now}{before}."


def _too_early(series: Series, reading: SeriesReading) -> str:
    target = f" {_capital(_beside_target(series, reading)[0])}." if reading.standing else ""
    latest = _value_at(series, series.places[-1]) if series.places else ""
    figure = f" The latest is {latest}." if latest else ""
    return f"Too early to say where it is going: {reading.why_too_few}.{figure}{target}"


def _joined(position: str, is_well: bool | None, way: str, is_good_way: bool | None) -> str:
    if not position:
        return way
    apart = (is_well is not False and is_good_way is False) or (is_well is False and is_good_way is True)
    return f"{position}, {'but' if apart else 'and'} {way}"


# Where it stands


def _position(series: Series, reading: SeriesReading) -> tuple[str, bool | None]:
    """Beside the target when there is one, else beside the baseline; and whether that is well."""
    if reading.standing and series.target:
        return _beside_target(series, reading)
    if series.measure.band:
        return _beside_band(series)
    level = reading.level
    return _beside_baseline(series, reading, level) if level else ("", None)


def _beside_band(series: Series) -> tuple[str, bool]:
    low, high = (Fraction(str(end)) for end in series.measure.band or ())
    value = series.value(series.places[-1])
    where = "within" if low <= value <= high else "below" if value < low else "above"
    return f"{where} the {percent(float(low))} to {percent(float(high))} held to be best", where == "within"


def _beside_target(series: Series, reading: SeriesReading) -> tuple[str, bool]:
    target, measure = series.target, series.measure
    assert target is not None
    wanted = wanted_words(measure, target)
    by = f"wanted by {spoken(target.by_on)}"
    match reading.standing:
        case Standing.MET:
            gap = target.gap(series.now_value(), measure.better)
            gap = Fraction(0) if short_figure(measure, series.now()) == wanted else gap
            return (
                f"{'at' if not gap or target.highest is not None else 'better than'} the {wanted} {by}",
                True,
            )
        case Standing.ON_PATH:
            return f"not yet at the {wanted} {by}, but on the way agreed", True
        case Standing.MISSED:
            return f"short of the {wanted} that was {by}", False
    return f"{'still far from' if _is_far(series, target) else 'short of'} the {wanted} {by}", False


def _is_far(series: Series, target: MeasureTarget) -> bool:
    gap = target.gap(series.now_value(), series.measure.better)
    return gap > (FAR if series.measure.figure is Figure.SHARE else FAR_OF_A_NUMBER * abs(target.value))


def _beside_baseline(series: Series, reading: SeriesReading, level: Beside) -> tuple[str, bool | None]:
    words = level.baseline.words
    if level.level is Level.ALIKE:
        return f"much as {words}", None
    if series.measure.better in (Better.CONTEXT, Better.BAND):
        return f"{level.level.value} than {words}", None
    well = (level.level is Level.HIGHER) == (series.measure.better is Better.HIGHER)
    if well:
        return f"better than {words}", True
    gained = reading.course.beyond == (1 if series.measure.better is Better.HIGHER else -1)
    if gained or reading.signal in (Signal.IMPROVING, Signal.RECOVERING):
        return f"not yet back to where it was {words}", False
    return f"worse than {words}", False


# Where it is going


def _way(series: Series, reading: SeriesReading) -> tuple[str, bool | None]:
    direction = reading.course.direction
    if reading.as_before:
        return f"{direction.value} as it did at this time last year", None
    if direction is Direction.LEVEL:
        return "steady", None
    good = is_good(series, direction)
    if reading.course.turned:
        return TURNED[direction is Direction.RISING, good], good
    if good is None:
        return direction.value, None
    return "improving" if good else "getting worse", good


TURNED = {  # rising or not, and whether that is good
    (True, True): "coming back",
    (True, False): "rising again",
    (True, None): "rising again",
    (False, True): "coming down again",
    (False, False): "falling back",
    (False, None): "falling again",
}


# The figures


def _recent(series: Series, reading: SeriesReading) -> str:
    """The figures of the last points, and for a shift those of the points before."""
    points, rule = reading.recent, reading.course.rule
    if any(place in series.hidden for place in points):
        return ""
    if rule is DirectionRule.TREND:
        return f"{_value_at(series, points[0])}, {_value_at(series, points[-1])}"
    last = _span(
        series, [place for place in points if place not in reading.odd], f"last {_many(series, len(points))}"
    )
    if reading.odd:
        last += f", but for {' and '.join(_value_at(series, place) for place in reading.odd)}"
    if rule is DirectionRule.NONE or any(place in series.hidden for place in reading.before):
        return last
    return f"{last}; {_span(series, reading.before, f'{spelled(len(reading.before))} before')}"


def _span(series: Series, places: Sequence[int], of: str) -> str:
    """“25% in each of the last eight weeks”, or “between 43% and 48% in the last eight weeks”."""
    lowest = min(places, key=series.value)
    highest = max(places, key=series.value)
    low, high = (short_figure(series.measure, series.counts[place]) for place in (lowest, highest))
    return f"{low} in each of the {of}" if low == high else f"between {low} and {high} in the {of}"


def _many(series: Series, count: int) -> str:
    return f"{spelled(count)} {series.each}s"


def _value_at(series: Series, place: int) -> str:
    """A point with its time, the year only with the latest: “45% in the week to 7 March 2010”."""
    if place in series.hidden:
        return ""
    latest = place == series.places[-1]
    when = point_when(series.measure, series.each, series.periods[place], None if latest else series.as_at)
    return f"{short_figure(series.measure, series.counts[place])} {when}"


def point_when(measure: Measure, each: str, period: Period, beside: date | None = None) -> str:
    """The time of a point as it stands in a sentence; its year is left out when it is that of `beside`."""
    last = spoken(period.last)
    if beside and beside.year == period.last.year:
        last = f"{period.last.day} {period.last:%B}"
    if measure.population.shape is not Shape.EVENT:
        return f"on {last}"
    if each == "month":
        return f"in {period.last:%B}" + (
            "" if beside and beside.year == period.last.year else f" {period.last.year}"
        )
    return f"in the {each} to {last}"


def _baselines(series: Series, reading: SeriesReading) -> str:
    """“it was 64% a year ago”, beside the two baselines that are said first."""
    known = [level.baseline for level in reading.levels if level.level is not Level.UNKNOWN]
    told = [level for level in known if not _is_hidden(series, level.count)][:2]
    then = [f"{short_figure(series.measure, level.count)} {level.words}" for level in told]
    return f"it was {' and '.join(then)}" if then else ""


def _is_hidden(series: Series, count: Count) -> bool:
    """Sums of several points are not told to somebody from whom any point is hidden: the rest would give it away."""
    return bool(series.hidden) or count.value is None


def wanted_words(measure: Measure, target: MeasureTarget) -> str:
    """What is wanted, in the unit of the measure: “70%”, “10% to 15%”, “12.5”."""
    low = _in_unit(measure, target.value)
    return low if target.highest is None else f"{low} to {_in_unit(measure, target.highest)}"


def _in_unit(measure: Measure, value: Fraction) -> str:
    return percent(float(value)) if measure.figure is Figure.SHARE else f"{float(value):.1f}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
