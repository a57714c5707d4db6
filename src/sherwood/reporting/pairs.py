"""Blocks that many sections share: a measure with its chart, its companion and its teams."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sherwood.measuring.disclosure import HIDDEN, Hidden
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Better, Measure
from sherwood.measuring.shelves import measure_called
from sherwood.measuring.wording import figure_text, when
from sherwood.reporting.blocks import Block, Heading, Paragraph, Table
from sherwood.reporting.hiding import OTHER, breakdown
from sherwood.reporting.pictures import picture
from sherwood.reporting.report import Context
from sherwood.reporting.trends import TOO_LITTLE, Trend


def measure_page(context: Context, key: str) -> list[Block]:
    """A measure with its picture, its companion in a sentence, and the teams of both in one table, the worst first."""
    measure, trend = measure_called(key), context.trend(key)
    blocks: list[Block] = [Heading(measure.title, 2), Paragraph(f"{trend.latest_said}. {trend.sentence}")]
    if trend.can_be_drawn:
        blocks.append(replace(picture(trend), twin_elsewhere=True))
    else:
        blocks.append(Paragraph(TOO_LITTLE.format(trend.each)))
    companion = context.trend(measure.companion) if measure.companion else None
    beside = [companion] if companion and companion.has_figures else []
    blocks += [Paragraph(f"{trend.measure.title}: {trend.latest_said}. {trend.sentence}") for trend in beside]
    return [*blocks, *_teams(context, [trend, *beside])]


def _teams(context: Context, trends: Sequence[Trend]) -> list[Block]:
    """The teams by the first measure, the worst first, with the second beside it; then what is hidden."""
    parts = [_parts(context, trend) for trend in trends]
    names = worst_first(trends[0].measure, parts[0])
    rows = [
        [
            team or "Not known",
            *(_part_text(trend, of.get(team)) for trend, of in zip(trends, parts, strict=True)),
        ]
        for team in names
    ]
    if rows and OTHER in parts[0]:
        rows.append(
            [OTHER, *(_part_text(trend, of.get(OTHER)) for trend, of in zip(trends, parts, strict=True))]
        )
    hidden = [team or "Not known" for team, count in parts[0].items() if count is HIDDEN]
    of_all = len(parts[0].keys() - {OTHER})
    when_said = [when(trend.measure, trend.breakdown_period) for trend in trends]
    caption = f"Teams, the worst first: {when_said[0]}"
    if len(trends) > 1 and when_said[1] != when_said[0]:
        caption = f"{caption}; the second figure {when_said[1]}"
    columns = ("Team", *(trend.measure.title if len(trends) > 1 else "Figure" for trend in trends))
    blocks: list[Block] = []
    if len(names) >= FEWEST_TEAMS:
        blocks.append(Table(caption, columns, rows, frozenset(range(1, len(columns)))))
    if hidden and len(hidden) < of_all:
        blocks.append(Paragraph(f"By team, {when_said[0]}: {hidden_words('team', hidden, of_all)}"))
    return blocks


def _part_text(trend: Trend, count: Count | Hidden | None) -> str:
    if count is None:
        return "None counted"
    return str(HIDDEN) if isinstance(count, Hidden) else figure_text(trend.measure, count)


def worst_first(measure: Measure, parts: Mapping[str | None, Count | Hidden]) -> list[str | None]:
    """The parts that are shown and have a value, the worst first; where neither way is better, the highest first."""
    shown = {
        name: count
        for name, count in parts.items()
        if isinstance(count, Count) and count.value is not None and name != OTHER
    }
    up = measure.better is Better.HIGHER
    return sorted(shown, key=lambda name: ((1 if up else -1) * (shown[name].value or 0.0), name or ""))


def _parts(context: Context, trend: Trend) -> dict[str | None, Count | Hidden]:
    if context.to_anyone:
        return breakdown(
            context.ledger,
            trend.measure,
            trend.breakdown_period,
            "team",
            context.where,
            context.own,
        )
    return dict(context.ledger.breakdown(trend.measure, trend.breakdown_period, "team", context.where))


FEWEST_TEAMS = 2  # one team is no comparison
MOST_NAMED = 4  # parts that are hidden are named when they are this few
MANY = {
    "district": "districts",
    "locality": "localities",
    "service": "services",
    "team": "teams",
    "worker": "workers",
}


def hidden_words(by: str, hidden: Sequence[str], of: int) -> str:
    """Which parts of a breakdown are hidden, or how many, and why, in one sentence."""
    many = MANY.get(by, "groups")
    if len(hidden) == of:
        return (
            f"all {many} are hidden for privacy: beside the total any figure would give a small number away."
        )
    why = f"hidden for privacy, alone or in “{OTHER}”, because beside the others they would give a small number away"
    if len(hidden) > MOST_NAMED:
        return f"{len(hidden)} of {of} {many} are {why}."
    return f"{why}: {'; '.join(hidden)}."
