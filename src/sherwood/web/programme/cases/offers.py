"""What cases offer: their pages, and the decisions about a project."""

from collections.abc import Collection, Mapping
from datetime import date

from django.urls import reverse

from sherwood.web.programme.cases.demonstration import seed_cases
from sherwood.web.programme.cases.models import Decision
from sherwood.web.programme.cases.searching import SEARCHED
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.programmes.offered import Decided, Decisions
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.action_log.offered import WaitsAsItself
from sherwood.web.site.offers.kinds import Address, Link, Seed, Tab


def decisions(projects: Collection[Project]) -> Mapping[int, list[Decided]]:
    """By project, what was decided on its cases; a correction stands beside the decision that it corrects."""
    found: dict[int, list[Decided]] = {}
    for decision in Decision.objects.about(projects):
        project = decision.version.case.project
        words = f"{decision.outcome_words}, version {decision.number} of the case"
        if decision.corrects_id:
            words = f"The record was corrected: {words[0].lower()}{words[1:]}"
        href = reverse("case", args=[project.key])
        found.setdefault(project.pk, []).append(Decided(words, decision.reason, decision.said_on, href))
    return found


def decided_on(projects: Collection[int]) -> Mapping[int, date]:
    """The latest day on which it was decided to implement each project."""
    return dict(Decision.objects.to_implement(projects).values_list("version__case__project", "said_on"))


OFFERS = [
    Address("programme/projects/", "sherwood.web.programme.cases.urls"),
    Tab("project", "Case", "case", 20),
    Decisions(decisions, decided_on),
    WaitsAsItself(Action.Origin.CASE),
    Seed(seed_cases, 40),
    Link("project", "Where the case stands", "case", title="Business case"),
    *SEARCHED,
]
