"""The log of actions, and those that wait for their owner or for a second person."""

from collections.abc import Iterable

from django.http import HttpRequest

from sherwood.web.site.action_log.models import Action
from sherwood.web.site.action_log.offered import WaitsAsItself
from sherwood.web.site.action_log.searching import SEARCHED
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Address, Tab, WaitingLine, Waits

SHOWN = 10  # at most so many lines; the action log has them all


def actions_to_finish(request: HttpRequest) -> Iterable[WaitingLine]:
    """What this person undertook, and what others say is done that this person may check; first the soonest."""
    elsewhere = [origin.origin_kind for origin in offered(WaitsAsItself)]
    waiting = Action.visible_to(request.user).waiting_for(request.user)
    for action in waiting.exclude(origin_kind__in=elsewhere, state=Action.State.OPEN)[:SHOWN]:
        verb = "Check" if action.state == Action.State.SAID_DONE else "Do"
        words = f"{verb}: {action.words}"
        yield WaitingLine(
            words,
            action.get_absolute_url(),
            urgency=2,
            due_on=action.due_on,
            more=action.origin_words,
            plain=f"{verb} action {action.pk}",
            about=(("action", str(action.pk)),),
        )


OFFERS = [
    Address("programme/actions/", "sherwood.web.site.action_log.urls"),
    Tab("governance", "Actions", "actions", 20),
    Waits(actions_to_finish),
    *SEARCHED,
]
