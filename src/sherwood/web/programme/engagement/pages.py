"""What the pages of this app show."""

from sherwood.governance.roles import Permission
from sherwood.web.programme.engagement.models import Audience, Commitment, HandlingPlan, Message, Stakeholder
from sherwood.web.site.ui.clock import today


def engagement(user) -> dict:
    audiences = list(Audience.visible_to(user).prefetch_related("messages"))
    stakeholders = list(Stakeholder.visible_to(user).prefetch_related("ratings"))
    without = [one.name for one in audiences if not one.messages.all()]
    late = Message.visible_to(user).late(today()).count()
    return {
        "sentence": _sentence(audiences, without, late),
        "audiences": audiences,
        "stakeholders": [(one, list(one.ratings.all()[:2])) for one in stakeholders],
        "commitments": Commitment.visible_to(user).select_related("project"),
        "handling": HandlingPlan.visible_to(user).count(),
        "keeps": user.may(Permission.KEEP_ENGAGEMENT),
    }


def _sentence(audiences: list[Audience], without: list[str], late: int) -> str:
    if not audiences:
        return "No audiences are set for this programme yet."
    said = (
        f"Nothing is planned for: {', '.join(without)}."
        if without
        else f"All {len(audiences)} audiences are engaged."
    )
    return (
        f"{said} {late} message{' is' if late == 1 else 's are'} late."
        if late
        else f"{said} No message is late."
    )
