"""Why these projects: their order by open weights, and the sources they come from."""

from dataclasses import dataclass

from sherwood.governance.ranking import Ranked, rank
from sherwood.web.programme.programmes.models import Criterion, Programme, Project, ProjectQuerySet, Score
from sherwood.web.site.ui.downloads import DownloadSheet


@dataclass(frozen=True)
class PlaceInOrder:
    """A project in the order; those that score the same share a place."""

    number: int | None
    project: Project
    ranked: Ranked
    scores: list[Score | None]  # by criterion, in their order


@dataclass(frozen=True)
class ChoosingProjects:
    sentence: str
    criteria: list[Criterion]
    places: list[PlaceInOrder]
    origins: list[tuple[str, list[Project]]]
    unknown: list[Project]  # whose source nobody recorded


def choosing(programme: Programme | None, projects: ProjectQuerySet) -> ChoosingProjects:
    criteria = list(programme.criterion_set.all()) if programme else []
    found = list(projects.with_everything())
    places = _places(found, criteria)
    origins = list(programme.origin_set.all()) if programme else []
    return ChoosingProjects(
        _sentence(places),
        criteria,
        places,
        [
            (origin.title, [project for project in found if project.origin_id == origin.pk])
            for origin in origins
        ],
        [project for project in found if project.origin_id is None],
    )


def _places(projects: list[Project], criteria: list[Criterion]) -> list[PlaceInOrder]:
    weights = {criterion.key: criterion.weight for criterion in criteria}
    keys = {criterion.pk: criterion.key for criterion in criteria}
    rows = []
    for project in projects:
        by_key = {keys[score.criterion_id]: score for score in project.scores.all()}
        ranked = rank({key: score.points for key, score in by_key.items()}, weights)
        rows.append((project, ranked, [by_key.get(key) for key in weights]))
    rows.sort(key=lambda row: -1 if row[1].share is None else row[1].share, reverse=True)
    shares = [row[1].share for row in rows]
    return [
        PlaceInOrder(
            None if ranked.share is None else shares.index(ranked.share) + 1, project, ranked, scores
        )
        for project, ranked, scores in rows
    ]


def _sentence(places: list[PlaceInOrder]) -> str:
    scored = [place for place in places if place.number]
    if not scored:
        return "No project has been scored yet."
    first = " and ".join(project.project.name for project in scored if project.number == 1)
    words = f"{len(scored)} projects are in order by what they answer and the benefit they bring; {first} comes first."
    gaps = sum(bool(place.ranked.missing) for place in places)
    return f"{words} {gaps} still lack a score." if gaps else words


def ranking_sheet(made: ChoosingProjects) -> DownloadSheet:
    # no Listing: its columns are the criteria of the programme
    heads = ["Place", "Project", "Name", "Score", "Of"]
    for criterion in made.criteria:
        heads += [f"{criterion.words} (weight {criterion.weight})", "What shows it"]
    rows = []
    for place in made.places:
        row = [place.number, place.project.key, place.project.name, place.ranked.got, place.ranked.of]
        for score in place.scores:
            row += [score.points, score.evidence] if score else ["Not scored", None]
        rows.append(row)
    return DownloadSheet("Projects in order", heads, rows)
