"""Blocks that many sections share: a measure with its chart, its companion and its teams."""

from collections.abc import Mapping, Sequence

from sherwood.kit.periods import Period
from sherwood.measuring.disclosure import HIDDEN, Hidden
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Measure
from sherwood.measuring.shelves import measure_called
from sherwood.measuring.wording import DIMENSION_NAMES, figure_text, when
from sherwood.reporting.blocks import Block, Heading, Paragraph, Table
from sherwood.reporting.hiding import breakdown
from sherwood.reporting.report import Context
from sherwood.reporting.trends import TOO_LITTLE, picture


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
    said = f"{made.latest_said}. {made.sentence}"
    blocks: list[Block] = [Heading(measure.title, level), Paragraph(said)]
    blocks.append(picture(made) if made.can_be_drawn else Paragraph(TOO_LITTLE.format(made.each)))
    return [*blocks, *_breakdown(context, key, measure, made.breakdown_period, by)] if by else blocks


def _breakdown(context: Context, key: str, measure: Measure, period: Period, by: str) -> list[Block]:
    if context.to_anyone:
        parts = breakdown(context.ledger, key, measure, period, by, context.where)
    else:
        parts = dict(context.ledger.breakdown(key, measure, period, by, context.where))
    return breakdown_table(measure, by, parts, when(measure, period))


def breakdown_table(
    measure: Measure, by: str, parts: Mapping[str | None, Count | Hidden], period: str
) -> list[Block]:
    """A breakdown as a table; the parts that are hidden are named under it, in one sentence."""
    name = DIMENSION_NAMES[by]
    caption = f"{measure.title} by {name.lower()}, {period}"
    if not parts:
        return [Paragraph(f"{caption}: there is nothing to show.")]
    rows = [
        [value or "Not known", figure_text(measure, count)]
        for value, count in parts.items()
        if isinstance(count, Count)
    ]
    blocks: list[Block] = [Table(caption, (name, "Figure"), rows, frozenset({1}))] if rows else []
    hidden = [value or "Not known" for value, count in parts.items() if count is HIDDEN]
    return [*blocks, Paragraph(hidden_words(name.lower(), hidden, bool(rows), caption))] if hidden else blocks


def hidden_words(name: str, hidden: Sequence[str], some_shown: bool, caption: str = "") -> str:
    """Which parts of a breakdown are hidden, in one sentence."""
    if not some_shown:
        return f"{caption}: every {name} is hidden for privacy, because the numbers are small.".lstrip(": ")
    return f"Hidden for privacy, because the numbers are small: {'; '.join(hidden)}."
