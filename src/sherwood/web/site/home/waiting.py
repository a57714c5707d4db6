"""What waits for somebody, as the apps offer it."""

from datetime import date

from django.http import HttpRequest

from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import WaitingLine, Waits


def waiting_for(request: HttpRequest) -> list[WaitingLine]:
    """Everything that waits for this person, most urgent first."""
    lines = [line for source in offered(Waits) for line in source.lines(request)]
    return sorted(lines, key=lambda line: (not line.late, line.urgency, line.due_on or date.max))
