"""Is it better than last quarter? This quarter so far, beside the same days of the last one, with its interval."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from sherwood.kit.periods import DAY, Period, quarter_of
from sherwood.kit.working_days import add_months
from sherwood.measuring.figures import Count, Ledger, Where
from sherwood.measuring.intervals import difference
from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.wording import figure_text, when
from sherwood.reporting.hiding import sum_is_hidden


class QuarterAnswer(Enum):
    BETTER = "Better"
    WORSE = "Worse"
    HIGHER = "Higher"
    LOWER = "Lower"
    ALIKE = "No clear difference"
    NOT_KNOWN = "Not known"


@dataclass(frozen=True)
class SoFar:
    """The figure of this quarter so far, that of the same days of the last, and how far apart they are.

    `apart` and the ends of its 95% interval are in the unit of the figure. `hidden`: the figures are not for this reader.
    """

    measure: Measure
    now_period: Period
    then_period: Period
    now: Count
    then: Count
    answer: QuarterAnswer
    apart: tuple[float, float, float] | None = None
    hidden: bool = False

    @property
    def sentence(self) -> str:
        """“Better than last quarter: 40% (… of …), 1 January to 8 March 2010; 29% (…), 1 October to 8 December 2009.”"""
        if self.answer is QuarterAnswer.NOT_KNOWN:
            return "Not known: there are no figures for both quarters."
        lead = {
            QuarterAnswer.ALIKE: "No different from last quarter, as far as can be told",
        }.get(self.answer, f"{self.answer.value} than last quarter")
        if self.hidden:
            return f"{lead}; the figures are hidden for privacy."
        return f"{lead}: {self.now_said}; {self.then_said}. {self.apart_said}"

    @property
    def now_text(self) -> str:
        return figure_text(self.measure, self.now)

    @property
    def then_text(self) -> str:
        return figure_text(self.measure, self.then)

    @property
    def now_when(self) -> str:
        return when(self.measure, self.now_period)

    @property
    def then_when(self) -> str:
        return when(self.measure, self.then_period)

    @property
    def now_said(self) -> str:
        return f"{self.now_text}, {self.now_when}"

    @property
    def then_said(self) -> str:
        return f"{self.then_text}, {self.then_when}"

    @property
    def apart_said(self) -> str:
        """“11 points higher (95% interval: 9 to 13 higher).”"""
        if self.apart is None:
            return ""
        apart, low, high = (part * (100 if self._is_share else 1) for part in self.apart)
        unit = "" if not self._is_share else "point " if round(abs(apart)) == 1 else "points "
        form = "{:.0f}" if self._is_share else "{:.1f}"
        if form.format(abs(apart)) == form.format(0):
            said = "The same"
        else:
            said = f"{form.format(abs(apart))} {unit}{'higher' if apart > 0 else 'lower'}"
        return f"{said} (95% interval: {_signed(form, low)} to {_signed(form, high)})."

    @property
    def _is_share(self) -> bool:
        return self.measure.figure is Figure.SHARE


def _signed(form: str, number: float) -> str:
    said = form.format(abs(number))
    if said == form.format(0):
        return "0"
    return f"{said} {'higher' if number > 0 else 'lower'}"


def so_far(
    ledger: Ledger,
    measure: Measure,
    as_at: date,
    where: Where | None = None,
    to_anyone: bool = True,
) -> SoFar:
    """The comparison for one measure on the day of the records."""
    now_period, then_period = _periods(measure, as_at)
    now, then = ledger.series(measure, [now_period, then_period], where)
    share = measure.figure is Figure.SHARE
    apart = difference((now.numerator, now.denominator), (then.numerator, then.denominator), share)
    if now.value is None or then.value is None or apart is None:
        return SoFar(measure, now_period, then_period, now, then, QuarterAnswer.NOT_KNOWN)
    scale = 10_000 if measure.figure is Figure.RATE else 1
    scaled = (scale * apart[0], scale * apart[1], scale * apart[2])
    hidden = to_anyone and any(
        sum_is_hidden(ledger, measure, period, where) for period in (now_period, then_period)
    )
    return SoFar(measure, now_period, then_period, now, then, _answer(measure, scaled), scaled, hidden)


def _periods(measure: Measure, as_at: date) -> tuple[Period, Period]:
    """The days so far of this quarter, and as many of the last. A census is of months' ends, so of whole months."""
    quarter = quarter_of(as_at)
    before = quarter_of(quarter.first - DAY)
    if measure.population.shape is Shape.CENSUS:
        month_end = _last_month_end(as_at)
        return Period(month_end, month_end), Period(*[add_months(month_end + DAY, -3) - DAY] * 2)
    days = timedelta((as_at - quarter.first).days)
    last = before.last if as_at == quarter.last else min(before.last, before.first + days)
    if measure.population.shape is Shape.SPELL:
        return Period(as_at, as_at), Period(last, last)
    return Period(quarter.first, as_at), Period(before.first, last)


def _last_month_end(day: date) -> date:
    return day if (day + DAY).day == 1 else day.replace(day=1) - DAY


def _answer(measure: Measure, apart: tuple[float, float, float]) -> QuarterAnswer:
    _, low, high = apart
    if low <= 0 <= high:
        return QuarterAnswer.ALIKE
    higher = low > 0
    if measure.better in (Better.CONTEXT, Better.BAND):
        return QuarterAnswer.HIGHER if higher else QuarterAnswer.LOWER
    return QuarterAnswer.BETTER if higher == (measure.better is Better.HIGHER) else QuarterAnswer.WORSE
