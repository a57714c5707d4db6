"""What the executive group hears of risks and issues."""

from collections.abc import Iterator

from sherwood.web.programme.programmes.agenda import Subject, Waiting
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.risks.models import Issue, Risk

LONGEST = 150  # of the words that stand in a title


def large_and_open(programme: Programme) -> Iterator[Waiting]:
    """Live strategic risks that are high now, the largest first; then open issues, the oldest first."""
    risks = Risk.objects.filter(programme=programme).live().of_level(Risk.Level.STRATEGIC).rated_high()
    for risk in risks.largest_first():
        yield Waiting(Subject.RISK, f"Strategic risk, high: {risk.words[:LONGEST]}", risk.project)
    for issue in Issue.objects.filter(programme=programme).live().longest_open_first():
        affects = issue.affects_words.lower()
        yield Waiting(Subject.ISSUE, f"Issue affecting {affects}: {issue.words[:LONGEST]}", issue.project)
