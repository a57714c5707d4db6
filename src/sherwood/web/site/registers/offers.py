"""What registers offer: the page of all of them, and what is due in them for those who keep them."""

from collections.abc import Iterable

from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Address, WaitingLine, Waits, Word
from sherwood.web.site.registers.description import Register
from sherwood.web.site.registers.offered import OnShelf
from sherwood.web.site.registers.pages import Due, due_rows
from sherwood.web.site.registers.searching import SEARCHED

SHOWN = 5  # lines of one register; its list has them all


def due_soon(request: HttpRequest) -> Iterable[WaitingLine]:
    """What is late or due, by the keepers of a register within their reach. A row is named by its number alone."""
    for register in (offer.register for offer in offered(OnShelf)):
        if register.clocks and request.user.may(register.keeps):
            for due in due_rows(register, request.user)[:SHOWN]:
                yield _line(register, due)


def _line(register: Register, due: Due) -> WaitingLine:
    row, words = due.row, f"{due.words[:1].upper()}{due.words[1:]}: "
    return WaitingLine(
        words
        + (f"{register.noun} {row.reference or row.pk}" if register.of_children else register.title_of(row)),
        register.address("entry", row.pk),
        urgency=1,
        due_on=due.on,
        more=row.team if register.of_children else "",
        plain=f"{words}{register.noun} {row.pk}",
        about=((register.noun, str(row.pk)),),
    )


OFFERS = [
    Address("practice/", "sherwood.web.site.registers.urls"),
    Word("Practice", "practice", 40, Permission.SEE_MEASURES),
    Waits(due_soon),
    *SEARCHED,
]
