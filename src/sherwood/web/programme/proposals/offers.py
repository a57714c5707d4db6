"""What proposals offer: their pages, the changes that wait for somebody's agreement, and those made to what somebody does."""

from collections import Counter
from collections.abc import Iterable

from django.http import HttpRequest

from sherwood.governance.proposing import Agrees
from sherwood.web.programme.proposals.models import Notice, Proposal
from sherwood.web.site.offers.kinds import Address, Tab, WaitingLine, Waits
from sherwood.web.site.ui.clock import today


def changes_to_agree(request: HttpRequest) -> Iterable[WaitingLine]:
    """Changes that this person may agree to, having not proposed them."""
    user = request.user
    mine = [agrees for agrees in Agrees if user.may(agrees.permission)]
    for proposal in Proposal.visible_to(user).open().order_by("pk") if mine else ():
        waiting = [change for change in proposal.unanswered().values() if change.agrees in mine]
        if waiting and proposal.proposed_by_id != user.pk:
            words = f"Agree to {_counted(len(waiting))} of the programme, or refuse"
            yield WaitingLine(
                words,
                proposal.get_absolute_url(),
                urgency=1,
                more=f"Proposed by {proposal.proposed_as}.",
                plain=f"{words}: proposal {proposal.pk}",
                about=(("proposal", str(proposal.pk)),),
            )


def changes_made(request: HttpRequest) -> Iterable[WaitingLine]:
    """What became of proposals that touch this person, until they say that they have read it."""
    unread = Notice.objects.unread(request.user, today())
    told = Counter(notice.answer.proposal for notice in unread)
    for proposal, number in told.items():
        words = f"Read what became of {_counted(number)} of the programme that touch{'es' if number == 1 else ''} you"
        yield WaitingLine(
            words,
            proposal.get_absolute_url(),
            urgency=3,
            more=f"Proposed by {proposal.proposed_as}.",
            plain=f"{words}: proposal {proposal.pk}",
        )


def _counted(number: int) -> str:
    return "1 change" if number == 1 else f"{number} changes"


OFFERS = [
    Address("programme/proposals/", "sherwood.web.programme.proposals.urls"),
    Tab("about", "Proposed changes", "proposals", 30),
    Waits(changes_to_agree),
    Waits(changes_made),
]
