"""The organisation on a site that never saw the demonstration: proposed by the records, agreed, kept by hand, and obeyed."""

from datetime import date

import pytest
from lxml import html

from filling import filled
from lists import opened
from other_council import Office, day, words
from sherwood.governance.roles import Role
from sherwood.web.site.accounts.models import OrganisationUnit, RoleGrant, TreeChange, User, scope_of
from sherwood.web.site.accounts.organisation import differences, placings_of
from sherwood.web.site.trail.models import Entry

PAGE, PROPOSED, NEW = "/account/organisation/", "/account/organisation/proposed", "/account/organisation/new"
DAY = date(2010, 3, 8)
TEAM = "Thornmere Reception and Assessment"

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def unit(name: str) -> OrganisationUnit:
    """The last row of that name."""
    return OrganisationUnit.objects.filter(name=name).order_by("pk").last()


def settle(client, answer: str, only: str = ""):
    """Tick what is proposed and names `only`, and send it."""
    page = client.get(PROPOSED)
    boxes = html.fromstring(page.content.decode()).xpath("//main//input[@name='lines']")
    marks = [box.get("value") for box in boxes if only in box.getparent().text_content()]
    assert marks
    return client.post(PROPOSED, filled(page) | {"lines": marks, "answer": answer})


def add(client, kind: str, name: str, parent: str = "", **more):
    sent = {"kind": kind, "name": name, "parent": str(unit(parent).pk) if parent else ""}
    return client.post(NEW, filled(client.get(NEW)) | sent | more)


def do(client, what: str, name: str, /, **sent):
    path = f"{PAGE}{unit(name).pk}/{what}"
    return client.post(path, filled(client.get(path)) | sent)


def by_hand(office) -> None:
    """A council with two localities and a team in each, entered by hand."""
    assert add(office.keeper, "council", "Marlow Borough").status_code == 302
    add(office.keeper, "service", "Children's Services", "Marlow Borough")
    for locality, team in (("East", "Duty"), ("West", "Court team")):
        add(office.keeper, "locality", locality, "Children's Services")
        add(office.keeper, "team", team, locality)


def scope(email: str) -> frozenset[str]:
    return scope_of(User.objects.get(email=email)).teams


def test_a_loaded_extract_proposes_the_tree_and_a_manager_is_let_in_by_it(office, records):
    assert "Look at the organisation: the records say otherwise" in words(office.keeper.get("/"))
    page = words(office.keeper.get(PAGE))
    assert "No teams stand in 0 other parts." in page and "teams to add:" in page
    assert settle(office.keeper, "agree").status_code == 302
    teams = {row["team"] for row in placings_of(records)}
    assert {unit.key for unit in OrganisationUnit.objects.teams()} == teams and len(teams) > 4
    assert "Look at the organisation" not in words(office.keeper.get("/"))
    found = opened(office.keeper, "/account/organisation.csv?when=ever").column("As the records write it")
    assert teams < {key for key, _ in found}

    team = OrganisationUnit.objects.current().teams().get(key=TEAM)
    assert team.parent.kind == "locality" and team.parent.parent.parent.kind == "council"
    manager = office.enter(Role.TEAM_MANAGER, "Manager of a team", "team@marlow.example", unit=team)
    rows = manager.get("/evidence/children_held_per_worker/children/").context["page"].rows
    assert {row.team for row in rows} == {TEAM}
    assert scope("team@marlow.example") == {TEAM}


def test_what_is_agreed_row_by_row_leaves_the_rest_proposed(office, records):
    settle(office.keeper, "agree", only=TEAM)
    assert {unit.key for unit in OrganisationUnit.objects.teams()} == {TEAM}
    settle(office.keeper, "leave", only="Looked After")
    left = words(office.keeper.get(PROPOSED))
    assert "Add Contact Centre" in left and "Looked After" not in left and f"Add {TEAM}" not in left
    assert Entry.objects.filter(verb="left the organisation as it is").exists()


def test_a_team_entered_by_hand_that_the_records_do_not_have_may_be_closed_or_left(office, records):
    by_hand(office)
    assert "Close Duty after 8 March 2010" in words(office.keeper.get(PROPOSED))
    settle(office.keeper, "leave", only="Close Duty")
    settle(office.keeper, "agree", only="Close Court team")
    assert unit("Duty").to_on is None and unit("Court team").to_on == DAY
    assert "Close Duty" not in words(office.keeper.get(PROPOSED))


def test_a_change_by_which_somebody_sees_more_waits_for_a_second_administrator(office):
    by_hand(office)
    office.enter(Role.HEAD_OF_SERVICE, "Head of East", "east@marlow.example", unit=unit("East"))
    assert scope("east@marlow.example") == {"Duty"}
    answer = office.keeper.post(NEW, filled(office.keeper.get(NEW)) | {
        "kind": "team", "name": "Front door", "parent": str(unit("East").pk),
    }, follow=True)  # fmt: skip
    assert "1 waits for a second person" in words(answer)
    assert not OrganisationUnit.objects.filter(key="Front door").exists()
    assert scope("east@marlow.example") == {"Duty"}
    change = TreeChange.objects.get(state="waiting")
    assert change.gains == ["Head of East"]
    path = f"{PAGE}changes/{change.pk}/"
    own = office.keeper.post(path, filled(office.keeper.get(path)) | {"answer": "agree"})
    assert "Whoever asked for it does not agree to it" in words(own)
    assert "Agree or decline: Add Front door to East" not in words(office.keeper.get("/"))
    assert "Agree or decline: Add Front door to East" in words(office.second.get("/"))
    assert office.second.post(path, filled(office.second.get(path)) | {"answer": "agree"}).status_code == 302
    assert scope("east@marlow.example") == {"Duty", "Front door"}
    told = Entry.objects.get(verb="agreed to a change of the organisation").detail
    assert told == {"what": "Add Front door to East", "see more": ["Head of East"]}


def test_a_declined_change_changes_nothing(office):
    by_hand(office)
    office.enter(Role.HEAD_OF_SERVICE, "Head of East", "east@marlow.example", unit=unit("East"))
    do(office.keeper, "move", "Court team", parent=str(unit("East").pk), **day("from_on", date(2010, 4, 1)))
    change = TreeChange.objects.get(state="waiting")
    path = f"{PAGE}changes/{change.pk}/"
    office.second.post(path, filled(office.second.get(path)) | {"answer": "decline"})
    assert TreeChange.objects.get(pk=change.pk).state == "declined"
    again = office.second.post(path, filled(office.second.get(path)) | {"answer": "agree"})
    assert "This waits no more: declined" in words(again)
    assert unit("Court team").parent == unit("West")


def test_who_would_see_more_by_it_neither_asks_for_it_nor_agrees(office):
    by_hand(office)
    office.enter(Role.HEAD_OF_SERVICE, "Head of East", "east@marlow.example", unit=unit("East"))
    RoleGrant.objects.create(
        user=User.objects.get(email="east@marlow.example"),
        role="SYSTEM_ADMINISTRATOR",
        from_on=DAY,
        state="agreed",
        source="command line",
    )
    head = office.browser("east@marlow.example")
    answer = add(head, "team", "Front door", "East")
    assert "You would see more children by this" in words(answer)
    assert not TreeChange.objects.filter(words__contains="Front door").exists()


def test_a_move_is_a_second_row_and_the_role_of_its_manager_goes_along(office, settings):
    by_hand(office)
    office.enter(Role.TEAM_MANAGER, "Manager, Duty", "duty@marlow.example", unit=unit("Duty"))
    first = unit("Duty")
    moved = do(
        office.keeper, "move", "Duty", parent=str(unit("West").pk), **day("from_on", date(2010, 3, 15))
    )
    assert moved.status_code == 302  # nobody sees more by it
    before, after = OrganisationUnit.objects.filter(key="Duty").order_by("pk")
    assert (before.pk, before.parent, before.to_on) == (first.pk, unit("East"), date(2010, 3, 14))
    assert (after.parent, after.from_on, after.to_on) == (unit("West"), date(2010, 3, 15), None)
    settings.CLOCK = date(2010, 3, 20)
    assert scope("duty@marlow.example") == {"Duty"}
    office.enter(Role.HEAD_OF_SERVICE, "Head of West", "west@marlow.example", unit=unit("West"))
    assert scope("west@marlow.example") == {"Duty", "Court team"}


def test_a_locality_that_moves_takes_its_teams_along(office, settings):
    by_hand(office)
    add(office.keeper, "service", "Early Help", "Marlow Borough")
    do(office.keeper, "move", "East", parent=str(unit("Early Help").pk), **day("from_on", date(2010, 3, 9)))
    settings.CLOCK = date(2010, 3, 9)
    office.enter(Role.HEAD_OF_SERVICE, "Head of Early Help", "early@marlow.example", unit=unit("Early Help"))
    assert scope("early@marlow.example") == {"Duty"}


def test_two_spellings_become_one_team_with_both(office):
    by_hand(office)
    add(office.keeper, "team", "Dutty", "West")
    office.enter(Role.TEAM_MANAGER, "Manager, Duty", "duty@marlow.example", unit=unit("Duty"))
    do(office.keeper, "merge", "Dutty", into=str(unit("Duty").pk))
    assert scope("duty@marlow.example") == {"Duty"}  # it waits: the manager would see more
    change = TreeChange.objects.get(state="waiting")
    path = f"{PAGE}changes/{change.pk}/"
    office.second.post(path, filled(office.second.get(path)) | {"answer": "agree"})
    assert scope("duty@marlow.example") == {"Duty", "Dutty"}
    assert OrganisationUnit.objects.current().teams().filter(parent=unit("West")).count() == 1
    said = differences([{"team": "Dutty"}, {"team": "Court team"}], DAY, "Marlow Borough")
    assert said == []  # the records may write either


def test_a_part_is_renamed_and_its_records_are_still_found(office):
    by_hand(office)
    office.enter(Role.TEAM_MANAGER, "Manager, Duty", "duty@marlow.example", unit=unit("Duty"))
    assert do(office.keeper, "name", "Duty", name="Front door team").status_code == 302
    assert scope("duty@marlow.example") == {"Duty"}
    assert "Front door team" in words(office.keeper.get(PAGE))
    assert Entry.objects.get(verb="renamed a part of the organisation").detail["from"] == "Duty"


def test_a_part_closes_when_nothing_stands_in_it(office, settings):
    by_hand(office)
    told = do(office.keeper, "close", "East", **day("to_on", DAY))
    assert "Duty stands in East. Move it or close it first." in words(told)
    assert do(office.keeper, "close", "Duty", **day("to_on", DAY)).status_code == 302
    settings.CLOCK = date(2010, 3, 9)
    assert do(office.keeper, "close", "East", **day("to_on", date(2010, 3, 9))).status_code == 302
    assert "Duty" not in words(office.keeper.get(PAGE)).split("Changes of the organisation")[0]
    assert "Duty" in words(office.keeper.get(f"{PAGE}?when=ever"))


@pytest.mark.parametrize(("kind", "parent"), [("service", "Duty"), ("locality", "East"), ("team", "")])
def test_a_part_stands_in_what_is_above_it(kind, parent, office):
    by_hand(office)
    before = OrganisationUnit.objects.count()
    assert add(office.keeper, kind, "Another", parent).status_code == 200
    assert OrganisationUnit.objects.count() == before


def test_the_records_say_that_a_team_moved_was_closed_or_began_again(office):
    by_hand(office)
    place = {"service": "Children's Services"}

    def says(*rows) -> list[str]:
        court = {"team": "Court team", **place, "locality": "West"}
        return [proposal.words for proposal in differences([*rows, court], DAY, "Marlow Borough")]

    duty = {"team": "Duty", **place}
    assert says(duty | {"locality": "East"}) == says({"team": "Duty"}) == []
    assert says(duty | {"locality": "East", "to_on": date(2010, 2, 1)}) == [
        "Close Duty after 1 February 2010"
    ]
    moved = ["Move Duty to West, Children's Services from 1 March 2010"]
    assert says(duty | {"locality": "East", "to_on": date(2010, 2, 28)}, duty | {
        "locality": "West", "from_on": date(2010, 3, 1),
    }) == moved  # fmt: skip
    assert says() == ["Close Duty after 8 March 2010"]


def test_the_organisation_is_for_who_keeps_accounts_alone(office):
    by_hand(office)
    analyst = office.enter(Role.DATA_ANALYST, "Analyst")
    for path in (PAGE, PROPOSED, NEW, f"{PAGE}{unit('Duty').pk}/move", "/account/organisation.csv"):
        assert analyst.get(path).status_code == 403
