"""Every measure in one table: this period, the one before, a year ago, and what the chart says."""

from sherwood.measuring.disclosure import HIDDEN, hide
from sherwood.measuring.measure import Measure
from sherwood.measuring.shelves import all_measures, in_reading_order
from sherwood.measuring.wording import short_figure, when
from sherwood.reporting.blocks import Block, Paragraph, Table
from sherwood.reporting.report import Context, Section
from sherwood.reporting.trends import Trend

COLUMNS = ("Measure", "When", "Figure", "Before", "A year before", "What the chart says")


def build(context: Context) -> list[Block]:
    trends = [context.trend(key) for key in in_reading_order(all_measures())]
    shown = [made for made in trends if made.has_figures]
    silent = [made.measure.title for made in trends if not made.has_figures]
    blocks: list[Block] = [
        Table(
            "Headline measures",
            COLUMNS,
            [_row(context, made) for made in shown],
            frozenset({2, 3, 4}),
        )
    ]
    if silent:
        blocks.append(Paragraph(f"No records for: {'; '.join(silent)}."))
    return blocks


def _row(context: Context, made: Trend) -> list[str]:
    measure: Measure = made.measure
    year_ago = context.ledger.figure(made.key, measure, made.period.same_last_year(), context.where)
    return [
        f"{measure.title}{f' ({measure.code})' if measure.code else ''}",
        when(measure, made.period),
        made.latest_text,
        made.short(len(made.counts) - 2),
        str(hide(year_ago))
        if context.to_anyone and hide(year_ago) is HIDDEN
        else short_figure(measure, year_ago),
        made.sentence,
    ]


headline_measures = Section("Headline measures", build)
