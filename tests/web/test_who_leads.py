"""Who leads a project and who owns the programme has one answer, on every page that says it and on any council's site."""

from datetime import date

import pytest

from filling import filled
from other_council import Office, day, founded, words
from posts import post
from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.programmes.models import Project

pytestmark = pytest.mark.django_db
PEOPLE = "/programme/people/"
ROLE = """
[[role]]
key = "accountable_officer"
title = "Accountable officer"
post = "Director of children's services"
does = "Owns the programme."
source = "3"
"""


@pytest.fixture
def office():
    founded(ROLE, rules='owning_role = "accountable_officer"')
    return Office()


def test_the_lead_that_the_project_names_leads_on_every_page(manager):
    assert "Head of early help" in words(manager.get("/programme/projects/W1/"))
    for page in (PEOPLE, f"{PEOPLE}gaps/", f"{PEOPLE}projects/W1/"):
        assert "Head of early help" in words(manager.get(page)), page
        assert "Nobody leads it" not in words(manager.get(page)), page
    assert words(manager.get(f"{PEOPLE}projects/W1/")).count("Led by Head of early help.") == 1
    Project.objects.update(lead=None)
    assert "Nobody leads it." in words(manager.get(f"{PEOPLE}gaps/"))
    assert "Nobody yet" in words(manager.get(f"{PEOPLE}gaps/"))


def test_a_lead_with_a_place_in_the_team_is_named_once_by_post(manager):
    page = f"{PEOPLE}register/new"
    manager.post(page, filled(manager.get(page)) | {"name": "Head of early help", "kind": "person"})
    manager.post(f"/account/posts/{post('Head of early help').pk}/", filled(
        manager.get(f"/account/posts/{post('Head of early help').pk}/")
    ) | {"title": "Head of family help"})  # fmt: skip
    new = f"{PEOPLE}projects/W1/members/new"
    sent = filled(manager.get(new))
    who = Project.objects.get().programme.participants.get()
    place = {"participant": str(who.pk), "part": "LEAD", **day("from_on", date(2010, 3, 1))}
    assert manager.post(new, sent | place).status_code == 302
    page = words(manager.get(PEOPLE))
    assert "(not in the team)" not in page  # one post, however the record is called


def test_an_owner_is_whom_the_definition_names_until_somebody_is_entered_or_granted(office, manager):
    page = f"{PEOPLE}roles/"
    assert "The accountable officer is the director of children&#x27;s services." in words(manager.get(page))
    assert "no senior responsible owner" not in words(manager.get(page))
    office.enter(Role.SENIOR_RESPONSIBLE_OWNER, "Chief executive")
    assert "The accountable officer is the chief executive." in words(manager.get(page))


def test_two_answers_are_said_beside_each_other_and_not_hidden(office, manager):
    page, new = f"{PEOPLE}register/new", f"{PEOPLE}roles/accountable_officer/holder"
    manager.post(page, filled(manager.get(page)) | {"name": "Deputy chief executive", "kind": "person"})
    office.enter(Role.SENIOR_RESPONSIBLE_OWNER, "Chief executive")
    who = Project.objects.get().programme.participants.get()
    manager.post(new, filled(manager.get(new)) | {
        "participant": str(who.pk), "from_on_0": "1", "from_on_1": "3", "from_on_2": "2010",
    })  # fmt: skip
    said = words(manager.get(f"{PEOPLE}roles/"))
    assert "The accountable officer is the deputy chief executive." in said
    assert "On this site the role is held by the chief executive." in said


def test_a_definition_names_a_role_that_there_is():
    with pytest.raises(SherwoodError, match="names role “owner”, and there is none"):
        founded(ROLE, rules='owning_role = "owner"')
