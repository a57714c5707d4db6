"""What the programme offers: its pages and tabs, what projects want of measures, and what waits for those who steer."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import DECIDE, RUN, STEER, Permission, Role
from sherwood.web.evidence.offered import Aims, Beginnings, Uses
from sherwood.web.programme.programmes.aims import marked_targets, programme_began
from sherwood.web.programme.programmes.models import Body, Finding, Project
from sherwood.web.programme.programmes.searching import SEARCHED
from sherwood.web.programme.programmes.signals import judged, judged_by
from sherwood.web.site.accounts.offered import Bodies
from sherwood.web.site.offers.kinds import Address, Tab, TabGroup, WaitingLine, Waits, Word
from sherwood.web.site.ui.clock import today

APART = 4  # projects named whose ratings disagree; the portfolio has them all
SOON = 14  # days ahead that a next step is shown


def findings_alone(request: HttpRequest) -> Iterable[WaitingLine]:
    """Findings that need action and have no project and no reason."""
    if not (STEER | DECIDE) & set(request.user.roles):
        return
    for finding in Finding.visible_to(request.user).nobody_acts_on().select_related("inspection"):
        yield WaitingLine(
            f"Find a project for finding {finding.key}, or say why there is none",
            finding.get_absolute_url(),
            urgency=2,
            more=finding.words,
            plain=f"Find a project for finding {finding.key}, or say why there is none",
        )


def ratings_apart(request: HttpRequest) -> Iterable[WaitingLine]:
    """Projects whose measures say something else than their lead declares."""
    if not (STEER | DECIDE | {Role.PROJECT_LEAD}) & set(request.user.roles):
        return
    apart = [row for row in judged(_own_or_all(request), request) if row.disagreement]
    apart.sort(key=lambda row: -row.apart)
    leads = _leads_only(request)
    verb = "Explain the rating of" if leads else "Ask about"
    for row in apart[:APART]:
        yield WaitingLine(
            f"{verb} {row.project}",
            row.project.get_absolute_url(),
            urgency=2 - row.apart,
            worth_asking=not leads,
            more=f"{row.disagreement}.",
            plain=f"The measures of {row.project.key} disagree with its declared rating",
        )
    if (more := len(apart) - APART) > 0:
        words = f"{verb} {more} more project{'' if more == 1 else 's'} whose measures disagree"
        yield WaitingLine(
            words, f"{reverse('portfolio')}?apart=1", urgency=2, plain=words, worth_asking=not leads
        )


def steps_due(request: HttpRequest) -> Iterable[WaitingLine]:
    """Next steps of projects that are late or fall due soon."""
    if not (RUN | {Role.PROJECT_LEAD}) & set(request.user.roles):
        return
    for project in _own_or_all(request).due_within(today(), SOON):
        yield WaitingLine(
            f"{project.key}: {project.next_step}",
            project.get_absolute_url(),
            urgency=3,
            due_on=project.next_step_on,
            more=project.name,
            plain=f"The next step of {project.key} is due",
            about=(("project", project.key),),
        )


def _leads_only(request: HttpRequest) -> bool:
    return not (STEER | DECIDE | RUN) & set(request.user.roles)


def _own_or_all(request: HttpRequest):
    """Every live project for who steers; for a lead, those their post leads."""
    projects = Project.visible_to(request.user).live().with_measures()
    return projects.led_by(request.user.post) if _leads_only(request) else projects


OFFERS = [
    Address("programme/", "sherwood.web.programme.programmes.urls"),
    Word("Programme", "portfolio", 20, Permission.SEE_PROGRAMME),
    TabGroup("programme", "Programme pages"),
    TabGroup("portfolio", "Portfolio", under="programme", place=10),
    TabGroup("findings", "Findings", under="programme", place=20),
    TabGroup("plan", "Plan", under="programme", place=30),
    TabGroup("governance", "Governance", under="programme", place=40),
    TabGroup("about", "About", under="programme", place=50),
    Tab("portfolio", "Projects", "portfolio", 10),
    Tab("portfolio", "How projects were chosen", "choosing", 40),
    Tab("findings", "Who acts on what", "findings", 10),
    Tab("about", "The programme", "programme", 10),
    TabGroup("project", "Pages of {}"),
    Tab("project", "Overview", "project", 10),
    Waits(ratings_apart),
    Waits(findings_alone),
    Waits(steps_due),
    Uses(judged_by),
    Aims(marked_targets),
    Beginnings(programme_began),
    Bodies(lambda: Body.objects.order_by("position")),
    *SEARCHED,
]
