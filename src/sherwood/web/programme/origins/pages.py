"""What the pages of this app show."""

from sherwood.governance.roles import Permission
from sherwood.web.programme.origins.models import (
    Cause,
    EarlierAction,
    EarlierPlan,
    EvidenceNeeded,
    PaidPost,
    PlanPriority,
    StartingFact,
    UrgentAction,
)
from sherwood.web.programme.programmes.models import Finding, Inspection
from sherwood.web.site.ui.clock import today


def origins(user) -> dict:
    priorities = list(PlanPriority.visible_to(user).prefetch_related("projects"))
    causes = list(Cause.visible_to(user).prefetch_related("findings"))
    explained = {finding.key for cause in causes for finding in cause.findings.all()}
    needing = Finding.visible_to(user).needing_action().count()
    return {
        "facts": StartingFact.visible_to(user),
        "causes": causes,
        "sentence": f"{len(explained)} of {needing} findings that need action have a cause named.",
        "urgent": UrgentAction.visible_to(user),
        "priorities": priorities,
        "unserved": [priority for priority in priorities if not priority.projects.all()],
        "runs": user.may(Permission.RUN_PROGRAMME),
        "logs": user.may(Permission.KEEP_ACTIONS),
    }


def inspections(user) -> dict:
    found = Inspection.visible_to(user).prefetch_related("evidence_needed").order_by("held_from")
    to_come = [
        (one, (one.held_from - today()).days, _readiness(list(one.evidence_needed.all())))
        for one in found
        if one.held_from >= today()
    ]
    return {
        "to_come": to_come,
        "held": [inspection for inspection in found if inspection.held_from < today()][::-1],
        "runs": user.may(Permission.RUN_PROGRAMME),
    }


def _readiness(needed: list[EvidenceNeeded]) -> str:
    """How ready we are, in a sentence. What nobody has answered is not counted as ready."""
    if not needed:
        return "Nobody has listed yet what will be asked for."
    states = [action.state for action in needed]
    have, gaps = states.count(EvidenceNeeded.State.HAVE), states.count(EvidenceNeeded.State.GAP)
    unknown = len(states) - have - gaps
    return f"We have {have} of {len(states)}: {gaps} gap{'' if gaps == 1 else 's'}, {unknown} not known."


def earlier_plans(user) -> dict:
    plans = list(EarlierPlan.visible_to(user).prefetch_related("actions__project"))
    left = EarlierAction.visible_to(user).not_sorted().count()
    return {"plans": plans, "left": left, "runs": user.may(Permission.RUN_PROGRAMME)}


def posts(user) -> dict:
    found = list(PaidPost.visible_to(user).select_related("kind"))
    types = list(PaidPost.visible_to(user).by_type())
    filled = sum(kind["filled"] for kind in types)
    return {
        "types": types,
        "posts": [(post, post.days_since(today())) for post in found],
        "sentence": _filled(filled, len(found)),
        "cost": sum(post.cost_a_year or 0 for post in found),
        "filled_cost": sum(post.cost_a_year or 0 for post in found if post.state == PaidPost.State.FILLED),
        "uncosted": sum(post.cost_a_year is None for post in found),
        "keeps": user.may(Permission.KEEP_ESTABLISHMENT),
    }


def _filled(filled: int, number: int) -> str:
    if not number:
        return "No posts are listed yet."
    return f"{filled / number:.0%} of the posts are filled ({filled} of {number})."
