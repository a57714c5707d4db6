"""The action log as a file."""

from sherwood.kit.periods import spoken
from sherwood.web.site.action_log.models import ActionQuerySet
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet


def actions_sheet(found: ActionQuerySet) -> Sheet:
    heads = ["Action", "Owner", "Due", "State", "Came from", "What shows it", "Said done by", "Checked by", "Checked on"]  # fmt: skip
    rows = [
        [
            action.words, action.owner_post, action.due_on, action.get_state_display(), action.origin_words, action.evidence,
            action.said_done_by, action.checked_by, action.checked_on,
        ]
        for action in found.select_related("said_done_by", "checked_by")
    ]  # fmt: skip
    return Sheet(f"Actions, {spoken(today())}", heads, rows)
