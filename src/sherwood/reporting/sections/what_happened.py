"""The measures where something happened, each with its picture and its teams, the worst first; then those with nothing new."""

from sherwood.measuring.shelves import all_measures, in_reading_order
from sherwood.measuring.signal import Signal
from sherwood.measuring.target import Standing
from sherwood.reporting.blocks import Block, Heading, Paragraph, Table
from sherwood.reporting.pairs import measure_page
from sherwood.reporting.report import Context, Section
from sherwood.reporting.trends import Trend

QUIET = {Signal.STEADY, Signal.TOO_FEW, Signal.NOTHING, Signal.NOT_KNOWN}
SHORT = {Standing.BEHIND, Standing.MISSED}


def build(context: Context) -> list[Block]:
    trends = [context.trend(key) for key in in_reading_order(all_measures())]
    shown = [trend for trend in trends if trend.has_figures]
    told: set[str] = set()
    blocks: list[Block] = []
    for trend in shown:
        companion = trend.measure.companion
        if trend.key in told or not (_happened(trend) or (companion and _happened(context.trend(companion)))):
            continue
        told |= {trend.key, companion}
        blocks += measure_page(context, trend.key)
    quiet = [trend for trend in shown if trend.key not in told]
    silent = [trend.measure.title for trend in trends if not trend.has_figures]
    return [*blocks, *_quiet(quiet), *_silent(silent)]


def _happened(trend: Trend) -> bool:
    """Whether it moved, stands elsewhere than at its baseline, or is short of what is wanted."""
    return trend.signal not in QUIET or trend.reading.standing in SHORT


def _quiet(trends: list[Trend]) -> list[Block]:
    if not trends:
        return []
    rows = [[trend.measure.title, trend.sentence] for trend in trends]
    caption = "Measures that moved no more than chance explains, or of which it is too early to say"
    return [Heading("Nothing new", 2), Table(caption, ("Measure", "What its figures say"), rows)]


def _silent(titles: list[str]) -> list[Block]:
    return [Paragraph(f"Nothing was loaded that these count: {'; '.join(titles)}.")] if titles else []


what_happened = Section("Where something happened", build)
