"""One method for all projects: what is missing in any of them, on one page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sherwood.governance.stages import Stage
from sherwood.web.programme.programmes.models import Project, ProjectQuerySet
from sherwood.web.programme.programmes.offered import Lacks
from sherwood.web.site.offers import offered


class Lacking(NamedTuple):
    project: Project
    lacks: list[str]


@dataclass(frozen=True)
class Method:
    sentence: str
    lacking: list[Lacking]
    whole: list[Project]  # those that lack nothing


def method(projects: ProjectQuerySet) -> Method:
    """Every live project with what it lacks, those that lack most first."""
    live = list(projects.live().with_everything())
    lacks = {project.pk: list(_lacks(project)) for project in live}
    for source in offered(Lacks):
        for key, more in source.missing(live).items():
            lacks[key] += more
    lacking = [Lacking(project, lacks[project.pk]) for project in live if lacks[project.pk]]
    lacking.sort(key=lambda lacking: -len(lacking.lacks))
    return Method(_sentence(live, lacking), lacking, [project for project in live if not lacks[project.pk]])


def _lacks(project: Project) -> Iterable[str]:
    """What every project has, whatever it is about."""
    wanted = {
        "a lead": project.lead,
        "a purpose": project.aim,
        "where it comes from": project.origin_id,
        "a finding or a priority that it answers": any(
            finding.withdrawn_on is None for finding in project.findings.all()
        )
        or project.priorities.all(),
        "a score by every criterion": project.scores.all(),
        "a measure": project.measure_keys or project.now.number < Stage.PLANNING.number,
        "where it stands now, and a dated marker of success": project.markers.all(),
        "a next step with its day": project.next_step and project.next_step_on,
    }
    return (words for words, there in wanted.items() if not there)


def _sentence(live: Collection[Project], lacking: Collection) -> str:
    if not live:
        return "There is no live project."
    if not lacking:
        return f"Each of the {len(live)} live projects has everything the method asks for."
    return f"{len(lacking)} of the {len(live)} live projects lack something that the method asks for."
