"""Risks and issues in the search."""

from sherwood.governance.roles import Permission
from sherwood.web.programme.risks.models import Issue, Risk
from sherwood.web.site.search.offered import SearchHit, brief, search_of

FIELDS = ("words", "mitigation", "project__key")


def _line(row: Risk | Issue) -> SearchHit:
    more = str(row.project or "The programme as a whole")
    return SearchHit(brief(row.words), row.get_absolute_url(), more if row.live else f"{more}. Closed")


SEARCHED = tuple(
    search_of(
        heading,
        place,
        [Permission.SEE_PROGRAMME],
        hint,
        lambda user, model=model: model.visible_to(user).select_related("project"),
        FIELDS,
        _line,
    )
    for heading, place, hint, model in (
        ("Risks", 60, "a risk, by its words or what is done about it", Risk),
        ("Issues", 65, "an issue, by its words or what is done about it", Issue),
    )
)
