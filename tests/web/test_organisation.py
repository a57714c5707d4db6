"""Whose children a person may see follows their role and place, from day to day."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from sherwood.governance.roles import CHILD_LEVEL, Permission, Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.site.accounts import actions
from sherwood.web.site.accounts.demonstration import seed_people
from sherwood.web.site.accounts.models import OrganisationUnit, RoleGrant, Scope, User, scope_of
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

pytestmark = pytest.mark.django_db
CENTRAL = {"Hartsmoor Assessment", "Hartsmoor Long Term", "Millbeck Assessment", "Millbeck Long Term"}
EVERY_TEAM = CENTRAL | {"Thornmere Assessment", "Thornmere Long Term"}


def afresh(user: User) -> User:
    """As the next request would find this person."""
    return User.objects.get(pk=user.pk)


def unit(name: str) -> OrganisationUnit:
    return OrganisationUnit.objects.get(key=name)


def test_a_team_manager_sees_their_own_team(people):
    assert scope_of(people[Role.TEAM_MANAGER]) == Scope(teams=frozenset({"Hartsmoor Assessment"}))


def test_a_service_manager_sees_every_team_below_them(people):
    assert scope_of(people[Role.HEAD_OF_SERVICE]).teams == CENTRAL


def test_a_reviewing_officer_of_the_council_sees_every_team_of_it(people):
    assert scope_of(people[Role.REVIEWING_OFFICER]).teams == EVERY_TEAM


def test_a_social_worker_sees_only_who_they_hold(people):
    assert scope_of(people[Role.SOCIAL_WORKER]) == Scope(workers=frozenset({"W1"}))


@pytest.mark.parametrize("role", [Role.DATA_ANALYST, Role.SERVICE_DIRECTOR])
def test_analyst_and_service_director_see_the_whole_council(people, role):
    assert scope_of(people[role]) == Scope(all=True)


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.PROGRAMME_MANAGER, Role.CONSULTANT, Role.AUDITOR])
def test_who_holds_no_child_level_permission_sees_nobody(people, role):
    assert scope_of(people[role]).nobody


def test_who_is_not_signed_in_sees_nobody():
    assert scope_of(AnonymousUser()).nobody


def test_a_role_without_a_place_reaches_no_team(people):
    user = people[Role.BOARD_MEMBER]
    actions.grant_role(user=user, role=Role.TEAM_MANAGER, unit=None, by=COMMAND_LINE)
    assert scope_of(afresh(user)).nobody


def test_places_add_up(people):
    user = people[Role.TEAM_MANAGER]
    actions.grant_role(user=user, role=Role.TEAM_MANAGER, unit=unit("Thornmere Assessment"), by=COMMAND_LINE)
    assert scope_of(afresh(user)).teams == {"Hartsmoor Assessment", "Thornmere Assessment"}


def test_the_place_of_a_role_that_sees_no_children_adds_nothing(people):
    user = people[Role.TEAM_MANAGER]
    actions.grant_role(user=user, role=Role.PROJECT_LEAD, unit=unit("North"), by=COMMAND_LINE)
    assert scope_of(afresh(user)).teams == {"Hartsmoor Assessment"}


def test_a_role_holds_through_its_last_day_and_not_the_next(people, settings):
    grant = RoleGrant.objects.get(user=people[Role.TEAM_MANAGER])
    actions.end_role(grant=grant, last_day=date(2010, 3, 8), by=COMMAND_LINE)
    assert not scope_of(afresh(people[Role.TEAM_MANAGER])).nobody
    settings.CLOCK = date(2010, 3, 9)
    assert scope_of(afresh(people[Role.TEAM_MANAGER])).nobody


def test_a_role_granted_from_tomorrow_does_not_hold_today(people, settings):
    user = people[Role.BOARD_MEMBER]
    actions.grant_role(user=user, role=Role.DATA_ANALYST, from_on=date(2010, 3, 9), by=COMMAND_LINE)
    assert not afresh(user).may(Permission.LOAD_DATA)
    settings.CLOCK = date(2010, 3, 9)
    assert afresh(user).may(Permission.LOAD_DATA)


def test_a_team_that_moves_is_seen_by_its_new_place_from_that_day(people, settings):
    placing = {"team": "Larkfield Assessment", "service": "Children's Social Care"}
    moved = [
        placing | {"locality": "Central", "to_on": date(2010, 3, 8)},
        placing | {"locality": "North", "from_on": date(2010, 3, 9)},
    ]
    actions.lay_out_organisation(council="Greenshire County Council", placings=moved, by=COMMAND_LINE)
    head = people[Role.HEAD_OF_SERVICE]
    assert scope_of(afresh(head)).teams == CENTRAL | {"Larkfield Assessment"}
    settings.CLOCK = date(2010, 3, 9)
    assert scope_of(afresh(head)).teams == CENTRAL


def test_nobody_grants_a_role_to_themselves(people):
    system = people[Role.SYSTEM_ADMINISTRATOR]
    with pytest.raises(SherwoodError, match="to themselves"):
        actions.grant_role(user=system, role=Role.DATA_ANALYST, by=system)
    assert not afresh(system).permissions & CHILD_LEVEL


def test_grants_are_on_the_trail(people):
    actions.grant_role(user=people[Role.CONSULTANT], role=Role.AUDITOR, by=people[Role.SYSTEM_ADMINISTRATOR])
    entry = Entry.objects.last_written()
    assert (entry.verb, entry.by_post) == ("asked for a role", "System administrator")
    assert entry.detail["role"] == "Auditor of the trail"


def test_entering_the_people_again_changes_nothing(people):
    before = Entry.objects.count()
    again = seed_people(council="Greenshire County Council", placings=[])
    assert {user.pk for user in again} >= {user.pk for user in people.values()}
    assert Entry.objects.count() == before


def test_a_council_made_anew_gives_the_social_worker_its_own_busiest_worker(people):
    seed_people(council="Greenshire County Council", placings=[], worker="W2")
    person = User.objects.get(pk=people[Role.SOCIAL_WORKER].pk)
    assert scope_of(person).workers == {"W2"}
    assert Entry.objects.newest_first()[0].verb == "named a worker"


def test_an_address_is_entered_once(people):
    with pytest.raises(SherwoodError, match="already entered"):
        actions.add_person(
            email="Analyst@example.org", post="Another", password="four quite unlikely words", by=COMMAND_LINE
        )


def test_a_scope_says_itself_in_words():
    assert Scope(all=True).words == "the whole council"
    assert Scope(teams=frozenset({"B", "A"})).words == "A and B"
    assert Scope(teams=frozenset("ABCD")).words == "4 teams"
    assert Scope().words == "nobody"
