"""Blocks that many sections share: a measure with its chart, its companion and its teams."""

from sherwood.measuring.disclosure import hide_parts
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Measure
from sherwood.measuring.shelves import measure_called
from sherwood.measuring.wording import DIMENSION_NAMES, figure_text, when
from sherwood.reporting.blocks import Block, Heading, Paragraph, Table
from sherwood.reporting.report import Context
from sherwood.reporting.trends import picture


def timely_pair(context: Context, key: str) -> list[Block]:
    """A timeliness measure always with its open-and-overdue companion: the trend of one, the teams of both."""
    blocks = one_measure(context, key, by="team")
    companion = measure_called(key).companion
    return [*blocks, *one_measure(context, companion, by="team", level=3)] if blocks else []


def one_measure(context: Context, key: str, by: str = "", level: int = 2) -> list[Block]:
    """A measure's sentence, chart and, when `by` is given, its breakdown; nothing where there are no records."""
    measure = measure_called(key)
    made = context.trend(key)
    if not made.has_figures:
        return []
    said = f"{made.latest_text} {when(measure, made.period)}. {made.sentence}"
    blocks: list[Block] = [Heading(measure.title, level), Paragraph(said), picture(made)]
    if by:
        period = made.breakdown_period
        parts = context.ledger.breakdown(key, measure, period, by, context.where)
        blocks.append(breakdown_table(measure, by, parts, when(measure, period), context.to_anyone))
    return blocks


def breakdown_table(measure: Measure, by: str, parts: dict, period: str, to_anyone: bool) -> Table:
    """A breakdown as a table, small numbers hidden when it goes to anyone."""
    shown = hide_parts(parts) if to_anyone and measure.figure.name == "SHARE" else parts
    name = DIMENSION_NAMES[by]
    rows = [
        [value or "Not known", figure_text(measure, count) if isinstance(count, Count) else str(count)]
        for value, count in shown.items()
    ]
    return Table(f"{measure.title} by {name.lower()}, {period}", (name, "Figure"), rows, frozenset({1}))
