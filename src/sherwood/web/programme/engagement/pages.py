"""What the pages of this app show."""

from django.http import HttpRequest

from sherwood.web.programme.engagement.models import ALL, HandlingPlan
from sherwood.web.programme.engagement.registers.audiences import Audience
from sherwood.web.programme.engagement.registers.messages import messages
from sherwood.web.programme.engagement.registers.promises import promises
from sherwood.web.programme.engagement.registers.stakeholders import EVERY_BUY_IN, stakeholders
from sherwood.web.site.registers.lists import on_page
from sherwood.web.site.registers.pages import doors, due_rows


def engagement(request: HttpRequest) -> dict:
    user = request.user
    audiences = list(Audience.visible_to(user).standing())
    rows = messages.rows(user).standing()
    of_each = {audience: rows.filter(audience=audience) for audience in audiences}
    of_one = on_page(messages, "To whom")
    return {
        "sentence": _sentence([str(audience) for audience in audiences if not of_each[audience]], len(audiences),
                              sum(due.late for due in due_rows(messages, user))),
        "plan": on_page(messages).shown(request),
        "audiences": [of_one.shown(request, said, audience.name) for audience, said in of_each.items()],
        "stakeholders": on_page(stakeholders).shown(request),
        "buy_in": EVERY_BUY_IN.shown(request),
        "promises": on_page(promises).shown(request),
        "handling": HandlingPlan.visible_to(user).count(),
        "doors": doors(ALL.values(), user),
    }  # fmt: skip


def _sentence(without: list[str], audiences: int, late: int) -> str:
    if not audiences:
        return "No audiences are set for this programme yet."
    said = (
        f"Nothing is planned for: {', '.join(without)}."
        if without
        else f"All {audiences} audiences are engaged."
    )
    return (
        f"{said} {late} message{' is' if late == 1 else 's are'} late."
        if late
        else f"{said} No message is late."
    )
