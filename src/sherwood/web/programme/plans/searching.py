"""Milestones in the search."""

from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.plans.models import Milestone
from sherwood.web.site.search.offered import SearchHit, search_of


def _milestone(milestone: Milestone) -> SearchHit:
    if milestone.actual_on:
        when = f"reached on {spoken(milestone.actual_on)}"
    else:
        when = f"expected on {spoken(milestone.forecast_on)}"
    return SearchHit(
        milestone.words, reverse("plan", args=[milestone.project.key]), f"{milestone.project}, {when}"
    )


SEARCHED = (
    search_of(
        "Milestones", 70, [Permission.SEE_PROGRAMME], "a milestone of a plan",
        lambda user: Milestone.visible_to(user).select_related("project"), ["words", "project__key"], _milestone,
    ),
)  # fmt: skip
