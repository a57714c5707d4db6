"""Every measure in one table: this period, the one before, a year ago, and what the chart says."""

from sherwood.measuring.disclosure import HIDDEN, hide
from sherwood.measuring.measure import Measure
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.wording import short_figure, when
from sherwood.reporting.blocks import Block, Paragraph, Table
from sherwood.reporting.report import Context, Section
from sherwood.reporting.trends import Trend

COLUMNS = ("Measure", "When", "Figure", "Before", "A year before", "What the chart says")


def build(context: Context) -> list[Block]:
    trends = [context.trend(key) for key in all_measures()]
    shown = [made for made in trends if made.has_figures]
    silent = [made.measure.title for made in trends if not made.has_figures]
    blocks: list[Block] = [
        Table(
            "Headline measures",
            COLUMNS,
            [_row(context, made) for made in _in_order(shown)],
            frozenset({2, 3, 4}),
        )
    ]
    if silent:
        blocks.append(Paragraph(f"No records for: {'; '.join(silent)}."))
    return blocks


# by the first word of a measure's key: the order in which a service is gone through
ORDER = (
    "initial",
    "core",
    "single",
    "re",
    "referrals",
    "conferences",
    "plans",
    "second",
    "looked",
    "care",
    "three",
    "children",
)


def _in_order(trends: list[Trend]) -> list[Trend]:
    """Front door first, caseload last; a measure and its companion stand together."""

    def place(made: Trend) -> tuple[int, bool, str]:
        word = made.key.split("_")[0]
        return ORDER.index(word) if word in ORDER else len(ORDER), made.measure.met_from is not None, made.key

    return sorted(trends, key=place)


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
