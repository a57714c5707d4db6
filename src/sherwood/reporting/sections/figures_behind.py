"""The figures behind the pictures: the same numbers as tables, one for each interval."""

from sherwood.kit.periods import Period
from sherwood.measuring.shelves import all_measures, in_reading_order
from sherwood.measuring.signal import LATEST
from sherwood.reporting.blocks import Block, Table
from sherwood.reporting.report import Context, Section
from sherwood.reporting.trends import Trend

POINTS = {"week": 13, "month": 12, "quarter": 8}
WIDEST = 8  # measures beside one another


def build(context: Context) -> list[Block]:
    trends = [context.trend(key) for key in in_reading_order(all_measures())]
    shown = [trend for trend in trends if trend.has_figures and trend.can_be_drawn]
    blocks: list[Block] = []
    for each in LATEST:
        of_each = [trend for trend in shown if trend.each == each]
        blocks += [_table(each, of_each[i : i + WIDEST]) for i in range(0, len(of_each), WIDEST)]
    return blocks


def _table(each: str, trends: list[Trend]) -> Table:
    """A row for each of the last points, the newest first, and a column for each measure."""
    points = range(len(trends[0].periods) - 1, max(-1, len(trends[0].periods) - 1 - POINTS[each]), -1)
    rows = [[_ended(trends[0].periods[i]), *(trend.short(i) for trend in trends)] for i in points]
    columns = (f"{each.capitalize()} to", *(trend.measure.title for trend in trends))
    return Table(f"By {each}", columns, rows, frozenset(range(1, len(columns))))


def _ended(period: Period) -> str:
    return f"{period.last.day} {period.last:%b %Y}"


figures_behind = Section("The figures behind the pictures", build)
