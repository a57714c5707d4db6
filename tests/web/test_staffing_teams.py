"""Teams: suggested and confirmed, days asked and given, what is missing, and whom a project touches."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from posts import post
from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.staffing import actions, pages
from sherwood.web.programme.staffing.demonstration import seed_staffing
from sherwood.web.programme.staffing.lists import FILES
from sherwood.web.programme.staffing.models import Division, Effect, Membership, Participant
from sherwood.web.site.accounts.models import User
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.downloads import HEADS_AT

PAGE = "/programme/people/"
DAY = date(2010, 3, 8)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def seeded(people, programme):
    seed_staffing(programme)
    return programme


@pytest.fixture
def manager(people):
    return people[Role.PROGRAMME_MANAGER]


@pytest.fixture
def p03(seeded):
    return Project.objects.get(key="P03")


@pytest.fixture
def lead(p03):
    return User.objects.get(post=p03.lead)


def somebody(programme, name="Service manager, duty") -> Participant:
    by = User.objects.holding(Role.PROGRAMME_MANAGER).get()
    home = Division.objects.get(key="childrens-social-care")
    return actions.enter_participant(programme=programme, name=name, kind="person", division=home, by=by)


def seen(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.mark.requirement("SR-147")
def test_a_member_is_suggested_until_another_confirms_it(seeded, p03, lead, manager):
    one = actions.suggest(project=p03, participant=somebody(seeded), part="MEMBER", from_on=DAY, by=lead)
    assert (one.state, one.suggested_by, one.confirmed_by) == ("suggested", lead, None)
    with pytest.raises(Refusal, match="You suggested this yourself"):
        actions.confirm(membership=one, by=lead)
    actions.confirm(membership=one, days_given=2, by=manager)
    one.refresh_from_db()
    assert (one.state, one.confirmed_by, one.confirmed_on, one.days_given) == ("confirmed", manager, DAY, 2)
    with pytest.raises(Refusal, match="confirmed on 8 March 2010 already"):
        actions.confirm(membership=one, by=manager)


def test_a_lead_confirms_what_the_programme_manager_suggested(seeded, p03, lead, manager):
    one = actions.suggest(project=p03, participant=somebody(seeded), part="MEMBER", from_on=DAY, by=manager)
    actions.confirm(membership=one, by=lead)
    assert Membership.objects.get(pk=one.pk).confirmed_by == lead


def test_who_neither_leads_nor_runs_puts_no_team_together(seeded, p03, people):
    other = User.objects.holding(Role.PROJECT_LEAD).exclude(post=p03.lead).first()
    who, before = somebody(seeded), Membership.objects.count()
    for by in (other, people[Role.BOARD_MEMBER], people[Role.PROGRAMME_DIRECTOR]):
        with pytest.raises(
            Refusal, match=r"who leads the project or|It is for: programme manager, project lead"
        ):
            actions.suggest(project=p03, participant=who, part="MEMBER", from_on=DAY, by=by)
    assert Membership.objects.count() == before
    assert Entry.objects.filter(verb="was refused").count() == 3


@pytest.mark.requirement("SR-147")
def test_a_team_holds_groups_partners_and_consultants_with_their_state(seeded):
    kinds = {(one.participant.kind, one.state) for one in Membership.objects.select_related("participant")}
    assert {("group", "confirmed"), ("partner", "suggested"), ("consultant", "confirmed")} <= kinds


@pytest.mark.requirement("SR-147")
def test_the_page_says_who_is_suggested_and_what_kind_they_are(seeded, signed_in):
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}projects/P07/")
    assert (
        "Named nurse, safeguarding" in page and "Partner" in page and "○ Suggested by Head of service" in page
    )


@pytest.mark.requirement("SR-145")
def test_two_lead_safer_recruitment_each_with_an_area_beside_an_existing_group(seeded, signed_in):
    leads = Membership.objects.filter(project__key="P16").leading()
    assert {(one.part, one.area) for one in leads} == {("LEAD", "Council staff"), ("CO_LEAD", "Schools")}
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}projects/P16/")
    assert (
        "Led by Service manager, human resources (Council staff) and Safer recruitment lead, schools (Schools)"
        in page
    )
    assert "Existing group" in page and "Safer working practice group" in page


@pytest.mark.requirement("SR-083")
def test_one_post_leads_four_projects_and_sits_on_three_teams_with_dates(
    programme, people, manager, signed_in
):
    who = Participant.objects.create(programme=programme, name="Service head", kind="person")
    for number, part in enumerate(["LEAD"] * 4 + ["MEMBER"] * 3, 1):
        project, began = Project.objects.get(key=f"P0{number}"), date(2010, 1, number)
        actions.suggest(project=project, participant=who, part=part, from_on=began, by=manager)
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}register/{who.pk}/")
    assert "Leads 4 projects and sits on 3 teams." in page
    assert all(f"{number} January 2010" in page for number in range(1, 8))


def test_the_same_post_is_not_the_same_twice_on_one_day_and_may_return_later(seeded, p03, manager):
    who, given = somebody(seeded), {"project": p03, "part": "MEMBER", "by": manager}
    actions.suggest(participant=who, from_on=DAY, to_on=date(2010, 4, 1), **given)
    with pytest.raises(Refusal, match="is team member of P03 since 8 March 2010 already"):
        actions.suggest(participant=who, from_on=date(2010, 4, 1), **given)
    actions.suggest(participant=who, from_on=date(2010, 4, 2), **given)
    with pytest.raises(Refusal, match="before it begins"):
        actions.suggest(participant=who, from_on=date(2010, 1, 2), to_on=date(2010, 1, 1), **given)


def test_a_project_has_one_confirmed_lead_at_a_time(seeded, p03, manager):
    other = actions.suggest(project=p03, participant=somebody(seeded), part="LEAD", from_on=DAY, by=manager)
    with pytest.raises(Refusal, match="P03 is led by Service manager, reception and assessment"):
        actions.confirm(membership=other, by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=other.pk).update(state="confirmed", confirmed_on=DAY)
    first = Membership.objects.get(project=p03, part="LEAD", state="confirmed")
    actions.change_membership(
        membership=first, from_on=first.from_on, to_on=date(2010, 3, 7), revision=first.revision, by=manager
    )
    actions.confirm(membership=other, by=manager)
    assert Membership.objects.get(pk=other.pk).is_confirmed


@pytest.mark.requirement("SR-023")
def test_a_lead_from_outside_the_department_needs_a_reason(seeded, p03, manager):
    police = Division.objects.get(key="police")
    who = actions.enter_participant(
        programme=seeded, name="Chief inspector", kind="partner", division=police, by=manager
    )
    one = actions.suggest(project=p03, participant=who, part="CO_LEAD", from_on=DAY, by=manager)
    with pytest.raises(Refusal, match=r"comes from outside the department\. Say why they lead"):
        actions.confirm(membership=one, by=manager)
    because = "The police hold half of the cases."
    actions.change_membership(membership=one, from_on=DAY, outside_because=because, revision=0, by=manager)
    actions.confirm(membership=Membership.objects.get(pk=one.pk), by=manager)
    assert Membership.objects.get(pk=one.pk).is_confirmed


@pytest.mark.requirement("SR-023")
def test_every_lead_shows_a_home_and_one_without_home_or_reason_is_listed(seeded, signed_in):
    outside = pages.people(seeded_reader())["outside"]
    assert {(one.project.key, bool(one.outside_because)) for one in outside} == {
        ("P16", True),
        ("P08", False),
    }
    page = seen(signed_in(Role.BOARD_MEMBER), PAGE)
    assert "Leads not known to be of the department: 3 of 19" in page and "Record the division first" in page


def seeded_reader() -> User:
    return User.objects.holding(Role.BOARD_MEMBER).first()


@pytest.mark.requirement("SR-028")
def test_a_table_shows_how_many_people_each_division_gives_to_each_project(seeded, signed_in):
    projects = pages.projects_with_teams(seeded_reader())
    for row in pages.supply(seeded_reader(), projects):
        for project, confirmed, suggested in row["cells"]:
            found = Membership.objects.current().filter(
                project=project, participant__division=row["division"]
            )
            everyone = set(found.values_list("participant", flat=True))
            sure = set(found.filter(state="confirmed").values_list("participant", flat=True))
            assert (confirmed, suggested) == (len(sure), len(everyone - sure)), (row["division"], project.key)
    page = seen(signed_in(Role.BOARD_MEMBER), f"{PAGE}divisions/")
    assert "divisions and agencies give" in page and "Drawing on one division alone: P11." in page


def test_who_is_in_two_parts_of_a_project_is_counted_once(seeded, p03, manager):
    project = Project.objects.get(key="P01")
    who = Participant.objects.called(seeded, "Business manager").get()
    before = people_of("P01", who.division)
    actions.suggest(project=project, participant=who, part="MEMBER", from_on=DAY, by=manager)
    assert people_of("P01", who.division) == before


def people_of(key: str, division) -> tuple[int, int]:
    rows = pages.supply(seeded_reader(), pages.projects_with_teams(seeded_reader()))
    cells = next(row["cells"] for row in rows if row["division"] == division)
    return next((confirmed, suggested) for project, confirmed, suggested in cells if project.key == key)


@pytest.mark.requirement("SR-026")
@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("police", {"P04", "P07", "P10"}),
        ("human-resources", {"P01", "P15", "P16"}),
        ("safeguarding-children-board", {"P02", "P07"}),
        ("nobody-of-that-name", set()),
    ],
)
def test_projects_are_filtered_by_division_or_partner_in_the_address(seeded, signed_in, key, expected):
    answer = signed_in(Role.BOARD_MEMBER).get(f"{PAGE}divisions/?division={key}")
    assert {project.key for project, _ in answer.context["affected"]} == expected
    assert answer.status_code == 200


@pytest.mark.requirement("SR-026")
def test_what_a_project_affects_in_department_council_and_trust_is_recorded_and_taken_back(seeded, p03, lead):
    kinds = set(Effect.objects.values_list("division__kind", flat=True))
    assert kinds == {Division.Kind.DEPARTMENT, Division.Kind.COUNCIL, Division.Kind.TRUST}
    police = Division.objects.get(key="police")
    made = actions.affect(project=p03, division=police, words="Told sooner", by=lead)
    with pytest.raises(Refusal, match="recorded for P03 already"):
        actions.affect(project=p03, division=police, words="Again", by=lead)
    actions.spare(effect=made, by=lead)
    assert not p03.effects.filter(division=police).exists()
    assert Entry.objects.filter(verb="took back whom a project affects").exists()


@pytest.mark.requirement("SR-069")
def test_gaps_are_listed_by_project_those_that_lack_most_first(seeded, signed_in):
    projects = pages.gaps(seeded_reader())["projects"]
    counts = [len(one.gaps) for one in projects]
    assert len(projects) == 17 and counts == sorted(counts, reverse=True) and counts[-1] == 0
    page = seen(signed_in(Role.EXECUTIVE_GROUP_MEMBER), f"{PAGE}gaps/")
    assert "Service manager, social care is asked for 2 days a week and gives 0.5 days a week." in page
    assert "No operational manager is named beside the lead." in page
    assert "Named nurse, safeguarding is suggested and not confirmed, asked for 1 day a week." in page


@pytest.mark.requirement("SR-069")
def test_a_gap_closes_when_it_is_filled(seeded, manager):
    project = Project.objects.get(key="P12")
    before = {gap.kind for gap in pages.project(project, manager)["gaps"]}
    made = actions.suggest(
        project=project, participant=somebody(seeded), part="OPERATIONAL_MANAGER", from_on=DAY, by=manager
    )
    actions.confirm(membership=made, by=manager)
    after = {gap.kind for gap in pages.project(project, manager)["gaps"]}
    assert before - after == {"No operational manager"}


def test_who_left_and_who_is_still_to_come_fill_no_place_today(seeded, manager):
    project = Project.objects.get(key="P12")
    for name, began, end in (
        ("Past", date(2010, 1, 1), date(2010, 3, 7)),
        ("To come", date(2010, 3, 9), None),
    ):
        who = somebody(seeded, name)
        actions.suggest(
            project=project, participant=who, part="OPERATIONAL_MANAGER", from_on=began, to_on=end, by=manager
        )
    assert "No operational manager" in {gap.kind for gap in pages.project(project, manager)["gaps"]}


def test_a_project_whose_case_another_writes_says_so(seeded, signed_in):
    client, address = signed_in(Role.BOARD_MEMBER), f"{PAGE}projects/P12/"
    assert "By the register, somebody else leads" not in seen(client, address)
    Project.objects.filter(key="P12").update(lead=post("Placement manager"))
    assert "By the register, somebody else leads" in seen(client, address)


def test_a_second_writer_of_a_place_is_told_and_overwrites_nothing(seeded, p03, lead, manager):
    one = Membership.objects.filter(project=p03, part="MEMBER").first()
    given = {"from_on": one.from_on, "revision": one.revision}
    actions.change_membership(membership=one, area="Theirs", **given, by=manager)
    with pytest.raises(Refusal, match="Somebody saved this"):
        actions.change_membership(membership=one, area="Mine", **given, by=lead)
    assert Membership.objects.get(pk=one.pk).area == "Theirs"


def test_a_lead_suggests_on_the_page_and_nothing_typed_is_lost_on_a_refusal(seeded, p03, lead):
    client, address = browser(lead), f"{PAGE}projects/P03/members/new"
    who = somebody(seeded)
    given = {"participant": who.pk, "part": "MEMBER", "area": "Night duty", "days_asked": "1.5"}
    days = {"from_on_0": 8, "from_on_1": 3, "from_on_2": 2010}
    page = client.post(address, {**given, "days_asked": "9", **days}).content.decode()
    assert "There is a problem" in page and "Night duty" in page
    assert client.post(address, {**given, **days}).status_code == 302
    page = client.post(address, {**given, **days}).content.decode()
    assert "is team member of P03 since 8 March 2010 already" in page and "Night duty" in page
    assert Membership.objects.filter(participant=who, days_asked="1.5").count() == 1


FORMS = [
    "projects/P03/members/new", "projects/P03/affects/new", "members/{member}/confirm", "members/{member}/change",
    "affects/{effect}/back", "register/new", "divisions/new", "register/{who}/change", "register/{who}/merge", "register/{who}/apart",
    "roles/critical_friend/hand-over", "roles/critical_friend/holder", "holdings/{holding}/end", "lines/new",
    "lines/{line}/away", "controls/new",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_board_member_enters_nothing_and_the_programme_manager_gets_every_form(seeded, signed_in, form):
    from sherwood.web.programme.staffing.models import Line, RoleHolding

    address = PAGE + form.format(
        member=Membership.objects.filter(state="suggested").first().pk, effect=Effect.objects.first().pk,
        who=Participant.objects.standing().first().pk, holding=RoleHolding.objects.first().pk,
        line=Line.objects.first().pk,
    )  # fmt: skip
    assert signed_in(Role.BOARD_MEMBER).post(address, {}).status_code == 403
    assert signed_in(Role.PROGRAMME_MANAGER).get(address).status_code == 200


LISTS = ["", "gaps/", "divisions/", "roles/", "controls/", "register/", "projects/P03/"]


@pytest.mark.parametrize("page", LISTS)
def test_a_page_asks_the_database_as_often_for_many_as_for_few(seeded, signed_in, manager, p03, page):
    client, counts = signed_in(Role.PROGRAMME_MANAGER), []
    for more in (0, 12):
        for number in range(more):
            who = somebody(seeded, f"Invented post {number}")
            given = {"part": "MEMBER", "from_on": DAY, "by": manager}
            actions.suggest(project=p03, participant=who, **given)
            actions.suggest(project=Project.objects.get(key="P12"), participant=who, **given)
            role = seeded.programmerole_set.get(key="consultant")
            actions.enter_holding(role=role, participant=who, from_on=DAY, by=manager)
        with CaptureQueriesContext(connection) as found:
            seen(client, PAGE + page)
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", [*(listing.key for listing in FILES), "divisions"])
def test_every_list_opens_as_csv_and_as_excel_with_the_same_rows(seeded, signed_in, name):
    client = signed_in(Role.BOARD_MEMBER)
    text = client.get(f"{PAGE}lists/{name}.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{PAGE}lists/{name}.xlsx").content))
    opened = book.get_sheet_by_index(0).to_python()[HEADS_AT:]
    assert len(rows) == len(opened) > 1
    assert rows[0] == opened[0]
    assert client.get(f"{PAGE}lists/{name}.exe").status_code == 404
    assert client.get(f"{PAGE}lists/nothing.csv").status_code == 404


def test_zero_days_and_days_not_known_are_two_things_in_the_file(seeded, signed_in):
    rows = list(
        csv.DictReader(
            StringIO(signed_in(Role.BOARD_MEMBER).get(f"{PAGE}lists/teams.csv").content.decode("utf-8-sig"))
        )
    )
    given = {(row["Project"], row["Who"]): row["Days a week given"] for row in rows}
    assert float(given["P04", "Service manager, social care"]) == 0
    assert given["P13", "Service managers, social care"] == "Not known"


def test_seeding_again_changes_nothing(seeded):
    before = (Participant.objects.count(), Membership.objects.count(), Entry.objects.count())
    seed_staffing(seeded)
    assert (Participant.objects.count(), Membership.objects.count(), Entry.objects.count()) == before


@pytest.mark.parametrize("page", LISTS[:-1])
def test_pages_of_an_empty_programme_say_so_and_do_not_break(people, signed_in, page):
    assert "sherwood-answer" in seen(signed_in(Role.BOARD_MEMBER), PAGE + page)


def test_a_closed_project_takes_nobody_more(seeded, p03, manager):
    Project.objects.filter(pk=p03.pk).update(stage="CLOSED")
    with pytest.raises(Refusal, match="P03 is closed"):
        actions.suggest(project=p03, participant=somebody(seeded), part="MEMBER", from_on=DAY, by=manager)


def test_who_is_only_suggested_to_lead_does_not_yet_lead(seeded, p03, manager):
    actions.suggest(project=p03, participant=somebody(seeded), part="CO_LEAD", from_on=DAY, by=manager)
    assert pages.project(p03, manager)["sentence"].startswith(
        "Led by Service manager, reception and assessment. 4 of 5"
    )
