"""What the register of people offers: its pages, and the suggested places that wait to be confirmed."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.programme.staffing.demonstration import seed_staffing
from sherwood.web.programme.staffing.models import Membership
from sherwood.web.site.offers.kinds import Address, Seed, Tab, TabGroup, WaitingLine, Waits


def places_to_confirm(request: HttpRequest) -> Iterable[WaitingLine]:
    """Places in teams that were suggested."""
    if not request.user.may(Permission.RUN_PROGRAMME):
        return
    if number := Membership.visible_to(request.user).suggested().count():
        words = f"Confirm or end {number} suggested place{'' if number == 1 else 's'} in teams"
        yield WaitingLine(words, reverse("people_gaps"), urgency=4, plain=words)


OFFERS = [
    Address("programme/people/", "sherwood.web.programme.staffing.urls"),
    Tab("programme", "People", "people", 80),
    Tab("project", "People", "project_people", 50),
    TabGroup("people", "Pages about people"),
    Tab("people", "Teams", "people", 10),
    Tab("people", "What is missing", "people_gaps", 20),
    Tab("people", "Divisions and partners", "people_divisions", 30),
    Tab("people", "Roles and accountability", "people_roles", 40),
    Tab("people", "Controls", "people_controls", 50),
    Tab("people", "Register", "people_register", 60),
    Waits(places_to_confirm),
    Seed(seed_staffing, 70),
]
