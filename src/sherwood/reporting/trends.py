"""A measure's trend read once: its figures, its control chart, and both as blocks of a report."""

from dataclasses import dataclass
from datetime import date

from sherwood.kit import periods
from sherwood.kit.periods import Period, spoken
from sherwood.measuring import rulebook
from sherwood.measuring.figures import Count, Ledger, Where
from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.signal import Chart, Point, chart
from sherwood.measuring.wording import figure_text, reading
from sherwood.reporting.blocks import Picture, Table
from sherwood.reporting.charts import control_chart

SHOWN = {"week": 52, "month": 36}
BASELINE = {"week": 30, "month": 24}


@dataclass(frozen=True)
class Trend:
    """The figures of a measure, oldest first, over the last whole weeks or months up to a day."""

    key: str
    measure: Measure
    each: str  # week or month
    periods: tuple[Period, ...]
    counts: tuple[Count, ...]
    chart: Chart
    target: float | None = None

    @property
    def latest(self) -> Count:
        return self.counts[-1]

    @property
    def period(self) -> Period:
        return self.periods[-1]

    @property
    def breakdown_period(self) -> Period:
        """What a breakdown is of: a week of one team is too few to read, so the last thirteen; the last three months."""
        if self.measure.population.shape is not Shape.EVENT:
            return self.period
        return Period(self.periods[-13 if self.each == "week" else -3].first, self.period.last)

    @property
    def has_figures(self) -> bool:
        return any(count.denominator or count.numerator for count in self.counts)

    @property
    def sentence(self) -> str:
        return reading(self.measure, self.chart, self.each, self.target)


def natural_interval(measure: Measure) -> str:
    """Weeks for work that is counted by the hundred; months for what is looked at over a year, or is rarer."""
    weekly = measure.population.one in ("assessment", "open assessment", "referral", "child held")
    return "week" if weekly else "month"


def whole_periods(each: str, up_to: date, count: int) -> tuple[Period, ...]:
    """The last `count` whole weeks or months that had ended by a day, oldest first."""
    first = up_to.replace(year=up_to.year - count // 12 - 2) if up_to.day < 29 else up_to.replace(
        year=up_to.year - count // 12 - 2, day=28
    )
    every = periods.weeks if each == "week" else periods.months
    ended = [period for period in every(first, up_to) if period.last <= up_to]
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
) -> Trend:
    each = each or natural_interval(measure)
    span = whole_periods(each, as_at, SHOWN[each])
    counts = ledger.series(key, measure, span, where)
    made = chart(measure, counts, BASELINE[each], new_phases(measure, span))
    return Trend(key, measure, each, span, tuple(counts), made, target)


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
    changes = [(rule.from_on, f"Limit {rule.limit} {rule.unit}") for rule in rule_changes(made.measure, made.periods)]
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
    named = [_period_name(made, period) for period in made.periods]
    rows = [
        [name, figure_text(made.measure, count), _special_words(point)]
        for name, count, point in zip(named, made.counts, made.chart.points, strict=True)
    ]
    first = "Week" if made.each == "week" else "Month"
    if made.measure.population.shape is not Shape.EVENT:
        first = "On"
    return Table(f"{made.measure.title}: figures", (first, "Figure", "What stands out"), rows[::-1], frozenset({1}))


def _period_name(made: Trend, period: Period) -> str:
    return period.label if made.measure.population.shape is Shape.EVENT else spoken(period.last)


def _point(made: Trend, i: int) -> dict:
    point = made.chart.points[i]
    return {
        "on": made.periods[i].last.isoformat(),
        "value": point.value,
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


