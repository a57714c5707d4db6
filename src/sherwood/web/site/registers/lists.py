"""The list of a register, made from its description: its columns, the state, and what is due next."""

from dataclasses import replace
from functools import cache

from sherwood.kit.periods import spoken
from sherwood.web.site.listings.columns import Choice, Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.registers.description import Register
from sherwood.web.site.registers.models import WITHDRAWN, RegisterRow
from sherwood.web.site.ui.clock import today


@cache
def listing_of(register: Register) -> Listing:
    def opened(row: RegisterRow) -> str:
        return register.address("entry", row.pk)

    def state(row: RegisterRow) -> str:
        return register.states[row.state]

    def named(row: RegisterRow) -> str:
        return getattr(row, register.named) or f"Row {row.pk}"

    def due_on(row: RegisterRow):
        return next((due for due, _ in register.due(row)), None)

    def due_in_words(row: RegisterRow) -> str:
        return "; ".join(
            f"{'Late: ' if due < today() else 'Due: '}{words} by {spoken(due)}"
            for due, words in register.due(row)
        )

    states = Choice(
        "state",
        "State",
        tuple(register.states.items()),
        narrow=lambda rows, value: rows.filter(state=value) if value else rows.standing(),
        every="All that stand" if WITHDRAWN in register.states else "All",
        always=True,
    )
    due = [
        Column("What is due", due_in_words, where=Where.PAGE),
        Column("Due on", due_on, where=Where.FILE),
    ]
    return Listing(
        title=register.title or register.many.capitalize(),
        rows=register.rows,
        needs=register.sees,
        file=f"{register.key}_file",
        saved_as=register.key.replace("_", "-"),
        what=f"the {register.many}",
        empty=f"No {register.many} are entered{' that you may see' if register.of_children else ' yet'}.",
        choices=(states, *register.choices),
        columns=[
            Column(register.words_of(register.named), named, href=opened, sort=register.named),
            *register.columns,
            *([Column("Team", "team", sort="team")] if register.of_children else []),
            *([Column("State", state, sort="state")] if len({*register.states} - {WITHDRAWN}) > 1 else []),
            *(due if register.clocks else []),
            *(Column(head, name, where=Where.FILE) for head, name in _in_files(register)),
        ],
    )


def _in_files(register: Register) -> list[tuple[str, str]]:
    """What a file holds and no page shows."""
    if register.of_children:
        return [("Child", "child"), ("Worker", "worker")]
    return [] if register.named == "reference" else [("Reference", "reference")]


@cache
def on_page(register: Register, *without: str) -> Listing:
    """The same list on a page that shows several: without a form, heads to sort by, and what the page says itself."""
    whole = listing_of(register)
    columns = [replace(column, sort="") for column in whole.columns if column.head not in without]
    return replace(whole, columns=columns, has_form=False, prefix=f"{register.key}_")
