"""The first page: is it better than last quarter, how every measure stands, and all of them in one table."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from sherwood.measuring.disclosure import HIDDEN
from sherwood.measuring.sentence import wanted_words
from sherwood.measuring.shelves import all_measures, in_reading_order
from sherwood.measuring.signal import Signal
from sherwood.measuring.wording import short_figure
from sherwood.reporting.blocks import Block, Paragraph, Sparkline, Table
from sherwood.reporting.hiding import sum_is_hidden
from sherwood.reporting.quarters import QuarterAnswer, SoFar, so_far
from sherwood.reporting.report import Context, Section
from sherwood.reporting.trends import Trend

COLUMNS = ("Measure", "Latest", "To", "Wanted", "A year ago", "Lately", "Signal")
NO_BREAK = "\N{NO-BREAK SPACE}"
HALF_A_YEAR = {"week": 26, "month": 12, "quarter": 8}


def build(context: Context) -> list[Block]:
    trends = [context.trend(key) for key in in_reading_order(all_measures())]
    shown = [trend for trend in trends if trend.has_figures]
    return [
        *_quarter(context, shown),
        Paragraph(standing(trend.signal.name for trend in shown)),
        Table(
            "Each measure: its latest figure, what is wanted, and a year before",
            COLUMNS,
            [_row(context, trend) for trend in shown],
            frozenset({1, 4}),
        ),
    ]


def _quarter(context: Context, shown: list[Trend]) -> list[Block]:
    """Are children seen sooner than last quarter? Of each measure with a time limit."""
    answers = [
        (
            trend,
            so_far(context.ledger, trend.measure, context.as_at, context.where, context.to_anyone),
        )
        for trend in shown
        if trend.measure.rule
    ]
    said = [
        _answered(trend, answer) for trend, answer in answers if answer.answer is not QuarterAnswer.NOT_KNOWN
    ]
    if not said:
        return []
    days = next(f"{answer.now_when}, beside {answer.then_when}" for _, answer in answers)
    return [
        Paragraph(
            f"Are children seen sooner than last quarter? {'; '.join(said)}. So far this quarter: {days}."
        )
    ]


def _answered(trend: Trend, answer: SoFar) -> str:
    """“Core assessments finished in time: better, 60% after 51%”."""
    said = f"{trend.measure.title}: {answer.answer.value.lower()}"
    if answer.hidden:
        return said
    now, then = (short_figure(trend.measure, count) for count in (answer.now, answer.then))
    return f"{said}, {now} after {then}"


STANDING = {
    Signal.WORSENING: "getting worse",
    Signal.WORSE: "worse than before and now steady",
    Signal.SLIPPING: "slipping back",
    Signal.RECOVERING: "coming back",
    Signal.IMPROVING: "improving",
    Signal.BETTER: "better than before and now steady",
    Signal.STEADY: "with no clear change",
    Signal.CHANGED: "changed, which is neither better nor worse",
    Signal.NOTHING: "with nothing to count now",
    Signal.NOT_KNOWN: "not known now",
    Signal.TOO_FEW: "too early to say",
}


def standing(signals: Iterable[str]) -> str:
    """How the measures stand, in a sentence, from the names of their signals."""
    counted = Counter(signals)
    if not counted:
        return "No measure has any records."
    parts = [f"{counted[signal.name]} {words}" for signal, words in STANDING.items() if counted[signal.name]]
    together = " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    many = "measures" if counted.total() > 1 else "measure"
    return f"Of {counted.total()} {many} with records, {together}."


def _row(context: Context, trend: Trend) -> list:
    measure, target = trend.measure, trend.target
    before = trend.period.same_last_year()
    year_ago = context.ledger.figure(measure, before, context.where)
    hidden = context.to_anyone and sum_is_hidden(context.ledger, measure, before, context.where)
    return [
        f"{measure.title}{f' ({measure.code})' if measure.code else ''}",
        trend.short(len(trend.counts) - 1),
        _short_day(trend.period.last),
        f"{wanted_words(measure, target)} by {_short_day(target.by_on)}" if target else "None set",
        str(HIDDEN) if hidden else short_figure(measure, year_ago),
        _sparkline(trend),
        trend.signal.value,
    ]


def _short_day(day: date) -> str:
    return f"{day.day} {day:%b %Y}".replace(" ", NO_BREAK)


def _sparkline(trend: Trend) -> Sparkline:
    """The last points, hidden ones left out."""
    last = range(max(0, len(trend.counts) - HALF_A_YEAR[trend.each]), len(trend.counts))
    values = [None if trend.is_hidden(i) else trend.counts[i].value for i in last]
    return Sparkline(tuple(values), float(trend.target.value) if trend.target else None)


headline_measures = Section("Headline measures", build)
