"""Actions in the search."""

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.search.offered import SearchHit, brief, search_of


def _action(action: Action) -> SearchHit:
    more = f"{action.owner_post}, by {spoken(action.due_on)}. {action.get_state_display()}"
    return SearchHit(brief(action.words), action.get_absolute_url(), more)


SEARCHED = (
    search_of(
        "Actions", 75, [Permission.SEE_PROGRAMME], "an action, by its words or what it came from",
        lambda user: Action.visible_to(user).order_by("-due_on", "pk"), ["words", "origin_words"], _action,
    ),
)  # fmt: skip
