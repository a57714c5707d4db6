"""The portfolio: every project by category, how they stand in a sentence, and where the ratings disagree.

Everything that is counted is counted over all the projects chosen, from a few columns; only one page of them is read
whole. So two thousand projects cost little more than seventeen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from sherwood.governance.programme import NOT_RATED, DeclaredRating
from sherwood.governance.ratings import Computed, Rating, disagreement
from sherwood.governance.stages import Stage
from sherwood.web.programme.programmes import signals
from sherwood.web.programme.programmes.aims import settings_of_projects
from sherwood.web.programme.programmes.models import ProjectQuerySet
from sherwood.web.programme.programmes.models.scales import standing_ratings
from sherwood.web.programme.programmes.offered import PortfolioColumn, cells_of
from sherwood.web.programme.programmes.signals import Aimed, Judged, computed_from, judged
from sherwood.web.site.offers import offered
from sherwood.web.site.ui.downloads import DownloadSheet

A_PAGE = 50
LOUD = 10  # disagreements shown above the tables; the filter shows them all
FILTERS = ("category", "declared", "lead", "origin", "name")
Ratings = Mapping[str, DeclaredRating]  # by key, the best first
CLOSED = Stage.CLOSED.value


@dataclass(frozen=True)
class PortfolioLine:
    """What is counted of a project."""

    pk: int
    group: str
    live: bool
    declared: DeclaredRating
    computed: Computed

    @cached_property
    def apart(self) -> bool:
        return self.live and bool(disagreement(self.declared, self.computed.rating))


@dataclass(frozen=True)
class Portfolio:
    sentence: str
    disagreements: list[Judged]
    differ: int
    # of this page, by category, with the columns others add; the closed last, under their own heading
    groups: list[tuple[str, list[tuple[Judged, list]]]]
    headings: list[str]
    numbers: Page
    chosen: dict[str, str]
    leads: list[str]
    categories: list[tuple[str, str]]
    origins: list[tuple[str, str]]

    ratings: list[tuple[str, str]]

    @property
    def narrowed(self) -> bool:
        return any(self.chosen.values())


def portfolio(projects: ProjectQuerySet, request: HttpRequest) -> Portfolio:
    chosen = {name: request.GET.get(name, "").strip() for name in (*FILTERS, "apart")}
    found = projects.filtered(**{name: chosen[name] for name in FILTERS})
    ratings = standing_ratings()
    lines = counted(found, request, ratings)
    live = [line for line in lines if line.live]
    apart = [line for line in live if line.apart]
    page = Paginator(apart if chosen["apart"] else lines, A_PAGE).get_page(request.GET.get("page"))
    loud = [] if page.number > 1 or chosen["apart"] else apart[:LOUD]
    rows = _whole(projects, [*page, *loud], request)
    return Portfolio(
        sentence=_sentence(lines, live, any(chosen.values()), ratings),
        disagreements=[rows[line.pk] for line in loud],
        differ=len(apart),
        groups=_grouped(page, rows),
        headings=[column.heading for column in offered(PortfolioColumn)],
        numbers=page,
        chosen=chosen,
        leads=projects.leads(),
        categories=projects.categories(),
        origins=projects.origins(),
        ratings=[(key, one.title) for key, one in ratings.items()],
    )


def counted(projects: ProjectQuerySet, request: HttpRequest, ratings: Ratings) -> list[PortfolioLine]:
    """Every project as a line, in the portfolio's order: by category, the urgent first, the closed last."""
    settings = settings_of_projects(projects.in_order().keys_of_measures())
    aimed = {project: tuple(setting.items()) for project, setting in settings.items()}
    said = signals.measure_summaries((pair for pairs in aimed.values() for pair in pairs), request)
    computed: dict[tuple[Aimed, ...], Computed] = {}
    lines = []
    counts = projects.in_order().values_list("pk", "category__title", "stage", "declared")
    for project, category, stage, declared in counts:
        own = aimed[project]
        if own not in computed:
            computed[own] = computed_from(
                [key for key, _ in own], {pair[0]: said[pair] for pair in own if pair in said}
            )
        live = Stage[stage].live
        group = category if live else CLOSED
        lines.append(PortfolioLine(project, group, live, ratings.get(declared, NOT_RATED), computed[own]))
    return lines


def _whole(projects: ProjectQuerySet, lines: list[PortfolioLine], request: HttpRequest) -> dict[int, Judged]:
    wanted = projects.filter(pk__in={line.pk for line in lines}).with_measures().with_leads()
    return {row.project.pk: row for row in judged(wanted, request)}


def _grouped(page: Page, rows: Mapping[int, Judged]) -> list[tuple[str, list[tuple[Judged, list]]]]:
    groups: dict[str, list[tuple[Judged, list]]] = {}
    cells = cells_of([rows[line.pk].project for line in page])
    for line in page:
        groups.setdefault(line.group, []).append((rows[line.pk], cells[line.pk]))
    return list(groups.items())


def _sentence(lines: list[PortfolioLine], live: list[PortfolioLine], narrowed: bool, ratings: Ratings) -> str:
    if live:
        return standing(live, ratings)
    if narrowed:
        return "No live project answers to this choice." if lines else "No project answers to this choice."
    return "Every project is closed." if lines else "There is no project yet."


def working(live: list[PortfolioLine]) -> str:
    """Whether the programme works, by what its measures say and not by what is declared; of at least one project."""
    rated = [line.computed.rating for line in live if line.computed.rating is not Rating.NOT_RATED]
    if not rated:
        return "It cannot be said yet."
    good = rated.count(Rating.GREEN)
    of = f"of {_count(len(rated), 'project')} with measures, {good or 'none'} {'is' if good < 2 else 'are'} on track"
    if good == len(rated):
        answer = "Yes"
    elif 2 * good > len(rated):
        answer = "Mostly"
    else:
        answer = "In part" if good else "Not yet"
    return f"{answer}: {of} by them."


def standing(live: list[PortfolioLine], ratings: Ratings) -> str:
    """The portfolio in a sentence or two, of at least one project."""
    declared = [line.declared for line in live]
    parts = [
        f"{declared.count(rating)} {rating.title.lower()}"
        for rating in ratings.values()
        if rating in declared
    ]
    differ = sum(line.apart for line in live)
    words = f"{working(live)} {_count(len(live), 'project')}: declared {_listed(parts)}."
    if all(line.computed.rating is Rating.NOT_RATED for line in live):
        return f"{words} No records have been loaded yet, so nothing stands beside what their leads declare."
    if not differ:
        return f"{words} Where the measures can say, they agree."
    return f"{words} The measures disagree with {_count(differ, 'of them', 'of them')}."


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _listed(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def portfolio_sheet(projects: ProjectQuerySet, request: HttpRequest) -> DownloadSheet:
    """Every project that the address chooses, with both ratings in words."""
    # no Listing: other apps add columns, and the page groups its rows
    found = projects.filtered(**{name: request.GET.get(name, "").strip() for name in FILTERS})
    heads = [
        "Project", "Name", "Category", "Urgent", "Lead", "With", "Stage", "Next step", "On", "Declared", "Declared on",
        "Because", "Measured", "Where they disagree", "Measures", *(column.heading for column in offered(PortfolioColumn)),
    ]  # fmt: skip
    chosen = judged(found.in_order().with_measures().with_leads(), request)
    cells = cells_of([row.project for row in chosen])
    rows = [
        [
            one.key, one.name, one.category.title, "Yes" if one.urgent else "No", one.lead, "; ".join(map(str, one.co_leads.all())),
            one.now.value, one.next_step, one.next_step_on, one.declared_rating.title, one.declared_on,
            one.declared_because, row.computed.rating.words, row.disagreement,
            "; ".join(f"{summary.title}: {summary.said}" for summary in row.summaries.values()),
            *(cell.words if cell else None for _, cell in cells[one.pk]),
        ]
        for row in chosen
        for one in [row.project]
        if row.disagreement or not request.GET.get("apart")
    ]  # fmt: skip
    return DownloadSheet("Portfolio", heads, rows)
