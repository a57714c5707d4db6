"""What risks and issues offer: the largest live risk of a project, and what the executive group hears."""

from collections.abc import Collection, Iterator, Mapping

from sherwood.governance.risks import RiskBand
from sherwood.web.programme.programmes.agenda import AgendaItems, Subject, Waiting
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.programme.programmes.offered import PortfolioCell, PortfolioColumn
from sherwood.web.programme.risks.demonstration import seed_risks
from sherwood.web.programme.risks.models import Issue, Risk
from sherwood.web.programme.risks.searching import SEARCHED
from sherwood.web.site.offers.kinds import Address, Seed, Tab

LONGEST = 150  # of the words that stand in a title of an agenda


def top_risk(projects: Collection[Project]) -> Mapping[int, PortfolioCell]:
    """By project, its live risk that scores highest now."""
    found: dict[int, Risk] = {}
    for risk in Risk.objects.live().filter(project__in=[project.pk for project in projects]):
        if risk.project_id not in found or risk.now.number > found[risk.project_id].now.number:
            found[risk.project_id] = risk
    return {
        pk: PortfolioCell(
            f"{one.now.band.value}: {one.words}",
            loud=one.now.band is RiskBand.HIGH,
            href=one.get_absolute_url(),
        )
        for pk, one in found.items()
    }


def large_and_open(programme: Programme) -> Iterator[Waiting]:
    """Live strategic risks that are high now, the largest first; then open issues, the oldest first."""
    risks = Risk.objects.filter(programme=programme).live().of_level(Risk.Level.STRATEGIC).rated_high()
    for risk in risks.largest_first():
        yield Waiting(Subject.RISK, f"Strategic risk, high: {risk.words[:LONGEST]}", risk.project)
    for issue in Issue.objects.filter(programme=programme).live().longest_open_first():
        affects = issue.affects_words.lower()
        yield Waiting(Subject.ISSUE, f"Issue affecting {affects}: {issue.words[:LONGEST]}", issue.project)


OFFERS = [
    Address("programme/risks/", "sherwood.web.programme.risks.urls"),
    Tab("portfolio", "Risks and issues", "risks", 30),
    Tab("project", "Risks and issues", "project_risks", 60),
    PortfolioColumn("Top risk", top_risk),
    AgendaItems(large_and_open, to="challenging_body"),
    Seed(seed_risks, 90),
    *SEARCHED,
]
