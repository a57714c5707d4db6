"""The list of a register, made from its description: its columns, the state, and what is due next."""

from functools import cache

from sherwood.kit.periods import spoken
from sherwood.web.site.listings.columns import Choice, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.registers.description import Register
from sherwood.web.site.registers.models import Registered
from sherwood.web.site.ui.clock import today


@cache
def listing_of(register: Register) -> Listing:
    def opened(row: Registered) -> str:
        return register.address("entry", row.pk)

    def state(row: Registered) -> str:
        return register.states[row.state]

    def named(row: Registered) -> str:
        return row.reference or f"Row {row.pk}"

    def due_on(row: Registered):
        return next((due for due, _ in register.due(row)), None)

    def due_in_words(row: Registered) -> str:
        return "; ".join(
            f"{'Late: ' if due < today() else 'Due: '}{words} by {spoken(due)}"
            for due, words in register.due(row)
        )

    states = Choice(
        "state",
        "State",
        tuple(register.states.items()),
        narrow=lambda rows, value: rows.filter(state=value),
    )
    return Listing(
        title=register.many.capitalize(),
        rows=register.model.visible_to,
        needs=register.sees,
        file=f"{register.key}_file",
        empty=f"No {register.many} are entered that you may see.",
        choices=(states, *register.choices),
        columns=[
            Column("Reference", named, href=opened, sort="reference"),
            *register.columns,
            Column("Team", "team", sort="team"),
            Column("State", state, sort="state"),
            Column("What is due", due_in_words, where=Where.PAGE),
            Column("Due on", due_on, where=Where.FILE),
            Column("Child", "child", where=Where.FILE),
            Column("Worker", "worker", where=Where.FILE),
        ],
    )
