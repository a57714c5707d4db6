"""Every measure in one table: this period, the one before, a year ago, and what the chart says."""

from collections import Counter
from collections.abc import Iterable

from sherwood.measuring.disclosure import HIDDEN
from sherwood.measuring.measure import Measure
from sherwood.measuring.shelves import all_measures, in_reading_order
from sherwood.measuring.signal import Signal
from sherwood.measuring.wording import short_figure, when
from sherwood.reporting.blocks import Block, Paragraph, Table
from sherwood.reporting.hiding import small
from sherwood.reporting.report import Context, Section
from sherwood.reporting.trends import Trend

COLUMNS = ("Measure", "When", "Figure", "Before", "A year before", "What the chart says")


def build(context: Context) -> list[Block]:
    trends = [context.trend(key) for key in in_reading_order(all_measures())]
    shown = [trend for trend in trends if trend.has_figures]
    silent = [trend.measure.title for trend in trends if not trend.has_figures]
    blocks: list[Block] = [
        Paragraph(standing(trend.signal.name for trend in shown)),
        Table(
            "Each measure: its latest figure, the one before, and a year before",
            COLUMNS,
            [_row(context, trend) for trend in shown],
            frozenset({2, 3, 4}),
        ),
    ]
    if silent:
        blocks.append(Paragraph(f"Nothing was loaded that these count: {'; '.join(silent)}."))
    return blocks


STANDING = {
    Signal.WORSENING: "getting worse",
    Signal.WORSE: "worse than before and now steady",
    Signal.SLIPPING: "slipping back",
    Signal.RECOVERING: "coming back",
    Signal.IMPROVING: "improving",
    Signal.BETTER: "better than before and now steady",
    Signal.STEADY: "with no clear change",
    Signal.CHANGED: "changed where neither way is better",
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


def _row(context: Context, trend: Trend) -> list[str]:
    measure: Measure = trend.measure
    year_ago = context.ledger.figure(trend.key, measure, trend.period.same_last_year(), context.where)
    hidden = context.to_anyone and small(measure, year_ago)
    return [
        f"{measure.title}{f' ({measure.code})' if measure.code else ''}",
        when(measure, trend.period),
        trend.latest_text,
        trend.short(len(trend.counts) - 2),
        str(HIDDEN) if hidden else short_figure(measure, year_ago),
        trend.sentence,
    ]


headline_measures = Section("Headline measures", build)
