"""What waits for somebody, as the apps offer it."""

from datetime import date

from django.http import HttpRequest

from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import WaitingLine, Waits


def waiting_for(request: HttpRequest) -> list[WaitingLine]:
    """Everything that waits for this person: past its day, then by day, then what has none, then what is worth asking."""
    return sorted((line for source in offered(Waits) for line in source.lines(request)), key=_place)


def _place(line: WaitingLine) -> tuple:
    past = line.late or line.urgency < 0
    return (line.worth_asking, not past, line.due_on or (date.min if past else date.max), line.urgency)
