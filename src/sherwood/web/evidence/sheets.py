"""The lists of this app as files: what a page hides, its file hides."""

from collections.abc import Sequence

from django.utils.text import capfirst

from sherwood.measuring.disclosure import HIDDEN, is_small
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.records.snapshots import Manifest, Snapshot
from sherwood.reporting.quarters import SoFar
from sherwood.reporting.trends import Trend
from sherwood.web.evidence import conflicts, quarantine
from sherwood.web.evidence.children import ChildrenPage
from sherwood.web.evidence.pages import MeasurePage
from sherwood.web.evidence.quarters import Line
from sherwood.web.evidence.summaries import summary
from sherwood.web.site.ui.downloads import NOT_KNOWN, Sheet, known

UNITS = {Figure.SHARE: "share from 0 to 1", Figure.RATE: "per 10,000", Figure.MEAN: "mean"}
COUNTED = ["Numerator", "Denominator"]


def measures(trends: Sequence[Trend]) -> Sheet:
    """Each measure with its latest figure; those with no records say so."""
    heads = ["Measure", "Figure", "When", "Signal", "What the chart says", *COUNTED, "Value", "Unit"]
    return Sheet("Measures", heads, [_measure(made) for made in trends])


def _measure(made: Trend) -> list:
    if not made.has_figures:
        return [made.measure.title, "No records", None, None, made.latest.not_known or None, *[None] * 4]
    one, last = summary(made), len(made.counts) - 1
    count = made.counts[last]
    hidden = made.is_hidden(last)
    figures = [str(HIDDEN)] * 3 if hidden else [*_parts(count), _value(made.measure, count)]
    said = [one.title, one.figure_text, one.when, one.signal.value, one.reading]
    return [*said, *figures, UNITS[made.measure.figure]]


def quarters(lines: Sequence[Line]) -> Sheet:
    """Each measure this quarter so far, and on the same days of the last."""
    heads = [
        "Measure",
        "Than last quarter",
        "This quarter so far",
        "When",
        "Same days of the last",
        "When then",
        "Difference",
    ]
    return Sheet("Better than last quarter", heads, [_quarter(line.so_far) for line in lines])


def _quarter(so_far: SoFar) -> list:
    said = [so_far.measure.title, so_far.answer.value]
    if so_far.hidden:
        return [*said, str(HIDDEN), so_far.now_when, str(HIDDEN), so_far.then_when, str(HIDDEN)]
    return [*said, so_far.now_text, so_far.now_when, so_far.then_text, so_far.then_when, so_far.apart_said]


def figures(page: MeasurePage) -> Sheet:
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
    return Sheet(page.measure.title, heads, rows)


def _figure(made: Trend, i: int) -> list:
    if made.is_hidden(i):
        return [str(HIDDEN)] * 4
    count = made.counts[i]
    if count.not_known:
        return [*_parts(count), _value(made.measure, count), None]
    few = made.to_anyone and is_small(count.unknown)
    return [*_parts(count), _value(made.measure, count), str(HIDDEN) if few else count.unknown]


def parts(page: MeasurePage) -> Sheet:
    """The breakdown that the page shows; what is hidden is said beneath it."""
    rows = [
        [part.name, part.text, *_parts(part.count), _value(page.measure, part.count)] for part in page.parts
    ]
    rows += [[page.parts_hidden, str(HIDDEN), *[None] * 3]] if page.parts_hidden else []
    heads = [page.by_name, "Figure", *COUNTED, f"Value ({UNITS[page.measure.figure]})"]
    return Sheet(f"{page.measure.title}, {page.parts_when}", heads, rows)


def _parts(count: Count) -> list[int | None]:
    return [None, None] if count.not_known else [count.numerator, count.denominator]


def _value(measure: Measure, count: Count) -> float | str:
    if count.not_known:
        return f"{NOT_KNOWN}. {count.not_known}"
    if count.value is None:
        return "None counted" if measure.figure is Figure.SHARE else NOT_KNOWN
    return count.value


def children(page: ChildrenPage) -> Sheet:
    """The rows behind a figure, for those entitled. Whoever makes it writes the look on the trail."""
    asked = [page.question] if page.is_share else []
    rows = [
        [
            row.child, *([answer] if page.is_share else []), known(row.team), known(row.worker),
            *(value for _, value in values),
        ]
        for row, answer, values in page.lines
    ]  # fmt: skip
    return Sheet(page.measure.title, ["Child", *asked, "Team", "Worker", *page.headings], rows)


def loads(found: Sequence[tuple[Snapshot, Manifest]]) -> Sheet:
    rows = [[one.id, made.as_at, made.read, made.accepted, made.quarantined] for one, made in found]
    return Sheet("Loads", ["Snapshot", "As at", "Read", "Accepted", "Put aside"], rows)


def sources(manifest: Manifest) -> Sheet:
    """Every file of a load as a sum that adds up, and all of them together."""
    rows: list[list] = [
        [source.name, source.sheet, source.format or "Not recognised", source.read, source.accepted, source.quarantined, source.merged, source.note]
        for source in manifest.sources
    ]  # fmt: skip
    rows += [["All files", None, None, manifest.read, manifest.accepted, manifest.quarantined, None, None]]
    heads = ["File", "Sheet", "Format", "Read", "Accepted", "Put aside", "Merged", "Note"]
    return Sheet(f"Files of {manifest.id}", heads, rows)


def reasons(snapshot: Snapshot, manifest: Manifest) -> Sheet:
    """Why rows were put aside, why values of rows that were kept are in question, and what conflicts, by kind."""
    rows = [
        [what, capfirst(reason.reason), reason.file, reason.sheet, reason.column, reason.count]
        for what, whole_rows in (("Rows put aside", True), ("Values in question", False))
        for reason in quarantine.reasons(snapshot, whole_rows)
    ]
    rows += [
        ["Conflicts", f"{finding.kind}. {finding.rule}", None, None, None, finding.count]
        for finding in manifest.findings
    ]
    return Sheet(f"What was put aside of {snapshot.id}", ["What", "Reason", "File", "Sheet", "Column", "How many"], rows)  # fmt: skip


def put_aside(lines: Sequence[quarantine.Line]) -> Sheet:
    """The rows or values themselves, for those entitled. Whoever makes it writes the look on the trail."""
    rows = [[line.file, line.sheet, line.row, line.column, line.came, line.reason] for line in lines]
    return Sheet("Put aside", ["File", "Sheet", "Row", "Column", "What came", "Reason"], rows)


def findings(lines: Sequence[conflicts.Line]) -> Sheet:
    """The rows that conflict, for those entitled. Whoever makes it writes the look on the trail."""
    rows = [
        [line.kind, line.record, line.child, line.file, line.sheet, line.row, line.rule] for line in lines
    ]  # fmt: skip
    return Sheet("Conflicts", ["Kind", "Record", "Child", "File", "Sheet", "Row", "Rule"], rows)
