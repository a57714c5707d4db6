"""Decisions in the search."""

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.models import Decision
from sherwood.web.site.search.offered import SearchHit, brief, search_of


def _decision(decision: Decision) -> SearchHit:
    case = decision.version.case
    words = f"{decision.outcome_words}: {case.project}, version {decision.number}"
    return SearchHit(
        words, case.get_absolute_url(), f"{spoken(decision.said_on)}. {brief(decision.reason)}".strip()
    )


def _decisions(user):
    return Decision.visible_to(user).select_related("version__case__project").order_by("-said_on", "-pk")


SEARCHED = (
    search_of(
        "Decisions", 40, [Permission.SEE_PROGRAMME], "a decision, by the project it was about or its reason",
        _decisions, ["version__case__project__key", "version__case__project__name", "reason"], _decision,
    ),
)  # fmt: skip
