"""A measure's trend read once: its figures, its control chart, and both as blocks of a report."""

from dataclasses import dataclass
from datetime import date, timedelta

from sherwood.kit import periods
from sherwood.kit.periods import Period, spoken
from sherwood.measuring import rulebook
from sherwood.measuring.disclosure import HIDDEN, is_small, reveals_few
from sherwood.measuring.figures import Count, Ledger, Where
from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.signal import Chart, Point, chart
from sherwood.measuring.wording import figure_text, reading, short_figure
from sherwood.reporting.blocks import Picture, Table
from sherwood.reporting.charts import control_chart

SHOWN = {"week": 52, "month": 36, "quarter": 20}
BASELINE = {"week": 30, "month": 24, "quarter": 14}
EVERY = {"week": periods.weeks, "month": periods.months, "quarter": periods.quarters}


@dataclass(frozen=True)
class Trend:
    """The figures of a measure, oldest first, over the last whole weeks, months or quarters up to a day.

    `to_anyone`: it is shown beyond the people entitled to the rows, so small numbers are hidden in it. The chart is
    read from the true figures all the same.
    """

    key: str
    measure: Measure
    each: str  # week or month
    periods: tuple[Period, ...]
    counts: tuple[Count, ...]
    chart: Chart
    target: float | None = None
    to_anyone: bool = True

    def is_hidden(self, i: int) -> bool:
        count = self.counts[i]
        small = reveals_few(count) if self.measure.figure is Figure.SHARE else is_small(count.numerator)
        return self.to_anyone and small

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
        together = {"week": 13, "month": 3, "quarter": 4}[self.each]
        return Period(self.periods[-together].first, self.period.last)

    @property
    def has_figures(self) -> bool:
        return any(count.denominator or count.numerator for count in self.counts)

    @property
    def sentence(self) -> str:
        return reading(self.measure, self.chart, self.each, self.target)


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
        [_point(made, i) for i in range(len(made.counts))],
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
        [_period_name(made, period), made.text(i), _special_words(made.chart.points[i])]
        for i, period in enumerate(made.periods)
    ]
    first = made.each.capitalize() if made.measure.population.shape is Shape.EVENT else "On"
    return Table(
        f"{made.measure.title}: figures", (first, "Figure", "What stands out"), rows[::-1], frozenset({1})
    )


def _period_name(made: Trend, period: Period) -> str:
    return period.label if made.measure.population.shape is Shape.EVENT else spoken(period.last)


def _point(made: Trend, i: int) -> dict:
    point = made.chart.points[i]
    return {
        "on": made.periods[i].last.isoformat(),
        "value": None if made.is_hidden(i) else point.value,
        "mean": point.mean,
        "low": point.low,
        "high": point.high,
        "phase": point.phase,
        "special": _special(made.measure, point),
    }


def _special(measure: Measure, point: Point) -> str:
    if bool(point.rise) == bool(point.fall):
        return ""
    if measure.better in (Better.BAND, Better.CONTEXT):
        return "changed"
    return "better" if bool(point.rise) == (measure.better is Better.HIGHER) else "worse"


def _special_words(point: Point) -> str:
    marks = [f"High: {', '.join(point.rise)}"] if point.rise else []
    marks += [f"Low: {', '.join(point.fall)}"] if point.fall else []
    return "; ".join(marks)


def _unit(measure: Measure) -> str:
    return {Figure.SHARE: "", Figure.RATE: "per 10,000", Figure.MEAN: "children"}[measure.figure]
