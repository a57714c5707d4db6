"""What risks and issues offer: the largest live risk of a project, and what the challenging body hears."""

from collections.abc import Collection, Iterator, Mapping

from django.db.models import Model, Q

from sherwood.web.programme.programmes.agenda import AgendaItems, Subject, Waiting
from sherwood.web.programme.programmes.models import Impact, Likelihood, Programme, Project
from sherwood.web.programme.programmes.offered import InUse, PortfolioCell, PortfolioColumn
from sherwood.web.programme.risks.demonstration import seed_risks
from sherwood.web.programme.risks.models import POSITIONS, Issue, Risk
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
            f"{one.now.band.title}: {one.words}",
            loud=one.now.band.key_risk,
            href=one.get_absolute_url(),
        )
        for pk, one in found.items()
    }


def large_and_open(programme: Programme) -> Iterator[Waiting]:
    """Live strategic risks in a band of key risks now, the largest first; then open issues, the oldest first."""
    risks = Risk.objects.filter(programme=programme).live().of_level(Risk.Level.STRATEGIC).key_risks()
    for risk in risks.largest_first():
        yield Waiting(
            Subject.RISK,
            f"Strategic risk, {risk.now.band.title.lower()}: {risk.words[:LONGEST]}",
            risk.project,
        )
    for issue in Issue.objects.filter(programme=programme).live().longest_open_first():
        affects = issue.affects_words.lower()
        yield Waiting(Subject.ISSUE, f"Issue affecting {affects}: {issue.words[:LONGEST]}", issue.project)


def scored_above(part: Model) -> str:
    """How many live risks are scored higher than a scale reaches without one of its points."""
    side = {Likelihood: "likelihood", Impact: "impact"}.get(type(part))
    if side is None:
        return ""
    points = type(part).objects.filter(programme=part.programme).count() - 1
    beyond = Q(pk__in=[])
    for position in POSITIONS:
        beyond |= Q(**{f"{position}_{side}__gt": points})
    found = Risk.objects.filter(programme=part.programme).live().filter(beyond).count()
    return f"{found} live risk{'' if found == 1 else 's'} scored {points + 1}" if found else ""


OFFERS = [
    InUse(scored_above),
    Address("programme/risks/", "sherwood.web.programme.risks.urls"),
    Tab("portfolio", "Risks and issues", "risks", 30),
    Tab("project", "Risks and issues", "project_risks", 60),
    PortfolioColumn("Top risk", top_risk),
    AgendaItems(large_and_open, to="challenging_body"),
    Seed(seed_risks, 90),
    *SEARCHED,
]
