"""What the reporting calendar adds to the pages of the programme: when a project was last reported on."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.urls import reverse

from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.contributions import Cell
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.rhythm.models import Report
from sherwood.web.site.ui.clock import today

OLD = timedelta(days=14)  # two weekly reports were missed


def last_report(projects: Collection[Project]) -> Mapping[int, Cell]:
    """By project, for which day its last accepted report was; loud where that is two weeks ago or never."""
    accepted = Report.objects.filter(project__in=[one.pk for one in projects], answer__accepted=True)
    last: dict[int, date] = {}
    for pk, due_on in accepted.values_list("project", "due_on"):
        last[pk] = max(due_on, last.get(pk, due_on))
    return {one.pk: _cell(one, last.get(one.pk)) for one in projects if one.now.live}


def _cell(project: Project, on: date | None) -> Cell:
    words = spoken(on) if on else "None accepted yet"
    loud = on is None or today() - on > OLD
    return Cell(words, loud=loud, href=reverse("project_reports", args=[project.key]))
