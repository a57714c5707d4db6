"""What registers offer: the page of all of them, and what is due in them for those who keep them."""

from collections.abc import Iterable

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Address, WaitingLine, Waits, Word
from sherwood.web.site.registers.offered import OnShelf
from sherwood.web.site.registers.pages import due_rows

SHOWN = 5  # lines of one register; its list has them all


def due_soon(request: HttpRequest) -> Iterable[WaitingLine]:
    """What is late or due, by the keepers of a register within their reach. A row is named by its number alone."""
    for register in (offer.register for offer in offered(OnShelf)):
        if request.user.may(Permission.KEEP_REGISTERS):
            for due in due_rows(register, request.user)[:SHOWN]:
                noun = register.noun
                words = f"{due.words[:1].upper()}{due.words[1:]}: {noun} {due.row.reference or due.row.pk}"
                yield WaitingLine(
                    words,
                    register.address("entry", due.row.pk),
                    urgency=1,
                    due_on=due.on,
                    more=due.row.team,
                    plain=f"{due.words[:1].upper()}{due.words[1:]}: {noun} {due.row.pk}",
                    about=((noun, str(due.row.pk)),),
                )


OFFERS = [
    Address("practice/", "sherwood.web.site.registers.urls"),
    Word("Practice", "practice", 40, Permission.SEE_MEASURES),
    Waits(due_soon),
]
