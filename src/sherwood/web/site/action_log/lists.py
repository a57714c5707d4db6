"""The log of actions."""

from functools import partial

from django.utils.html import format_html

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.listings.columns import Choice, Column, Where
from sherwood.web.site.listings.listing import Listing

in_file = partial(Column, where=Where.FILE)


def _due(action: Action) -> str:
    due = spoken(action.due_on)
    return format_html('<span class="sherwood-urgent">{}</span> (overdue)', due) if action.late else due


ACTIONS = Listing(
    title="Actions, the soonest first",
    file_title="Actions",
    rows=lambda user: Action.visible_to(user).soonest_first(),
    needs=[Permission.SEE_PROGRAMME],
    file="actions_file",
    empty="No action is on the log.",
    a_page=50,
    choices=[
        Choice(
            "whose", "Whose", [("mine", "Mine")], lambda actions, whose, user: actions.owned_by(user),
            "Everybody's", by_reader=True,
        ),
        Choice("late", "Due", [("overdue", "Overdue")], lambda actions, late: actions.overdue(), "Any day"),
        Choice("state", "State", Action.State.choices, lambda actions, state: actions.filter(state=state)),
        Choice(
            "origin", "Came from", lambda user: Action.visible_to(user).origins(),
            lambda actions, origin: actions.of_kind(origin), "Anything",
        ),
    ],
    columns=[
        Column("Action", "words", href="get_absolute_url"), Column("Owner", "owner_post"),
        Column("Due", "due_on", words=_due), Column("State", "get_state_display"),
        Column("Came from", "origin_words"), in_file("What shows it", "evidence"),
        in_file("Said done by", "said_done_by"), in_file("Checked by", "checked_by"),
        in_file("Checked on", "checked_on"),
    ],
)  # fmt: skip
