"""The lists of measures, loads, what a load put aside, and what the council compares itself with: what a page hides, its
file hides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from sherwood.governance.roles import Permission
from sherwood.measuring.disclosure import HIDDEN
from sherwood.records.snapshots import Manifest, Snapshot
from sherwood.reporting.trends import Trend
from sherwood.web.evidence import benchmarks, conflicts, pages, quarantine, stores
from sherwood.web.evidence.benchmarks import Held
from sherwood.web.evidence.entitlement import entitlement_of
from sherwood.web.evidence.listed import ROWS_A_PAGE, Listed
from sherwood.web.evidence.models import Factor
from sherwood.web.evidence.quarters import QuarterLine, quarter_lines
from sherwood.web.evidence.sheets import UNITS, figures_of
from sherwood.web.evidence.summaries import Summary, summary
from sherwood.web.site.listings.columns import Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.records import current_snapshot, manifest_of
from sherwood.web.site.ui.templatetags.ui import signal


@dataclass(frozen=True)
class Measured:
    """A measure in a line; with nothing to say of it where it has no records."""

    trend: Trend
    summary: Summary | None

    @property
    def counted(self) -> list:
        """Numerator, denominator, value and unit of the latest figure, as far as they are for this reader."""
        if not self.summary:
            return [None] * 4
        last = len(self.trend.counts) - 1
        hidden = self.trend.is_hidden(last)
        figures = [str(HIDDEN)] * 3 if hidden else figures_of(self.trend.measure, self.trend.counts[last])
        return [*figures, UNITS[self.trend.measure.figure]]


def factor_asked(request: HttpRequest) -> Factor | None:
    """What makes cases complex, that the list is narrowed to."""
    key = request.GET.get("factor")
    return Factor.visible_to(request.user).filter(key=key).first() if key else None


def measured(request: HttpRequest) -> list[Measured]:
    snapshot, allowed = current_snapshot(request), entitlement_of(request.user)
    trends = pages.trends_of(snapshot, allowed, factor_asked(request)) if snapshot else []
    return [Measured(trend, summary(trend) if trend.has_figures else None) for trend in trends]


MEASURES = Listing(
    title="Every measure with records", file_title="Measures", file="measures_file",
    by_request=True, rows=measured, needs=[Permission.SEE_MEASURES],
    columns=[
        Column("Measure", "trend.measure.title", href=lambda row: reverse("measure", args=[row.trend.key])),
        Column("Figure", lambda row: row.summary.figure_text if row.summary else "No records", figure=True),
        Column("When", lambda row: row.summary and row.summary.when),
        Column(
            "Signal",
            lambda row: row.summary and row.summary.signal.value,
            words=lambda row: signal(row.summary.signal),
        ),
        Column(
            "What the chart says",
            lambda row: row.summary.reading if row.summary else row.trend.latest.not_known or None,
            short="Chart",
        ),
        Column("Numerator", lambda row: row.counted[0], where=Where.FILE),
        Column("Denominator", lambda row: row.counted[1], where=Where.FILE),
        Column("Value", lambda row: row.counted[2], where=Where.FILE),
        Column("Unit", lambda row: row.counted[3], where=Where.FILE),
    ],
)  # fmt: skip


def quarters(request: HttpRequest) -> list[QuarterLine]:
    snapshot = current_snapshot(request)
    return quarter_lines(snapshot, entitlement_of(request.user)) if snapshot else []


def _figure(head: str, of: str, short: str) -> Column:
    """A figure, and on a page its days beneath it."""
    return Column(
        head,
        lambda line: line.shown(f"{of}_text"),
        words=lambda line: f"{line.shown(f'{of}_text')}\n{getattr(line.so_far, f'{of}_when')}",
        figure=True,
        short=short,
    )


QUARTERS = Listing(
    title="", file_title="Better than last quarter",
    file="this_quarter_file", saved_as="this-quarter-and-last",
    by_request=True, rows=quarters, needs=[Permission.SEE_MEASURES],
    columns=[
        Column("Measure", "so_far.measure.title", href=lambda line: reverse("measure", args=[line.key])),
        Column(
            "Than last quarter",
            "so_far.answer.value",
            words=lambda line: format_html("<strong>{}</strong>", line.so_far.answer.value),
        ),
        _figure("This quarter so far", "now", "Now"), Column("When", "so_far.now_when", where=Where.FILE),
        _figure("Same days of the last", "then", "Then"),
        Column("When then", "so_far.then_when", where=Where.FILE),
        Column("Difference", lambda line: line.shown("apart_said")),
    ],
)  # fmt: skip


def _loads(request: HttpRequest) -> Iterator[tuple[Snapshot, Manifest, bool]]:
    """Each with whether it is the one in use."""
    current = current_snapshot(request)
    for snapshot in stores.store().snapshots():
        yield snapshot, manifest_of(snapshot), bool(current and snapshot.id == current.id)


def _load(load: tuple[Snapshot, Manifest, bool]) -> str:
    snapshot, _, current = load
    link = format_html(
        '<a class="govuk-link" href="{}">{}</a>', reverse("load", args=[snapshot.id]), snapshot.id
    )
    return format_html("{} (current)", link) if current else link


LOADS = Listing(
    title="", file_title="Loads", what="the loads", file="loads_file", by_request=True, rows=_loads,
    needs=[Permission.SEE_DATA],
    columns=[
        Column("Snapshot", lambda load: load[0].id, words=_load), Column("As at", lambda load: load[1].as_at),
        Column("Read", lambda load: load[1].read, figure=True),
        Column("Accepted", lambda load: load[1].accepted, figure=True),
        Column("Put aside", lambda load: load[1].quarantined, figure=True),
    ],
)  # fmt: skip


def _reasons(user, id: str) -> Iterator[quarantine.Reason]:
    """Why rows were put aside, why values of rows that were kept are in question, and what conflicts."""
    snapshot = stores.published(id)
    yield from quarantine.reasons(snapshot, True)
    yield from quarantine.reasons(snapshot, False)
    for finding in manifest_of(snapshot).findings:
        yield quarantine.Reason(f"{finding.kind}. {finding.rule}", "", "", "", finding.count, "Conflicts")


def _where(row: quarantine.Reason | quarantine.QuarantineLine | conflicts.ConflictLine, *names: str) -> str:
    return ", ".join(value for name in names if (value := getattr(row, name)))


REASONS = Listing(
    title="", file_title="What was put aside of {id}", file="put_aside_reasons_file", saved_as="reasons",
    rows=_reasons, needs=[Permission.SEE_DATA],
    columns=[
        Column("What", "what", where=Where.FILE), Column("Reason", lambda reason: capfirst(reason.reason)),
        Column("Where", lambda reason: _where(reason, "file", "sheet", "column"), where=Where.PAGE),
        Column("File", "file", where=Where.FILE), Column("Sheet", "sheet", where=Where.FILE),
        Column("Column", "column", where=Where.FILE), Column("How many", "count", figure=True),
    ],
)  # fmt: skip

# Where rows stood, for those entitled. Whoever shows such a list, or its file, writes the look on the trail.
ROWS_OF_A_LOAD = [
    Column("File", "file", words=lambda line: _where(line, "file", "sheet")),
    Column("Sheet", "sheet", where=Where.FILE),
    Column("Row", "row", figure=True),
]


def whole_rows_asked(request: HttpRequest) -> bool:
    """Whether rows put aside are asked for, or single values of rows that were kept."""
    return request.GET.get("what") != "values"


def _put_aside(request: HttpRequest, id: str) -> Iterable[quarantine.QuarantineLine]:
    snapshot, whole = stores.published(id), whole_rows_asked(request)
    return Listed(
        quarantine.how_many(snapshot, whole),
        lambda limit, offset: quarantine.lines(snapshot, whole, limit, offset),
    )


PUT_ASIDE = Listing(
    title="", file_title="Put aside", file="put_aside_file", by_request=True, rows=_put_aside, a_page=ROWS_A_PAGE,
    needs=[Permission.SEE_QUARANTINED_ROWS], empty="Nothing was put aside.",
    columns=[
        *ROWS_OF_A_LOAD, Column("Column", "column"), Column("What came", "came"), Column("Reason", "reason"),
    ],
)  # fmt: skip


def kind_asked(request: HttpRequest, id: str) -> str:
    """The kind of conflict that a list is narrowed to; none where there is no such kind."""
    findings = enumerate(manifest_of(stores.published(id)).findings, 1)
    return {str(number): finding.kind for number, finding in findings}.get(request.GET.get("kind", ""), "")


def _conflicts(request: HttpRequest, id: str) -> Iterable[conflicts.ConflictLine]:
    snapshot, kind = stores.published(id), kind_asked(request, id)
    return Listed(
        conflicts.how_many(snapshot, kind),
        lambda limit, offset: conflicts.lines(snapshot, kind, limit, offset),
    )


CONFLICTS = Listing(
    title="", file_title="Conflicts", file="conflicts_file", by_request=True, rows=_conflicts, a_page=ROWS_A_PAGE,
    needs=[Permission.SEE_QUARANTINED_ROWS], empty="Nothing conflicts.",
    columns=[
        Column("Kind", "kind"), Column("Record", "record", words=lambda line: capfirst(line.record)),
        Column("Child", "child"), *ROWS_OF_A_LOAD, Column("Rule", "rule", where=Where.FILE),
    ],
)  # fmt: skip
CONFLICTS_OF_KIND = replace(CONFLICTS, columns=CONFLICTS.columns[1:])


def _measure_in_words(line: Held) -> str:
    return line.measure or f"As published: {line.published:,} values in Sherwood"


def _measure_page(line: Held) -> str:
    return reverse("measure", args=[line.key]) if line.key else ""


# Its file is one that can be filled in and sent: the headings are those that `benchmarks.read` looks for.
HELD = Listing(
    title="Values held now",
    rows=lambda user: benchmarks.held(),
    needs=(Permission.SEE_MEASURES,),
    file="benchmarks_file",
    saved_as="neighbours",
    empty="No values of the council's own are held.",
    columns=[
        Column("Area", "area"),
        Column("Measure", "measure", words=_measure_in_words, href=_measure_page),
        Column("Year to March", "year", words=lambda line: str(line.year or "")),
        Column("Value", "value", words=lambda line: line.value_in_words, figure=True),
        Column("Source", "source"),
        Column("Given by", "given.by", where=Where.FILE),
        Column("Given on", "given.at", where=Where.FILE),
    ],
)
MISTAKES = Listing(
    title="What is wrong in the file",
    columns=[
        Column("Line", "line", words=lambda mistake: str(mistake.line)),
        Column("Under", "heading"),
        Column("What came", "came", words=lambda mistake: mistake.came[:80] or "Nothing"),
        Column("What was expected", "expected"),
        Column("What to do", "remedy"),
    ],
)
