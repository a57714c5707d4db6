"""A measure's trend read once: its figures, its control chart, and both as blocks of a report."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sherwood.kit import periods
from sherwood.kit.periods import Period, spoken
from sherwood.measuring import rulebook
from sherwood.measuring.disclosure import HIDDEN
from sherwood.measuring.figures import Count, Ledger, Where
from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.signal import BEYOND, NEAR, SHIFT, TREND, Chart, Point, chart
from sherwood.measuring.wording import figure_text, reading, short_figure, when
from sherwood.reporting.blocks import Picture, Table
from sherwood.reporting.charts import control_chart
from sherwood.reporting.hiding import hidden_parts, small

SHOWN = {"week": 52, "month": 36, "quarter": 20}
BASELINE = {"week": 30, "month": 24, "quarter": 14}
EVERY = {"week": periods.weeks, "month": periods.months, "quarter": periods.quarters}
TOGETHER = {"week": 13, "month": 3, "quarter": 4}  # how many make the period of a breakdown
FEWEST_DRAWN = 2  # points below which there is no picture


@dataclass(frozen=True)
class Trend:
    """The figures of a measure, oldest first, over the last whole weeks, months or quarters up to a day.

    `to_anyone`: it is shown beyond the people entitled to the rows, so small numbers are hidden in it. What the chart
    says is read from the true figures all the same; what is drawn gives none of the hidden ones away.
    """

    key: str
    measure: Measure
    each: str  # week, month or quarter
    periods: tuple[Period, ...]
    counts: tuple[Count, ...]
    chart: Chart
    target: float | None = None
    to_anyone: bool = True

    @cached_property
    def hidden(self) -> frozenset[int]:
        """Which periods are hidden: the small ones, and those without which one could be worked out.

        A breakdown shows the sum of the latest periods, so one of them alone could be had by taking away the rest.
        """
        if not self.to_anyone:
            return frozenset()
        alone = {i for i, count in enumerate(self.counts) if small(self.measure, count)}
        if self.measure.population.shape is not Shape.EVENT:
            return frozenset(alone)
        latest = range(max(0, len(self.counts) - TOGETHER[self.each]), len(self.counts))
        return frozenset(alone | hidden_parts(self.measure, {i: self.counts[i] for i in latest}))

    def is_hidden(self, i: int) -> bool:
        return i in self.hidden

    def text(self, i: int) -> str:
        """The figure of the i-th period with its parts, or that it is hidden."""
        return str(HIDDEN) if self.is_hidden(i) else figure_text(self.measure, self.counts[i])

    def short(self, i: int) -> str:
        return str(HIDDEN) if self.is_hidden(i) else short_figure(self.measure, self.counts[i])

    @property
    def latest_text(self) -> str:
        return self.text(len(self.counts) - 1)

    @property
    def latest(self) -> Count:
        return self.counts[-1]

    @property
    def period(self) -> Period:
        return self.periods[-1]

    @property
    def breakdown_period(self) -> Period:
        """What a breakdown is of: a week of one team is too few to read, so the last thirteen;
        the last three months, or the last four quarters."""
        if self.measure.population.shape is not Shape.EVENT:
            return self.period
        return Period(self.periods[-TOGETHER[self.each]].first, self.period.last)

    @property
    def has_figures(self) -> bool:
        return any(count.denominator or count.numerator for count in self.counts)

    @property
    def can_be_drawn(self) -> bool:
        """Whether there are points enough, not hidden and with something counted, to make a picture."""
        known = [
            i
            for i, point in enumerate(self.chart.points)
            if point.value is not None and not self.is_hidden(i)
        ]
        return len(known) >= FEWEST_DRAWN

    @property
    def sentence(self) -> str:
        return reading(self.measure, self.chart, self.each, self.target)

    @property
    def latest_said(self) -> str:
        """The latest figure with the time it is for: “38% (94 of 249), 1 to 7 March 2010”."""
        return said(self.measure, self.latest_text, self.period)


TOO_LITTLE = "There is too little to draw: fewer than two {}s have a figure that can be shown."


def said(measure: Measure, figure: str, period: Period) -> str:
    """A figure and the time it is for, as the beginning of a sentence."""
    comma = "," if measure.population.shape is Shape.EVENT else ""
    return f"{figure}{comma} {when(measure, period)}"


def natural_interval(measure: Measure) -> str:
    """Weeks for work that is counted by the hundred, quarters for what is rare, months for the rest."""
    one = measure.population.one
    if one in ("assessment", "open assessment", "referral", "child held"):
        return "week"
    return (
        "quarter"
        if measure.population.many == "plans" and measure.population.title.endswith("ended")
        else "month"
    )


def whole_periods(each: str, up_to: date, count: int) -> tuple[Period, ...]:
    """The last `count` whole weeks, months or quarters that had ended by a day, oldest first."""
    days = {"week": 7, "month": 31, "quarter": 92}[each]
    ended = [
        period for period in EVERY[each](up_to - timedelta(days * (count + 1)), up_to) if period.last <= up_to
    ]
    return tuple(ended[-count:])


def trend(
    ledger: Ledger,
    key: str,
    measure: Measure,
    as_at: date,
    *,
    each: str = "",
    where: Where | None = None,
    target: float | None = None,
    to_anyone: bool = True,
) -> Trend:
    each = each or natural_interval(measure)
    span = whole_periods(each, as_at, SHOWN[each])
    counts = ledger.series(key, measure, span, where)
    made = chart(measure, counts, BASELINE[each], new_phases(measure, span))
    return Trend(key, measure, each, span, tuple(counts), made, target, to_anyone)


def new_phases(measure: Measure, span: tuple[Period, ...]) -> list[int]:
    """Where a change of the measure's rule begins a new phase of the chart."""
    return [
        next(i for i, period in enumerate(span) if period.last >= rule.from_on)
        for rule in rule_changes(measure, span)
    ]


def rule_changes(measure: Measure, span: tuple[Period, ...]) -> list[rulebook.Rule]:
    if not measure.rule:
        return []
    return [rule for rule in rulebook.changes(measure.rule) if span[0].first <= rule.from_on <= span[-1].last]


def picture(made: Trend) -> Picture:
    """The trend as a control chart with its table twin and its sentence."""
    changes = [
        (rule.from_on, f"Limit {rule.limit} {rule.unit}") for rule in rule_changes(made.measure, made.periods)
    ]
    specification = control_chart(
        _points(made),
        unit=_unit(made.measure),
        share=made.measure.figure is Figure.SHARE,
        target=made.target,
        changes=changes,
    )
    title = f"{made.measure.title}, by {made.each}"
    return Picture(title, made.sentence, specification, twin(made))


def twin(made: Trend) -> Table:
    """The same numbers as a table, latest first."""
    rows = [
        [_period_name(made, period), made.text(i), _stands_out(made, i)]
        for i, period in enumerate(made.periods)
    ]
    first = made.each.capitalize() if made.measure.population.shape is Shape.EVENT else "On"
    return Table(
        f"{made.measure.title}: figures", (first, "Figure", "What stands out"), rows[::-1], frozenset({1})
    )


def _period_name(made: Trend, period: Period) -> str:
    return period.label if made.measure.population.shape is Shape.EVENT else spoken(period.last)


def _points(made: Trend) -> list[dict]:
    """The points as the picture takes them.

    The limits of a point follow from what was counted in it. So a hidden one is given those of the point shown
    before it, and where any is hidden all are rounded, or the average would give it away.
    """
    points: list[dict] = []
    shown = next((i for i in range(len(made.counts)) if not made.is_hidden(i)), None)
    for i, point in enumerate(made.chart.points):
        hidden = made.is_hidden(i)
        shown = shown if hidden else i
        limits = Point(None) if shown is None else made.chart.points[shown]
        points.append(
            {
                "on": made.periods[i].last.isoformat(),
                "value": None if hidden else point.value,
                "mean": _rounded(made, point.mean),
                "low": _rounded(made, limits.low),
                "high": _rounded(made, limits.high),
                "phase": point.phase,
                "special": "" if hidden else _special(made.measure, point),
            }
        )
    return points


def _rounded(made: Trend, limit: float | None) -> float | None:
    """To a whole per cent, or to one place, when the trend has hidden points."""
    if limit is None or not made.hidden:
        return limit
    return round(limit, 2 if made.measure.figure is Figure.SHARE else 1)


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


def _stands_out(made: Trend, i: int) -> str:
    """What is special about a point, its strongest mark each way; nothing of a hidden one."""
    if made.is_hidden(i):
        return ""
    point = made.chart.points[i]
    marks = [(point.rise, 0), (point.fall, 1)]
    words = [
        next(STANDS_OUT[rule][way] for rule in STANDS_OUT if rule in rules) for rules, way in marks if rules
    ]
    return " and ".join(words).capitalize()


def _unit(measure: Measure) -> str:
    return {Figure.SHARE: "", Figure.RATE: "per 10,000", Figure.MEAN: "children"}[measure.figure]
