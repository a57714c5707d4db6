"""A measure's trend read once: its figures by an interval, its control chart, and what the series says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from sherwood.kit import periods
from sherwood.kit.periods import Period, spoken
from sherwood.kit.working_days import add_months
from sherwood.measuring import control, rulebook
from sherwood.measuring.control import FEWEST, Point
from sherwood.measuring.disclosure import HIDDEN
from sherwood.measuring.figures import Count, Ledger, Where
from sherwood.measuring.level import HeldBeside
from sherwood.measuring.measure import Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.sentence import sentence
from sherwood.measuring.signal import (
    A_YEAR_AGO,
    LATEST,
    Series,
    SeriesReading,
    Signal,
    beside_target,
    read,
    together,
)
from sherwood.measuring.steps import steps
from sherwood.measuring.target import MeasureTarget
from sherwood.measuring.wording import figure_text, short_figure, when
from sherwood.reporting.hiding import hidden_points
from sherwood.reporting.natural import EVERY, TOGETHER, natural_interval

SHOWN = {"week": 52, "month": 36, "quarter": 20}
READ = {"week": 104, "month": 48, "quarter": 24}  # points that are read, shown or not
MOST_READ = 520  # ten years of weeks
FIRST = {"week": 52, "month": 24, "quarter": 12}  # points of the baseline where no day is given
OF_A_PHASE = {"week": 26, "month": 12, "quarter": 8}  # points of the baseline of a later phase, at most
FEWEST_DRAWN = 2  # points below which there is no picture


@dataclass(frozen=True)
class Begun:
    """A day that figures are held beside: “when the programme began”."""

    words: str
    on: date
    label: str  # as it stands in a picture: “Programme began”


@dataclass(frozen=True)
class PhaseFrom:
    """A phase that somebody approved: from this day the chart has an average of its own."""

    on: date
    label: str


@dataclass(frozen=True)
class Setting:
    """What a programme has said of a measure: its target, the days it is held beside, its approved phases."""

    target: MeasureTarget | None = None
    begun: tuple[Begun, ...] = ()
    phases: tuple[PhaseFrom, ...] = ()


PLAIN = Setting()  # nobody has said anything


@dataclass(frozen=True)
class Span:
    """A phase of the chart: its days, the days its average comes from, and both in words."""

    first: date
    last: date
    baseline: Period | None
    label: str = ""
    average: str = ""  # of what the average is


@dataclass(frozen=True)
class Trend:
    """The figures of a measure, oldest first, over the last whole weeks, months or quarters up to a day.

    `reading` and `sentence` are of the measure's natural interval, whatever interval is shown. `to_anyone`: it is shown
    beyond the people entitled to the rows, so small numbers are hidden in it. What the chart says is read from the
    true figures all the same; what is drawn and said gives none of the hidden ones away.
    """

    measure: Measure
    each: str  # week, month or quarter
    periods: tuple[Period, ...]
    counts: tuple[Count, ...]
    points: tuple[Point, ...]
    reading: SeriesReading
    sentence: str
    series: Series
    spans: tuple[Span, ...] = ()
    proposed: tuple[date, ...] = ()  # days on which a step begins that nobody has approved as a phase
    setting: Setting = PLAIN
    immature: int = 0  # how many of the latest may still change
    to_anyone: bool = True

    @cached_property
    def hidden(self) -> frozenset[int]:
        return hidden_points(self.measure, self.counts) if self.to_anyone else frozenset()

    def is_hidden(self, i: int) -> bool:
        return i in self.hidden

    def text(self, i: int) -> str:
        """The figure of the i-th period with its parts, or that it is hidden."""
        return str(HIDDEN) if self.is_hidden(i) else figure_text(self.measure, self.counts[i])

    def short(self, i: int) -> str:
        return str(HIDDEN) if self.is_hidden(i) else short_figure(self.measure, self.counts[i])

    @property
    def signal(self) -> Signal:
        return self.reading.signal

    @property
    def target(self) -> MeasureTarget | None:
        return self.setting.target

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
        """What a breakdown is of: a week of one team is too few to read, so the last thirteen; the last three months,
        or the last four quarters. It is of the same days whichever interval is shown: see `hiding`."""
        natural = self.series.periods
        if self.measure.population.shape is not Shape.EVENT:
            return natural[-1]
        return Period(natural[-TOGETHER[self.series.each]].first, natural[-1].last)

    @property
    def key(self) -> str:
        return self.measure.key

    @property
    def has_figures(self) -> bool:
        return any(count.denominator or count.numerator for count in self.counts)

    @property
    def can_be_drawn(self) -> bool:
        """Whether there are points enough, not hidden and with something counted, to make a picture."""
        drawn = [
            i for i, point in enumerate(self.points) if point.value is not None and not self.is_hidden(i)
        ]
        return len(drawn) >= FEWEST_DRAWN

    @property
    def latest_said(self) -> str:
        """The latest figure with the time it is for: “38% (94 of 249), 1 to 7 March 2010”."""
        return said(self.measure, self.latest_text, self.period)


TOO_LITTLE = "There is too little to draw: fewer than two {}s have a figure that can be shown."


def said(measure: Measure, figure: str, period: Period) -> str:
    """A figure and the time it is for, as the beginning of a sentence."""
    comma = "," if measure.population.shape is Shape.EVENT else ""
    return f"{figure}{comma} {when(measure, period)}"


def whole_periods(each: str, up_to: date, count: int) -> tuple[Period, ...]:
    """The last `count` whole weeks, months or quarters that had ended by a day, oldest first."""
    days = {"week": 7, "month": 31, "quarter": 92}[each]
    ended = [
        period for period in EVERY[each](up_to - timedelta(days * (count + 1)), up_to) if period.last <= up_to
    ]
    return tuple(ended[-count:])


def trend(
    ledger: Ledger,
    measure: Measure,
    as_at: date,
    *,
    each: str = "",
    where: Where | None = None,
    setting: Setting = PLAIN,
    to_anyone: bool = True,
) -> Trend:
    natural = natural_interval(measure)
    each = each or natural
    series = _series(ledger, measure, as_at, natural, where, setting, to_anyone)
    shown = whole_periods(each, as_at, SHOWN[each])
    counts = series.counts[-len(shown) :] if each == natural else tuple(ledger.series(measure, shown, where))
    spans = _spans(series, setting, shown[0].first)
    reading = read(series)
    return Trend(
        measure,
        each,
        shown,
        counts,
        control.chart(measure, counts, _phases(series, spans, shown)),
        reading,
        sentence(series, reading),
        series,
        spans,
        _proposed(series, spans),
        setting,
        _immature(measure, shown, as_at),
        to_anyone,
    )


def _series(
    ledger: Ledger,
    measure: Measure,
    as_at: date,
    each: str,
    where: Where | None,
    setting: Setting,
    to_anyone: bool,
) -> Series:
    """The series that is read, with the figures it is held beside."""
    span = whole_periods(each, as_at, _how_many(each, as_at, setting))
    counts = tuple(ledger.series(measure, span, where))
    immature = _immature(measure, span, as_at)
    return Series(
        measure,
        each,
        span,
        counts,
        _baselines(ledger, measure, where, setting, span[: len(span) - immature], each),
        setting.target,
        immature,
        hidden_points(measure, counts) if to_anyone else frozenset(),
    )


def _how_many(each: str, as_at: date, setting: Setting) -> int:
    """Points enough to reach back a year before anything that figures are held beside began."""
    days = {"week": 7, "month": 30, "quarter": 91}[each]
    days_named = [*(begun.on for begun in setting.begun), *(phase.on for phase in setting.phases)]
    earliest = min(days_named, default=as_at)
    return min(MOST_READ, max(READ[each], ((as_at - earliest).days + 400) // days))


def _immature(measure: Measure, span: Sequence[Period], as_at: date) -> int:
    """How many of the latest periods ended so lately that their answers may still change."""
    return sum(period.last + timedelta(measure.matures_after) > as_at for period in span)


def _baselines(
    ledger: Ledger,
    measure: Measure,
    where: Where | None,
    setting: Setting,
    span: Sequence[Period],
    each: str,
) -> tuple[HeldBeside, ...]:
    """The figures that the latest is held beside: when project, programme and last phase began, and a year ago."""
    if not span:
        return ()

    def figure(words: str, wanted: Sequence[Period]) -> HeldBeside:
        counts = ledger.series(measure, wanted, where)
        return HeldBeside(words, wanted[-1].last, together(counts) if len(counts) > 1 else counts[0])

    several = LATEST[each] if measure.population.shape is Shape.EVENT else 1
    before = TOGETHER[each] if measure.population.shape is Shape.EVENT else 1
    phases = [
        Begun(f"before “{phase.label}” began", phase.on, phase.label)
        for phase in setting.phases
        if phase.on <= span[-1].last
    ]
    begun = [
        figure(phase.words, whole_periods(each, phase.on - periods.DAY, before))
        for phase in (*setting.begun, *phases[-1:])
    ]
    year_ago = [period.same_last_year() for period in span[-several:]]
    return (*begun, figure(A_YEAR_AGO, year_ago))


def aimed(trend: Trend, target: MeasureTarget | None) -> Trend:
    """The same trend beside another target: nothing is counted again."""
    if target == trend.target:
        return trend
    series = replace(trend.series, target=target)
    reading = beside_target(series, trend.reading)
    setting = replace(trend.setting, target=target)
    return replace(trend, series=series, reading=reading, sentence=sentence(series, reading), setting=setting)


# The phases of the chart


def _spans(series: Series, setting: Setting, shown_from: date) -> tuple[Span, ...]:
    """The phases of the chart, in days: from its beginning, from each change of the rule, from each approved phase."""
    begins = {
        rule.from_on: f"Limit {rule.limit} {rule.unit}"
        for rule in rule_changes(series.measure, series.periods)
    } | {phase.on: phase.label for phase in setting.phases if phase.on > series.periods[0].first}
    days = sorted(begins)
    edges = [series.periods[0].first, *days]
    ends = [*(day - periods.DAY for day in days), series.as_at]
    return tuple(
        _span(series, setting, Period(first, last), begins.get(first, ""))
        for first, last in zip(edges, ends, strict=True)
        if first <= last and last >= shown_from
    )


def _span(series: Series, setting: Setting, phase: Period, label: str) -> Span:
    within = [
        period
        for period, count in zip(series.periods, series.counts, strict=True)
        if count.value is not None and period.first >= phase.first and period.last <= phase.last
    ]
    if not label:
        for begun in setting.begun:
            year = [
                period
                for period in within
                if add_months(begun.on, -12) <= period.first and period.last < begun.on
            ]
            if len(year) >= min(FEWEST, FIRST[series.each]):
                return _with_average(
                    phase, label, year, f"the year before {begun.words.removeprefix('when ')}"
                )
    most = (OF_A_PHASE if label else FIRST)[series.each]
    return _with_average(phase, label, within[:most], "")


def _with_average(phase: Period, label: str, of: Sequence[Period], words: str) -> Span:
    if not of:
        return Span(phase.first, phase.last, None, label)
    days = Period(of[0].first, of[-1].last)
    dated = f"{spoken(days.first)} to {spoken(days.last)}"
    return Span(phase.first, phase.last, days, label, f"{words}, {dated}" if words else dated)


def _phases(series: Series, spans: Sequence[Span], shown: Sequence[Period]) -> list[control.ChartPhase]:
    """The same for the points shown. Averages and limits come from the points of the natural interval."""
    phases = []
    for number, span in enumerate(spans):
        baseline = tuple(
            count
            for period, count in zip(series.periods, series.counts, strict=True)
            if span.baseline and period.first >= span.baseline.first and period.last <= span.baseline.last
        )
        first = (
            0
            if not number
            else next((i for i, one in enumerate(shown) if one.last >= span.first), len(shown))
        )
        phases.append(control.ChartPhase(first, baseline))
    return phases


def rule_changes(measure: Measure, span: Sequence[Period]) -> list[rulebook.Rule]:
    if not measure.rule:
        return []
    return [rule for rule in rulebook.changes(measure.rule) if span[0].first <= rule.from_on <= span[-1].last]


def _proposed(series: Series, spans: Sequence[Span]) -> tuple[date, ...]:
    """The first days of steps that are not where a phase begins already."""
    places = series.places
    days = [series.periods[places[place]].first for place in steps([series.value(place) for place in places])]
    near = timedelta({"week": 7, "month": 31, "quarter": 92}[series.each] * 4)
    return tuple(day for day in days if all(abs(day - span.first) > near for span in spans[1:]))
