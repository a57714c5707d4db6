"""Every measure in one table: this period, the one before, a year ago, and what the chart says."""

from sherwood.measuring.measure import Measure
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.wording import figure_text, short_figure, when
from sherwood.reporting.blocks import Block, Paragraph, Table
from sherwood.reporting.report import Context, Section
from sherwood.reporting.trends import Trend, trend

COLUMNS = ("Measure", "When", "Figure", "Before", "A year before", "What the chart says")


def build(context: Context) -> list[Block]:
    trends = [
        trend(context.ledger, key, measure, context.as_at, where=context.where, target=context.targets.get(key))
        for key, measure in all_measures().items()
    ]
    shown = [made for made in trends if made.has_figures]
    silent = [made.measure.title for made in trends if not made.has_figures]
    blocks: list[Block] = [
        Table("Headline measures", COLUMNS, [_row(context, made) for made in _in_order(shown)], frozenset({2, 3, 4}))
    ]
    if silent:
        blocks.append(Paragraph(f"No records for: {'; '.join(silent)}."))
    return blocks


def _in_order(trends: list[Trend]) -> list[Trend]:
    """A measure and its companion stand together; those timed come before those only counted."""

    def place(made: Trend) -> tuple[str, bool]:
        pair = sorted([made.key, made.measure.companion or made.key])
        return pair[0].split("_")[0], made.measure.met_from is not None

    return sorted(trends, key=place)


def _row(context: Context, made: Trend) -> list[str]:
    measure: Measure = made.measure
    year_ago = context.ledger.figure(made.key, measure, made.period.same_last_year(), context.where)
    return [
        f"{measure.title}{f' ({measure.code})' if measure.code else ''}",
        when(measure, made.period),
        figure_text(measure, made.latest),
        short_figure(measure, made.counts[-2]),
        short_figure(measure, year_ago),
        made.sentence,
    ]


headline_measures = Section("Headline measures", build)
