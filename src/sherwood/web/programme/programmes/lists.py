"""The lists of the programme and its projects."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sherwood.governance.ratings import MeasureSignal
from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.evidence.summaries import Summary, summaries
from sherwood.web.programme.programmes.method import Lacking, method
from sherwood.web.programme.programmes.models import Driver, Finding, Marker, Project
from sherwood.web.programme.programmes.signals import judged, signals_of
from sherwood.web.site.listings.columns import CellLink, Column, Where, read
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.records import current_snapshot
from sherwood.web.site.ui.templatetags.ui import signal

NEEDS = [Permission.SEE_PROGRAMME]


def keyed(head: str, of: str | Callable, none: str = "None", **said) -> Column:
    """A column of parts by their keys; on a page each leads to its part."""

    def parts(row) -> list:
        return list(read(row, of))

    return Column(
        head,
        lambda row: "; ".join(part.key for part in parts(row)) or none,
        words=said.pop("words", lambda row: "" if parts(row) else format_html("<strong>{}</strong>", none)),
        links=lambda row, user: [CellLink(part.key, part.get_absolute_url()) for part in parts(row)],
        **said,
    )


DRIVERS = Listing(
    title="Why there is a programme", rows=Driver.visible_to, needs=NEEDS, file="drivers_file",
    saved_as="why-there-is-a-programme", what="why there is a programme",
    columns=[Column("Why", "words"), Column("Happened on", "happened_on"), Column("Source", "source")],
)  # fmt: skip


@dataclass(frozen=True)
class Marked:
    """A marker of success with where its measure stands now."""

    marker: Marker
    now: str


def marked(markers: Iterable[Marker], found: Mapping[str, Summary]) -> list[Marked]:
    return [
        Marked(marker, found[marker.measure].said if marker.measure in found else "Not measured from records")
        for marker in markers
    ]


def _of_all_projects(request: HttpRequest) -> list[Marked]:
    markers = Marker.visible_to(request.user).select_related("project").order_by("project__position", "by_on")
    return marked(markers, summaries(current_snapshot(request), (marker.measure for marker in markers)))


def _wanted(row: Marked) -> str:
    late = "sherwood-urgent" if row.marker.by_on < today() else "sherwood-quiet"
    return format_html(
        '{}<br><span class="{}">by {}</span>', row.marker.wanted, late, spoken(row.marker.by_on)
    )


MARKERS = Listing(
    title="What will show success",
    rows=_of_all_projects,
    by_request=True,
    needs=NEEDS,
    file="markers_file",
    saved_as="what-will-show-success",
    empty="No marker of success is set, so nobody can say when it has worked.",
    columns=[
        Column("Project", "marker.project.key", where=Where.FILE),
        Column("Name", "marker.project.name", where=Where.FILE),
        Column("Marker", "marker.words"),
        Column(
            "It stood at",
            "marker.stood_at",
            words=lambda row: f"{row.marker.stood_at}\n{spoken(row.marker.stood_on)}",
        ),
        Column("On", "marker.stood_on", where=Where.FILE),
        Column("Wanted", "marker.wanted", words=_wanted),
        Column("By", "marker.by_on", where=Where.FILE),
        Column("Now", "now"),
    ],
)


def _figure(summary: Summary) -> str:
    words = '<span class="sherwood-nowrap">{}</span><br><span class="sherwood-quiet">{}</span>'
    return format_html(words, summary.figure_text, summary.when)


MEASURES = Listing(
    title="Its measures",
    columns=[
        Column("Measure", "title", href=lambda summary: reverse("measure", args=[summary.key])),
        Column("Latest figure", _figure),
        Column("Signal", lambda summary: signal(summary.signal)),
        Column("Reading", "reading"),
    ],
)


def _acting(finding: Finding) -> str:
    """Beside the projects that act on it."""
    if finding.withdrawn_on:
        return f"Withdrawn on {spoken(finding.withdrawn_on)}: {finding.withdrawn_because}"
    if finding.projects.all():
        return ""
    if finding.alone:
        return format_html('<strong class="sherwood-urgent">{}</strong>', "None")
    return finding.no_project_because or "None needed"


@dataclass(frozen=True)
class FindingLine:
    """A finding in a line, with how many measures of the projects that act on it say what, the worst first."""

    finding: Finding
    signals: list[tuple[MeasureSignal, int]]


def finding_lines(findings: Iterable[Finding], request: HttpRequest) -> list[FindingLine]:
    """Every measure is asked for once, however many findings share it."""
    findings = list(findings)
    acting = {project.pk: project for finding in findings for project in finding.projects.all()}
    found = {row.project.pk: row for row in judged(acting.values(), request)}
    return [
        FindingLine(finding, signals_of([found[project.pk] for project in finding.projects.all()]))
        for finding in findings
    ]


def _helps(line: FindingLine) -> str:
    """What the measures say; where they say nothing, that."""
    if not line.finding.projects.all():
        return ""
    said = "; ".join(f"{count} {words.words.lower()}" for words, count in line.signals)
    return said or "No measure says"


def _helps_drawn(line: FindingLine) -> str:
    if not line.signals:
        return _helps(line)
    said = ((count, signal(words)) for words, count in line.signals)
    return format_html_join(SafeString("<br>"), '<span class="sherwood-nowrap">{} {}</span>', said)


FINDINGS = Listing(
    title="Findings",
    rows=lambda request: finding_lines(
        Finding.visible_to(request.user).loneliest_first().with_lines(), request
    ),
    by_request=True,
    needs=NEEDS,
    file="findings_file",
    columns=[
        Column("Finding", "finding.key", where=Where.FILE),
        Column(
            "Finding, in our words",
            lambda line: str(line.finding),
            href="finding.get_absolute_url",
            short="Finding",
            where=Where.PAGE,
        ),
        Column("Kind", "finding.kind.title"),
        Column("Words", "finding.words", where=Where.FILE),
        Column(
            "Found by",
            "finding.inspection.title",
            words=lambda line: f"{line.finding.inspection.title}, {line.finding.source}",
        ),
        Column("Published on", "finding.inspection.published_on", where=Where.FILE),
        Column("Paragraph", "finding.source", where=Where.FILE),
        keyed("Priorities", "finding.priorities.all", none="", where=Where.FILE),
        keyed("Projects", "finding.projects.all", none="", words=lambda line: _acting(line.finding)),
        Column("Did it help?", _helps, words=_helps_drawn),
        Column("Why none", "finding.no_project_because", where=Where.FILE),
        Column("Withdrawn on", "finding.withdrawn_on", where=Where.FILE),
        Column("Withdrawn because", "finding.withdrawn_because", where=Where.FILE),
    ],
)

SOURCES = Listing(
    title="Where they come from: projects by source",
    columns=[
        Column("Source", itemgetter(0)),
        Column("Projects", lambda source: len(source[1]), figure=True),
        keyed("Which", itemgetter(1)),
    ],
)


def _each(user) -> list[Lacking]:
    """Each thing that a project lacks has a row in the file."""
    lacking = method(Project.visible_to(user)).lacking
    return [Lacking(project, [lack]) for project, lacks in lacking for lack in lacks]


LACKING = Listing(
    title="Projects that lack something, those that lack most first",
    file_title="What projects lack",
    rows=_each,
    needs=NEEDS,
    file="method_file",
    saved_as="what-projects-lack",
    columns=[
        Column(
            "Project",
            "project.key",
            words=lambda lacking: str(lacking.project),
            href="project.get_absolute_url",
        ),
        Column("Name", "project.name", where=Where.FILE),
        Column("Stage", "project.now.value"),
        Column("Lead", "project.lead", words=lambda lacking: lacking.project.lead or "Nobody"),
        Column("It lacks", lambda lacking: "\n".join(lacking.lacks)),
    ],
)

ROLES = Listing(
    title="Parts in the programme, by post",
    columns=[Column("Part", "title"), Column("Post", "post"), Column("What it does", "does")],
)

FUNDING = Listing(
    title="Money of the programme",
    columns=[
        Column("Source", "words"),
        Column("Year", "year"),
        Column("Decided by", "decided_by"),
        Column("Decided on", "decided_on"),
        Column("Amount (£)", "amount", figure=True),
    ],
)

NEW_POSTS = Listing(
    title="New posts",
    columns=[
        Column("Post", "title"),
        Column("Posts", "number", figure=True),
        Column("Filled", "filled", figure=True),
        Column("In recruitment", "in_recruitment", figure=True),
        Column("Planned", "planned", figure=True),
    ],
)
