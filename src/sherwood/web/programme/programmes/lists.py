"""The lists of the programme and its projects."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.html import format_html

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.evidence.summaries import Summary, summaries
from sherwood.web.programme.programmes.models import Driver, Marker
from sherwood.web.site.listings.columns import Column, Link, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.records import current_snapshot

NEEDS = [Permission.SEE_PROGRAMME]


def keyed(head: str, of: str, none: str = "None", **said) -> Column:
    """A column of parts by their keys; on a page each leads to its part."""

    def parts(row) -> list:
        return list(getattr(row, of).all())

    return Column(
        head,
        lambda row: "; ".join(part.key for part in parts(row)) or none,
        words=lambda row: "" if parts(row) else format_html("<strong>{}</strong>", none),
        links=lambda row, user: [Link(part.key, part.get_absolute_url()) for part in parts(row)],
        **said,
    )


DRIVERS = Listing(
    title="Why there is a programme",
    rows=Driver.visible_to,
    needs=NEEDS,
    file="drivers_file",
    saved_as="why-there-is-a-programme",
    columns=[Column("Why", "words"), Column("Happened on", "happened_on"), Column("Source", "source")],
)


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
    what="the markers of all projects",
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
