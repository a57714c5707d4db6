"""Tables that are no lists, as files: their columns are made by what is measured, or they end in a sum.

What a page hides, its file hides.
"""

from sherwood.measuring.disclosure import HIDDEN, is_small
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.records.snapshots import Manifest
from sherwood.reporting.trends import Trend
from sherwood.web.evidence.children import ChildrenPage
from sherwood.web.evidence.pages import MeasurePage
from sherwood.web.site.ui.downloads import NOT_KNOWN, DownloadSheet, known

UNITS = {Figure.SHARE: "share from 0 to 1", Figure.RATE: "per 10,000", Figure.MEAN: "mean"}
COUNTED = ["Numerator", "Denominator"]


def figures(page: MeasurePage) -> DownloadSheet:
    """The trend of a measure, the oldest first."""
    lasts = (
        page.measure.population.shape is not Shape.EVENT
    )  # what is counted on a day has one, and no period
    days = ["On"] if lasts else ["From", "To"]
    heads = [*days, *COUNTED, f"Value ({UNITS[page.measure.figure]})", NOT_KNOWN]
    rows = [
        [*([period.last] if lasts else [period.first, period.last]), *_figure(page.trend, i)]
        for i, period in enumerate(page.trend.periods)
    ]
    return DownloadSheet(page.measure.title, heads, rows)


def _figure(made: Trend, i: int) -> list:
    if made.is_hidden(i):
        return [str(HIDDEN)] * 4
    count = made.counts[i]
    few = made.to_anyone and is_small(count.unknown)
    unknown = None if count.not_known else str(HIDDEN) if few else count.unknown
    return [*figures_of(made.measure, count), unknown]


def parts(page: MeasurePage) -> DownloadSheet:
    """The breakdown that the page shows; what is hidden is said beneath it."""
    rows = [[part.name, part.text, *figures_of(page.measure, part.count)] for part in page.parts]
    rows += [[page.parts_hidden, str(HIDDEN), *[None] * 3]] if page.parts_hidden else []
    heads = [page.by_name, "Figure", *COUNTED, f"Value ({UNITS[page.measure.figure]})"]
    return DownloadSheet(f"{page.measure.title}, {page.parts_when}", heads, rows)


def figures_of(measure: Measure, count: Count) -> list[float | str | None]:
    """Numerator, denominator and value."""
    if count.not_known:
        return [None, None, f"{NOT_KNOWN}. {count.not_known}"]
    value = count.value
    if value is None:
        value = "None counted" if measure.figure is Figure.SHARE else NOT_KNOWN
    return [count.numerator, count.denominator, value]


def children(page: ChildrenPage) -> DownloadSheet:
    """The rows behind a figure, for those entitled. Whoever makes it writes the look on the trail."""
    asked = [page.question] if page.is_share else []
    rows = [
        [
            row.child, *([answer] if page.is_share else []), known(row.team), known(row.worker),
            *(value for _, value in values),
        ]
        for row, answer, values in page.lines
    ]  # fmt: skip
    return DownloadSheet(page.measure.title, ["Child", *asked, "Team", "Worker", *page.headings], rows)


def sources(manifest: Manifest) -> DownloadSheet:
    """Every file of a load as a sum that adds up, and all of them together."""
    rows: list[list] = [
        [source.name, source.sheet, source.format or "Not recognised", source.read, source.accepted, source.quarantined, source.merged, source.note]
        for source in manifest.sources
    ]  # fmt: skip
    rows += [["All files", None, None, manifest.read, manifest.accepted, manifest.quarantined, None, None]]
    heads = ["File", "Sheet", "Format", "Read", "Accepted", "Put aside", "Merged", "Note"]
    return DownloadSheet(f"Files of {manifest.id}", heads, rows)
