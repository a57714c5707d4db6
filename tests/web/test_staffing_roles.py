"""Who holds which role and since when, to whom they answer, and the controls that the team owns."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal
from sherwood.web.programme.staffing import accountability, actions
from sherwood.web.programme.staffing.demonstration import seed_staffing
from sherwood.web.programme.staffing.models import Control, Line, Participant, RoleHolding
from sherwood.web.site.accounts.models import RoleGrant
from sherwood.web.site.trail.models import Entry

PAGE = "/programme/people/"
DAY = date(2010, 3, 8)


@pytest.fixture
def seeded(people, programme):
    seed_staffing(programme)
    return programme


@pytest.fixture
def manager(people):
    return people[Role.PROGRAMME_MANAGER]


@pytest.fixture
def owner(seeded):
    return seeded.programmerole_set.get(key="senior_responsible_owner")


@pytest.fixture
def other(seeded):
    return Participant.objects.called(seeded, "Deputy chief executive").get()


def seen(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("SR-022")
def test_the_list_of_roles_shows_each_holder_and_since_when(seeded, signed_in):
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}roles/")
    for role in seeded.programmerole_set.exclude(key="project_lead"):
        holding = role.holdings.get(to_on=None)
        assert holding.participant.name.replace("'", "&#x27;") in page
    for title in (
        "Senior responsible owner",
        "Programme director",
        "Internal partner",
        "Critical friend",
        "Project lead",
    ):
        assert title in page
    assert "16 November 2009" in page and "11 January 2010" in page


@pytest.mark.requirement("SR-022")
def test_a_second_current_senior_responsible_owner_is_refused_in_words(owner, other, manager):
    with pytest.raises(
        Refusal, match=r"Senior responsible owner is held by Corporate director.* one holds it at a time"
    ):
        actions.enter_holding(role=owner, participant=other, from_on=DAY, by=manager)
    assert RoleHolding.objects.filter(role=owner, to_on=None).count() == 1
    assert Entry.objects.filter(verb="was refused").exists()


@pytest.mark.requirement("SR-022")
def test_the_database_itself_holds_one_current_senior_responsible_owner(owner, other):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHolding.objects.create(role=owner, participant=other, single=True, from_on=DAY)


def test_handing_over_ends_the_former_the_day_before_and_keeps_the_history(owner, other, manager, signed_in):
    actions.hand_over(role=owner, participant=other, from_on=date(2010, 3, 1), by=manager)
    now, former = owner.holdings.order_by("-from_on")
    assert (now.participant, now.to_on) == (other, None)
    assert former.to_on == date(2010, 2, 28)
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}roles/")
    assert "The senior responsible owner is the deputy chief executive." in page
    assert "28 February 2010" in page


def test_a_role_is_not_handed_over_to_its_holder_nor_before_they_began(owner, other, manager):
    holder = owner.holdings.get().participant
    with pytest.raises(Refusal, match="holds it since"):
        actions.hand_over(role=owner, participant=holder, from_on=DAY, by=manager)
    with pytest.raises(Refusal, match="later day"):
        actions.hand_over(role=owner, participant=other, from_on=date(2009, 11, 16), by=manager)
    assert owner.holdings.get().to_on is None, "a refusal ends nobody"


def test_a_holder_of_days_gone_by_may_not_overlap_either(owner, other, manager):
    with pytest.raises(Refusal, match="one holds it at a time"):
        actions.enter_holding(
            role=owner, participant=other, from_on=date(2009, 1, 1), to_on=date(2009, 11, 16), by=manager
        )
    actions.enter_holding(
        role=owner, participant=other, from_on=date(2009, 1, 1), to_on=date(2009, 11, 15), by=manager
    )
    assert owner.holdings.count() == 2


def test_a_role_that_several_hold_takes_a_second(seeded, other, manager):
    role = seeded.programmerole_set.get(key="critical_friend")
    adviser = Participant.objects.called(seeded, "Independent adviser").get()
    actions.enter_holding(role=role, participant=adviser, from_on=DAY, by=manager)
    assert role.holdings.current().count() == 2


def test_an_ended_role_is_held_by_nobody_and_the_page_says_so(owner, manager, signed_in):
    actions.end_holding(holding=owner.holdings.get(), to_on=date(2010, 3, 7), by=manager)
    with pytest.raises(Refusal, match="ended on 7 March 2010 already"):
        actions.end_holding(holding=owner.holdings.get(), to_on=DAY, by=manager)
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}roles/")
    assert (
        "The senior responsible owner is the corporate director, senior responsible owner." in page
    )  # by the site
    RoleGrant.objects.filter(role="SENIOR_RESPONSIBLE_OWNER").update(state="withdrawn")
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}roles/")
    assert "There is no senior responsible owner today." in page


def test_who_leads_is_entered_in_the_teams_and_not_as_a_role(seeded, other, manager):
    role = seeded.programmerole_set.get(key="project_lead")
    with pytest.raises(Refusal, match="project by project"):
        actions.enter_holding(role=role, participant=other, from_on=DAY, by=manager)


def ways(step, so_far=()) -> list[tuple[str, ...]]:
    here = (*so_far, step.name)
    return [way for _, above in step.above for way in ways(above, here)] if step.above else [here]


@pytest.mark.requirement("SR-073")
def test_the_line_leads_from_teams_and_leads_to_chief_executive_and_sponsoring_group(seeded, manager):
    up = ("Programme director", "Senior responsible owner")
    teams = ("Social work teams", "Team managers", "Service managers", "Service heads")
    leads = ("Project leads", "Programme manager")
    found = {way for step in accountability.ways_up(manager) for way in ways(step)}
    assert found == {
        (*low, *up, top) for low in (teams, leads) for top in ("Chief executive", "Sponsoring group")
    }


@pytest.mark.requirement("SR-073")
def test_the_page_says_in_words_how_the_owner_answers(seeded, signed_in):
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}roles/")
    assert (
        "The senior responsible owner answers to the chief executive by line management "
        "and reports to the sponsoring group." in page
    )
    Line.objects.filter(who="Senior responsible owner").delete()
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}roles/")
    assert "To whom the senior responsible owner answers is not recorded." in page


def test_a_line_that_leads_in_a_circle_or_stands_already_is_refused(seeded, manager):
    given = {"programme": seeded, "how": "reports", "by": manager}
    with pytest.raises(Refusal, match="already, so"):
        actions.add_line(who="Chief executive", answers_to="Project leads", **given)
    with pytest.raises(Refusal, match="entered already"):
        actions.add_line(who="project LEADS", answers_to="Programme manager", **given)
    actions.take_line_away(line=Line.objects.get(who="Project leads"), by=manager)
    actions.add_line(who="Chief executive", answers_to="Project leads", **given)


@pytest.mark.requirement("SR-025")
def test_each_control_names_the_programme_team_as_its_owner(seeded, signed_in):
    assert {one.owner.key for one in Control.objects.select_related("owner")} == {"programme_team"}
    assert {one.concerns for one in Control.objects.all()} == set(Control.Concerns)
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}controls/")
    assert page.count('data-label="Owner">Programme team<') == Control.objects.count() >= 12


@pytest.mark.requirement("SR-025")
def test_a_control_without_an_owner_is_refused_by_page_by_action_and_by_the_database(
    seeded, manager, signed_in
):
    before = Control.objects.count()
    given = {"name": "A new one", "concerns": "planning", "controls": "Something", "how": "Somehow"}
    with pytest.raises(Refusal, match="without an owner"):
        actions.enter_control(programme=seeded, **given, by=manager)
    with pytest.raises(Refusal, match="Programme team is answerable"):
        actions.enter_control(programme=seeded, **given, owner=seeded.body_set.get(key="board"), by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Control.objects.create(programme=seeded, **given)
    page = signed_in(Role.PROGRAMME_MANAGER).post(f"{PAGE}controls/new", given).content.decode()
    assert "A control without an owner controls nothing" in page and "Somehow" in page
    assert Control.objects.count() == before


def test_a_control_with_the_team_as_owner_is_entered_on_the_page(seeded, signed_in):
    team = seeded.body_set.get(key="programme_team")
    given = {"name": "A new one", "concerns": "planning", "controls": "X", "how": "Y", "owner": team.pk}
    client = signed_in(Role.PROGRAMME_MANAGER)
    assert client.post(f"{PAGE}controls/new", given).status_code == 302
    assert "entered already" in client.post(f"{PAGE}controls/new", given).content.decode()


def test_a_role_is_handed_over_on_the_page(owner, other, signed_in):
    given = {"participant": other.pk, "from_on_0": 1, "from_on_1": 3, "from_on_2": 2010}
    address = f"{PAGE}roles/senior_responsible_owner/hand-over"
    assert signed_in(Role.PROGRAMME_MANAGER).post(address, given).status_code == 302
    assert owner.holdings.get(to_on=None).participant == other
