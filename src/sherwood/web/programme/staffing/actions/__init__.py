"""The verbs of staffing: the register, the teams, and the roles with who answers to whom."""

from sherwood.web.programme.staffing.actions.register import (
    change_participant,
    enter_division,
    enter_participant,
    keep_apart,
    merge,
)
from sherwood.web.programme.staffing.actions.roles import (
    add_line,
    end_holding,
    enter_control,
    enter_holding,
    hand_over,
    take_line_away,
)
from sherwood.web.programme.staffing.actions.teams import affect, change_membership, confirm, spare, suggest

__all__ = [
    "add_line",
    "affect",
    "change_membership",
    "change_participant",
    "confirm",
    "end_holding",
    "enter_control",
    "enter_division",
    "enter_holding",
    "enter_participant",
    "hand_over",
    "keep_apart",
    "merge",
    "spare",
    "suggest",
    "take_line_away",
]
