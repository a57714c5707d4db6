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
from sherwood.reporting.pictures import picture
from sherwood.reporting.report import Context
from sherwood.reporting.trends import TOO_LITTLE


def timely_pair(context: Context, key: str) -> list[Block]:
    """A timeliness measure always with its open-and-overdue companion: the trend of one, the teams of both."""
    blocks = one_measure(context, key, by="team")
    companion = measure_called(key).companion
    return [*blocks, *one_measure(context, companion, by="team", level=3)] if blocks else []


def one_measure(context: Context, key: str, by: str = "", level: int = 2) -> list[Block]:
    """A measure's sentence, chart and, when `by` is given, its breakdown; nothing where there are no records."""
    measure = measure_called(key)
    trend = context.trend(key)
    if not trend.has_figures:
        return []
    said = f"{trend.latest_said}. {trend.sentence}"
    blocks: list[Block] = [Heading(measure.title, level), Paragraph(said)]
    blocks.append(picture(trend) if trend.can_be_drawn else Paragraph(TOO_LITTLE.format(trend.each)))
    return [*blocks, *_breakdown(context, key, measure, trend.breakdown_period, by)] if by else blocks


def _breakdown(context: Context, key: str, measure: Measure, period: Period, by: str) -> list[Block]:
    if context.to_anyone:
        parts = breakdown(context.ledger, key, measure, period, by, context.where)
    else:
        parts = dict(context.ledger.breakdown(key, measure, period, by, context.where))
    return breakdown_table(measure, by, parts, when(measure, period))


def breakdown_table(
    measure: Measure, by: str, parts: Mapping[str | None, Count | Hidden], period: str
) -> list[Block]:
    """A breakdown as a table of what is shown, after a sentence on what is not."""
    if not parts:
        return [Paragraph(f"By {DIMENSION_NAMES[by].lower()}, {period}: there is nothing to show.")]
    rows = [
        [value or "Not known", figure_text(measure, count)]
        for value, count in parts.items()
        if isinstance(count, Count)
    ]
    hidden = [value or "Not known" for value, count in parts.items() if count is HIDDEN]
    name = DIMENSION_NAMES[by]
    blocks: list[Block] = []
    if hidden:
        blocks.append(Paragraph(f"By {name.lower()}, {period}: {hidden_words(by, hidden, len(parts))}"))
    if rows:
        caption = f"{measure.title} by {name.lower()}, {period}"
        blocks.append(Table(caption, (name, "Figure"), rows, frozenset({1})))
    return blocks


MOST_NAMED = 4  # parts that are hidden are named when they are this few
MANY = {
    "district": "districts",
    "locality": "localities",
    "service": "services",
    "team": "teams",
    "worker": "workers",
}


def hidden_words(by: str, hidden: Sequence[str], of: int) -> str:
    """Which parts of a breakdown are hidden, or how many, in one sentence."""
    why, many = "hidden for privacy, because the numbers are small", MANY.get(by, "groups")
    if len(hidden) == of:
        return f"all {many} are {why}."
    if len(hidden) > MOST_NAMED:
        return f"{len(hidden)} of {of} {many} are {why}."
    return f"{why}: {'; '.join(hidden)}."
