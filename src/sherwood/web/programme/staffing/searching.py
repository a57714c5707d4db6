"""Who takes part, in the search: by post or as a group, never by a person's name."""

from sherwood.governance.roles import Permission
from sherwood.web.programme.staffing.models import Participant
from sherwood.web.site.search.offered import SearchHit, search_of


def _participant(participant: Participant) -> SearchHit:
    more = f"{participant.get_kind_display()}, {participant.division}" if participant.division else ""
    return SearchHit(participant.name, participant.get_absolute_url(), more or participant.get_kind_display())


SEARCHED = (
    search_of(
        "Posts, groups and partners", 80, [Permission.SEE_PROGRAMME], "a post, a group or a partner that takes part",
        lambda user: Participant.visible_to(user).standing().select_related("division"), ["name"], _participant,
    ),
)  # fmt: skip
