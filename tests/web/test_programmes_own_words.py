"""Which body runs the programme, which is told of it and how a role is held is said by the definition, not by keys of 2009."""

from datetime import date

import pytest

from filling import filled
from other_council import Office, day, founded, words
from sherwood.governance.roles import Role
from sherwood.web.programme.programmes.models import Body, Programme
from sherwood.web.programme.staffing.models import Control, RoleHolding

pytestmark = pytest.mark.django_db
PEOPLE = "/programme/people/"
RULES = 'team_body = "partners"\nsponsoring_body = "improvement_board"'
ROLES = """
[[role]]
key = "improvement_lead"
title = "Improvement lead"
post = "Assistant director"
does = "Leads the improvement."
source = "3"
one_at_a_time = true

[[role]]
key = "workstream_lead"
title = "Workstream lead"
post = "A manager for each"
does = "Leads a project."
source = "3"
by_project = true
"""


@pytest.fixture
def manager():
    founded(ROLES, rules=RULES)
    return Office().enter(Role.PROGRAMME_MANAGER, "Improvement manager")


def enters(manager, page: str, said: dict) -> str:
    return words(manager.post(page, filled(manager.get(page)) | said, follow=True))


def test_a_control_is_owned_by_the_body_that_the_rules_name(manager):
    said = {"name": "Weekly call", "concerns": "planning", "controls": "Slippage", "how": "By telephone"}
    board, panel = Body.objects.get(key="improvement_board"), Body.objects.get(key="partners")
    page = f"{PEOPLE}controls/new"
    assert "Partners&#x27; panel is answerable for every control." in enters(
        manager, page, said | {"owner": board.pk}
    )
    assert not Control.objects.exists()
    enters(manager, page, said | {"owner": panel.pk})
    assert Control.objects.get().owner == panel


def test_a_role_held_one_at_a_time_is_refused_to_a_second_and_one_by_project_to_all(manager):
    new = f"{PEOPLE}register/new"
    for name in ("Assistant director", "Head of family help"):
        enters(manager, new, {"name": name, "kind": "person"})
    first, second = Programme.objects.get().participants.order_by("pk")
    page = f"{PEOPLE}roles/improvement_lead/holder"
    since = day("from_on", date(2010, 1, 4))
    enters(manager, page, {"participant": first.pk} | since)
    refused = enters(manager, page, {"participant": second.pk} | day("from_on", date(2010, 2, 1)))
    assert "one holds it at a time. Hand it over instead." in refused
    by_project = enters(manager, f"{PEOPLE}roles/workstream_lead/holder", {"participant": second.pk} | since)
    assert "Who leads is entered project by project, in the teams." in by_project
    assert RoleHolding.objects.get().participant == first


def test_the_body_that_is_told_is_offered_first_and_known_as_told(manager):
    page = manager.get("/reports/updates/new")
    board = Body.objects.get(key="improvement_board")
    assert f'<option value="{board.pk}" selected>' in page.content.decode()


SAID_IN_2009 = (
    "the Board",
    "executive group",
    "Executive group",
    "sponsoring group",
    "senior responsible owner",
    "founding document",
)


@pytest.mark.parametrize(
    "page",
    [
        "/programme/about/",
        "/programme/projects/W1/",
        "/reports/",
        "/reports/updates/",
        "/programme/findings/",
    ],
)
def test_no_page_speaks_of_bodies_that_the_council_has_not(manager, page):
    said = words(manager.get(page))
    assert not [known for known in SAID_IN_2009 if known in said]


def test_the_programme_says_who_decides_by_its_own_names(manager):
    said = words(manager.get("/programme/about/"))
    assert "challenged by: Partners&#x27; panel, and decided by: Improvement Board." in said
    programme = Programme.objects.get()
    assert programme.called("deciding_body") == "the Improvement Board"
    assert programme.called("owning_role") == "the owner of the programme", "nobody is named"


def test_a_project_needs_no_number_printed_anywhere(db):
    founded("""
[[project]]
key = "W2"
name = "Family help"
category = "high_priority"
lead = "Head of family help"
aim = "Help comes early."
source = "2"
stage = "idea"
""")
    assert Programme.objects.get().project_set.get(key="W2").printed_number == 0
