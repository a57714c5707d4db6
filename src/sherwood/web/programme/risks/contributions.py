"""What the registers add to the pages of the programme: the largest live risk of a project."""

from collections.abc import Collection, Mapping

from sherwood.governance.risks import Band
from sherwood.web.programme.programmes.contributions import Cell
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.risks.models import Risk


def top_risk(projects: Collection[Project]) -> Mapping[int, Cell]:
    """By project, its live risk that scores highest now."""
    found: dict[int, Risk] = {}
    for one in Risk.objects.live().filter(project__in=[project.pk for project in projects]):
        if one.project_id not in found or one.now.number > found[one.project_id].now.number:
            found[one.project_id] = one
    return {
        pk: Cell(
            f"{one.now.band.value}: {one.words}", loud=one.now.band is Band.HIGH, href=one.get_absolute_url()
        )
        for pk, one in found.items()
    }
