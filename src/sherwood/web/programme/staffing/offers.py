"""What the register of people offers: its pages, and the suggested places that wait to be confirmed."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.programme.staffing.demonstration import seed_staffing
from sherwood.web.programme.staffing.models import Membership
from sherwood.web.programme.staffing.searching import SEARCHED
from sherwood.web.site.offers.kinds import Address, Seed, Tab, WaitingLine, Waits


def places_to_confirm(request: HttpRequest) -> Iterable[WaitingLine]:
    """Places in teams that were suggested."""
    if not request.user.may(Permission.RUN_PROGRAMME):
        return
    if number := Membership.visible_to(request.user).suggested().count():
        words = f"Confirm or end {number} suggested place{'' if number == 1 else 's'} in teams"
        yield WaitingLine(words, reverse("people_gaps"), urgency=4, plain=words)


OFFERS = [
    Address("programme/people/", "sherwood.web.programme.staffing.urls"),
    Tab("project", "People", "project_people", 50),
    Tab("plan", "Teams", "people", 20),
    Tab("plan", "What teams lack", "people_gaps", 30),
    Tab("plan", "Divisions and partners", "people_divisions", 40),
    Tab("plan", "Register of people", "people_register", 50),
    Tab("governance", "Roles", "people_roles", 30),
    Tab("governance", "Controls", "people_controls", 40),
    Waits(places_to_confirm),
    Seed(seed_staffing, 70),
    *SEARCHED,
]
