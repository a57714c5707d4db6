"""A trend as blocks of a report: its picture, and the table of the same numbers."""

from sherwood.kit.periods import Period, spoken
from sherwood.measuring.control import BEYOND, NEAR, SHIFT, TREND, Point
from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.sentence import wanted_words
from sherwood.reporting.blocks import Picture, Table
from sherwood.reporting.charts import ChartMark, Goal, control_chart
from sherwood.reporting.trends import Trend


def picture(trend: Trend) -> Picture:
    """The trend as a control chart with its table twin and its sentence."""
    share = trend.measure.figure is Figure.SHARE
    specification = control_chart(
        _points(trend), unit=_unit(trend.measure), share=share, marks=_marks(trend), target=_goal(trend)
    )
    title = f"{trend.measure.title}, by {trend.each}"
    return Picture(title, trend.sentence, specification, twin(trend))


def _marks(trend: Trend) -> list[ChartMark]:
    """What begins within the picture: the programme, a rule, a phase; and steps that are proposed as one."""
    begun = [ChartMark(begun.on, begun.label) for begun in trend.setting.begun]
    phases = [ChartMark(span.first, span.label) for span in trend.spans if span.label]
    proposed = [ChartMark(day, "A step: a phase?", faint=True) for day in trend.proposed]
    first, last = trend.periods[0].first, trend.periods[-1].last
    return sorted(
        (mark for mark in [*begun, *phases, *proposed] if first <= mark.on <= last), key=lambda mark: mark.on
    )


def _goal(trend: Trend) -> Goal | None:
    """The target as it is drawn: its line, its path up to the last point, and how near is near enough."""
    target = trend.target
    if target is None:
        return None
    path = target.drawn([period.last for period in trend.periods]) if target.path else []
    return Goal(
        float(target.value),
        None if target.highest is None else float(target.highest),
        float(target.tolerance),
        [(day, float(value)) for day, value in path],
        f"Wanted {wanted_words(trend.measure, target)}",
    )


def twin(trend: Trend) -> Table:
    """The same numbers as a table, latest first."""
    rows = [
        [_period_name(trend, period), trend.text(i), _stands_out(trend, i)]
        for i, period in enumerate(trend.periods)
    ]
    first = trend.each.capitalize() if trend.measure.population.shape is Shape.EVENT else "On"
    return Table(
        f"{trend.measure.title}: figures", (first, "Figure", "What stands out"), rows[::-1], frozenset({1})
    )


def _period_name(trend: Trend, period: Period) -> str:
    return period.label if trend.measure.population.shape is Shape.EVENT else spoken(period.last)


def _points(trend: Trend) -> list[dict]:
    """The points as the picture takes them.

    The limits of a point follow from what was counted in it. So a hidden one is given those of the point shown
    before it, and where any is hidden all are rounded, or the average would give it away.
    """
    points: list[dict] = []
    shown = next((i for i in range(len(trend.counts)) if not trend.is_hidden(i)), None)
    for i, point in enumerate(trend.points):
        hidden = trend.is_hidden(i)
        shown = shown if hidden else i
        limits = Point(None) if shown is None else trend.points[shown]
        points.append(
            {
                "on": trend.periods[i].last.isoformat(),
                "value": None if hidden else point.value,
                "mean": _rounded(trend, point.mean),
                "low": _rounded(trend, limits.low),
                "high": _rounded(trend, limits.high),
                "phase": point.phase,
                "special": "" if hidden else _special(trend.measure, point),
                "immature": i >= len(trend.counts) - trend.immature,
            }
        )
    return points


def _rounded(trend: Trend, limit: float | None) -> float | None:
    """To a whole per cent, or to one place, when the trend has hidden points."""
    if limit is None or not trend.hidden:
        return limit
    return round(limit, 2 if trend.measure.figure is Figure.SHARE else 1)


def _special(measure: Measure, point: Point) -> str:
    if bool(point.rise) == bool(point.fall):
        return ""
    if measure.better in (Better.BAND, Better.CONTEXT):
        return "changed"
    return "better" if bool(point.rise) == (measure.better is Better.HIGHER) else "worse"


# what is special about a point, the strongest first: words when it is high, and when it is low
STANDS_OUT = {
    BEYOND: ("higher than chance explains", "lower than chance explains"),
    SHIFT: ("one of seven or more above the average", "one of seven or more below the average"),
    TREND: ("part of a steady rise", "part of a steady fall"),
    NEAR: ("near the upper limit", "near the lower limit"),
}


def _stands_out(trend: Trend, i: int) -> str:
    """What is special about a point, its strongest mark each way; nothing of a hidden one."""
    if trend.is_hidden(i):
        return ""
    point = trend.points[i]
    marks = [(point.rise, 0), (point.fall, 1)]
    words = [
        next(STANDS_OUT[rule][way] for rule in STANDS_OUT if rule in rules) for rules, way in marks if rules
    ]
    return " and ".join(words).capitalize()


def _unit(measure: Measure) -> str:
    return {Figure.SHARE: "", Figure.RATE: "per 10,000", Figure.MEAN: "children"}[measure.figure]
