"""The verbs of the rhythm: project reports and when they are due; updates to a body."""

from sherwood.web.programme.rhythm.actions.reports import (
    HOLD_TO_ACCOUNT,
    TEAM,
    DraftOvertaken,
    answer,
    chase,
    check_due,
    check_leads,
    mark_wrong,
    save_draft,
    set_rhythm,
    submit,
    write_hints,
)
from sherwood.web.programme.rhythm.actions.updates import draft_update, sign_off

__all__ = [
    "HOLD_TO_ACCOUNT",
    "TEAM",
    "DraftOvertaken",
    "answer",
    "chase",
    "check_due",
    "check_leads",
    "draft_update",
    "mark_wrong",
    "save_draft",
    "set_rhythm",
    "sign_off",
    "submit",
    "write_hints",
]
