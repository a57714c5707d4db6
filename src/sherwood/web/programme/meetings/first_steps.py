"""How far a new site is with its seats and its first meeting."""

from collections import Counter

from sherwood.web.programme.meetings.models import Meeting, Seat
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.offers.kinds import StepState
from sherwood.web.site.ui.clock import today


def seats_held() -> StepState:
    """Every body that meets has at least the holders of its quorum."""
    bodies = list(Body.objects.meeting())
    if not bodies:
        return StepState(False, "No body that meets is entered yet: they come with the programme.")
    current = Seat.objects.current(today())
    held = current.exclude(pk__in=Seat.objects.vacant(today()).values("pk"))
    holders = Counter(held.values_list("body", flat=True))
    ready = sum(holders[body.pk] >= body.quorum for body in bodies)
    words = f"Bodies with seats and holders enough to meet: {ready} of {len(bodies)}."
    return StepState(ready == len(bodies), words)


def meeting_called() -> StepState:
    number = Meeting.objects.count()
    return StepState(number > 0, f"{number} called." if number else "None is called yet.")
