"""What the reporting calendar offers: when a project was last reported on, and the reports that wait."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.programmes.offered import PortfolioCell, PortfolioColumn
from sherwood.web.programme.rhythm.demonstration import seed_rhythm
from sherwood.web.programme.rhythm.expecting import steps
from sherwood.web.programme.rhythm.models import Report
from sherwood.web.programme.rhythm.waiting import reports_waiting
from sherwood.web.site.offers.kinds import Address, Seed, Tab, TabGroup, Waits, Word
from sherwood.web.site.ui.clock import today


def last_report(projects: Collection[Project]) -> Mapping[int, PortfolioCell]:
    """By project, for which day its last accepted report was; loud where two were missed since, or never."""
    accepted = Report.objects.filter(project__in=[project.pk for project in projects], answer__accepted=True)
    last: dict[int, date] = {}
    for pk, due_on in accepted.values_list("project", "due_on"):
        last[pk] = max(due_on, last.get(pk, due_on))
    old = steps(Programme.objects.first()) * 2
    return {project.pk: _cell(project, last.get(project.pk), old) for project in projects if project.now.live}


def _cell(project: Project, on: date | None, old: timedelta) -> PortfolioCell:
    words = spoken(on) if on else "None accepted yet"
    loud = on is None or today() - on > old
    return PortfolioCell(words, loud=loud, href=reverse("project_reports", args=[project.key]))


OFFERS = [
    Address("reports/", "sherwood.web.programme.rhythm.urls"),
    Word("Reports", "reports", 50, Permission.SEE_PROGRAMME),
    TabGroup("reports", "Pages of reports"),
    Tab("reports", "Project reports", "reports", 10),
    Tab("reports", "Updates on the programme", "updates", 20),
    Tab("project", "Reports", "project_reports", 40),
    PortfolioColumn("Last report", last_report),
    Waits(reports_waiting),
    Seed(seed_rhythm, 110),  # its updates tell of what meetings asked
]
