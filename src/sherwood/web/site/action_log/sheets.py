"""The action log as a file."""

from sherwood.kit.periods import spoken
from sherwood.web.site.action_log.models import ActionQuerySet
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.downloads import Sheet


def actions_sheet(found: ActionQuerySet) -> Sheet:
    heads = ["Action", "Owner", "Due", "State", "Came from", "What shows it", "Said done by", "Checked by", "Checked on"]  # fmt: skip
    rows = [
        [
            one.words, one.owner_post, one.due_on, one.get_state_display(), one.origin_words, one.evidence,
            one.said_done_by, one.checked_by, one.checked_on,
        ]
        for one in found.select_related("said_done_by", "checked_by")
    ]  # fmt: skip
    return Sheet(f"Actions, {spoken(today())}", heads, rows)
