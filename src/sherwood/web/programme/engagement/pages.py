"""What the pages of this app show."""

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.web.programme.engagement import lists
from sherwood.web.programme.engagement.models import Audience, HandlingPlan, Message
from sherwood.web.site.ui.clock import today


def engagement(request: HttpRequest) -> dict:
    user = request.user
    audiences = list(Audience.visible_to(user).prefetch_related("messages"))
    without = [audience.name for audience in audiences if not audience.messages.all()]
    late = Message.visible_to(user).late(today()).count()
    return {
        "sentence": _sentence(audiences, without, late),
        "plan": lists.MESSAGES.shown(request),
        "audiences": [
            lists.MESSAGES.shown(request, audience.messages.all(), audience.name) for audience in audiences
        ],
        "stakeholders": lists.STAKEHOLDERS.shown(request),
        "buy_in": lists.EVERY_BUY_IN.shown(request),
        "promises": lists.PROMISES.shown(request),
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
