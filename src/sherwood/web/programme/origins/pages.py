"""What the pages of this app show."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.origins import lists
from sherwood.web.programme.origins.models import EarlierAction, EarlierPlan, PaidPost
from sherwood.web.programme.origins.registers.causes import causes
from sherwood.web.programme.origins.registers.evidence_needed import EvidenceNeeded, evidence_needed
from sherwood.web.programme.origins.registers.plan_priorities import PlanPriority, plan_priorities
from sherwood.web.programme.origins.registers.starting_facts import starting_facts
from sherwood.web.programme.origins.registers.urgent_actions import urgent_actions
from sherwood.web.programme.programmes.models import Finding, Inspection
from sherwood.web.site.offers.kinds import BannerLine
from sherwood.web.site.registers.lists import on_page
from sherwood.web.site.registers.pages import doors
from sherwood.web.site.ui.clock import today

NEAR = 28  # days ahead that an inspection stands at the top of home
SHOWN = (starting_facts, causes, urgent_actions, plan_priorities)


def origins(request: HttpRequest) -> dict:
    user = request.user
    explained = {finding.key for cause in causes.rows(user).standing() for finding in cause.findings.all()}
    needing = Finding.visible_to(user).needing_action().count()
    return {
        "sentence": f"{len(explained)} of {needing} findings that need action have a cause named.",
        "unserved": PlanPriority.visible_to(user).standing().filter(projects=None).count(),
        "lists": [on_page(register).shown(request) for register in SHOWN],
        "doors": doors(SHOWN, user),
    }


def inspections(request: HttpRequest) -> dict:
    user = request.user
    found = Inspection.visible_to(user).order_by("held_from")
    return {
        "to_come": [_coming(request, inspection) for inspection in found if not _is_over(inspection)],
        "held": lists.INSPECTIONS.shown(
            request, [inspection for inspection in found if _is_over(inspection)][::-1], "Held"
        ),
        "evidence": on_page(evidence_needed).shown(request),
        "inspections": lists.INSPECTIONS.shown(request),
        "keeps": user.may(evidence_needed.keeps),
        "new": evidence_needed.address("new"),
        "doors": doors([evidence_needed], user),
    }


def _is_over(inspection: Inspection) -> bool:
    return (inspection.held_to or inspection.held_from) < today()


def inspection_banner(request: HttpRequest) -> Iterable[BannerLine]:
    """An inspection that goes on or is near, and what is missing for it, for whoever sees the programme."""
    near = list(Inspection.visible_to(request.user).near(today(), NEAR))
    if not near:
        return
    needed = list(evidence_needed.rows(request.user).standing().filter(inspection__in=near))
    for inspection in near:
        own = [evidence for evidence in needed if evidence.inspection_id == inspection.pk]
        words = f"{inspection.title} {_when(inspection)}"
        yield BannerLine(words, reverse("inspections"), "Read how ready we are", readiness(own))


def _when(inspection: Inspection) -> str:
    days = (inspection.held_from - today()).days
    if days < 0:
        return f"goes on until {spoken(inspection.held_to)}"
    soon = {0: "begins today", 1: "begins tomorrow"}
    return soon.get(days, f"begins in {days} days, on {spoken(inspection.held_from)}")


def _coming(request: HttpRequest, inspection: Inspection) -> tuple:
    """An inspection that goes on or is to come: in how many days, how ready we are, and what it will ask for."""
    needed = list(evidence_needed.rows(request.user).standing().filter(inspection=inspection))
    shown = on_page(evidence_needed, "Inspection").shown(request, needed, "Evidence that will be asked for")
    return inspection, (inspection.held_from - today()).days, readiness(needed), shown


def readiness(needed: list[EvidenceNeeded]) -> str:
    """How ready we are, in a sentence. What nobody has answered is not counted as ready."""
    if not needed:
        return "Nobody has listed yet what will be asked for."
    states = [evidence.state for evidence in needed]
    have, gaps = states.count("have"), states.count("gap")
    unknown = len(states) - have - gaps
    return f"We have {have} of {len(states)}: {gaps} gap{'' if gaps == 1 else 's'}, {unknown} not known."


def earlier_plans(request: HttpRequest) -> dict:
    user = request.user
    plans = EarlierPlan.visible_to(user).prefetch_related("actions__project")
    return {
        "plans": [
            lists.EARLIER_ACTIONS.shown(request, plan.actions.all(), title=_source(plan)) for plan in plans
        ],
        "actions": lists.EARLIER_ACTIONS.shown(request),
        "left": EarlierAction.visible_to(user).not_sorted().count(),
        "runs": user.may(Permission.RUN_PROGRAMME),
    }


def _source(plan: EarlierPlan) -> str:
    return f"{plan.title}, {spoken(plan.dated_on)} (from {plan.file_name})"


def posts(request: HttpRequest) -> dict:
    found = list(PaidPost.visible_to(request.user))
    filled = [post for post in found if post.state == PaidPost.State.FILLED]
    return {
        "types": lists.POST_TYPES.shown(request),
        "posts": lists.POSTS.shown(request),
        "keeps": request.user.may(Permission.KEEP_ESTABLISHMENT),
        "sentence": _filled(len(filled), len(found)),
        "cost": sum(post.cost_a_year or 0 for post in found),
        "filled_cost": sum(post.cost_a_year or 0 for post in filled),
        "uncosted": sum(post.cost_a_year is None for post in found),
    }


def _filled(filled: int, number: int) -> str:
    if not number:
        return "No posts are listed yet."
    return f"{filled / number:.0%} of the posts are filled ({filled} of {number})."
