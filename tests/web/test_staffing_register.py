"""One record for each who takes part: found by any of its names, and two of one made one."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.staffing import actions
from sherwood.web.programme.staffing.demonstration import seed_staffing
from sherwood.web.programme.staffing.models import Membership, Merge, Name, Participant, RoleHolding
from sherwood.web.site.trail.models import Entry

PAGE = "/programme/people/"
DAY = date(2010, 3, 8)


@pytest.fixture
def manager(people):
    return people[Role.PROGRAMME_MANAGER]


@pytest.fixture
def entered(programme, manager):
    def enter(name: str, kind: str = "person", **more) -> Participant:
        return actions.enter_participant(programme=programme, name=name, kind=kind, by=manager, **more)

    return enter


@pytest.fixture
def placed(programme, manager):
    def place(
        who: Participant, key: str, part: str = "MEMBER", from_on=DAY, to_on=None, **more
    ) -> Membership:
        project = Project.objects.get(key=key)
        return actions.suggest(
            project=project, participant=who, part=part, from_on=from_on, to_on=to_on, by=manager, **more
        )

    return place


def called(programme, name: str) -> Participant:
    return Participant.objects.called(programme, name).get()


@pytest.mark.requirement("SR-148")
def test_a_merge_keeps_both_names_and_either_finds_the_one(programme, entered, manager):
    one = entered("Service manager, human resources")
    other = entered("HR service manager", aliases="Manager HR\nPersonnel manager")
    merge = actions.merge(kept=one, merged=other, reason="The same desk", by=manager)
    for name in (
        "Service manager, human resources",
        "hr SERVICE manager",
        "Manager, HR",
        "Personnel manager",
    ):
        assert called(programme, name) == one
    assert set(one.aliases) == {"HR service manager", "Manager HR", "Personnel manager"}
    assert (merge.entered_by, merge.on, merge.kept, merge.merged) == (manager, DAY, one, other)
    told = Entry.objects.get(verb="merged two records into one")
    assert told.detail["merged"] == "HR service manager"


def test_a_merge_moves_places_and_roles(programme, entered, placed, manager):
    one, other = entered("A post"), entered("A pots")
    placed(other, "P01"), placed(one, "P02")
    role = programme.programmerole_set.get(key="critical_friend")
    actions.enter_holding(role=role, participant=other, from_on=DAY, by=manager)
    actions.merge(kept=one, merged=other, reason="Misspelled", by=manager)
    assert [m.project.key for m in one.memberships.all()] == ["P01", "P02"]
    assert [h.role.key for h in one.holdings.all()] == ["critical_friend"]
    assert not other.memberships.exists() and not other.holdings.exists()


def test_a_place_that_both_held_on_the_same_days_becomes_one_that_loses_nothing(entered, placed, manager):
    one, other = entered("A post"), entered("A pots")
    placed(one, "P01", from_on=date(2010, 2, 1), to_on=date(2010, 2, 28))
    longer = placed(other, "P01", from_on=date(2010, 1, 1), to_on=date(2010, 2, 10), days_asked=2)
    actions.confirm(membership=longer, days_given=1, by=manager)
    apart = placed(other, "P01", from_on=date(2010, 5, 1))
    merge = actions.merge(kept=one, merged=other, reason="Misspelled", by=manager)
    joined, later = one.memberships.order_by("from_on")
    assert (joined.from_on, joined.to_on) == (date(2010, 1, 1), date(2010, 2, 28))
    assert joined.is_confirmed and (joined.days_asked, joined.days_given) == (2, 1)
    assert later.pk == apart.pk
    assert [row["of"] for row in merge.folded] == ["P01"]


def test_a_suggested_lead_and_the_same_lead_confirmed_become_one_confirmed(entered, placed, manager):
    one, other = entered("A post"), entered("A pots")
    placed(one, "P01", "LEAD", from_on=date(2010, 1, 1))
    actions.confirm(membership=placed(other, "P01", "LEAD"), by=manager)
    actions.merge(kept=one, merged=other, reason="Misspelled", by=manager)
    (lead,) = one.memberships.all()
    assert lead.is_confirmed and lead.from_on == date(2010, 1, 1)


@pytest.mark.requirement("SR-148")
def test_a_record_is_merged_neither_with_itself_nor_twice(entered, manager):
    one, other, third = entered("A post"), entered("A pots"), entered("A psot")
    with pytest.raises(Refusal, match="one record already"):
        actions.merge(kept=one, merged=one, reason="x", by=manager)
    actions.merge(kept=one, merged=other, reason="x", by=manager)
    for kept, merged in ((third, other), (other, third)):
        with pytest.raises(Refusal, match="was merged into A post already"):
            actions.merge(kept=kept, merged=merged, reason="x", by=manager)
    assert Merge.objects.count() == 1


def test_a_group_and_a_person_are_not_one(entered, manager):
    with pytest.raises(Refusal, match="different kinds"):
        actions.merge(kept=entered("A post"), merged=entered("A group", "group"), reason="x", by=manager)


def test_a_name_that_leads_to_somebody_is_refused_to_another_whatever_its_capitals(entered, manager):
    one = entered("Business manager", aliases="Office manager")
    for name in ("business MANAGER", "Office, manager"):
        with pytest.raises(Refusal, match="leads to Business manager already"):
            entered(name)
    other = entered("Placement manager")
    with pytest.raises(Refusal, match="leads to"):
        actions.change_participant(
            participant=other,
            name="Placement manager",
            kind="person",
            aliases=one.name,
            revision=0,
            by=manager,
        )
    assert Participant.objects.count() == 2, "a refusal leaves nothing behind"


def test_the_database_itself_lets_a_spelling_lead_to_one_only(programme, entered):
    one, other = entered("A post"), entered("Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        Name.objects.create(
            programme=programme, participant=other, words="x", spelling=one.names.get().spelling
        )


def test_a_former_name_still_finds_the_record(programme, entered, manager):
    one = entered("Head of personnel")
    given = {"name": "Head of human resources", "kind": "person", "revision": 0}
    actions.change_participant(participant=one, **given, by=manager)
    assert called(programme, "head of personnel").name == "Head of human resources"


def test_a_second_writer_is_told_keeps_what_they_typed_and_may_then_save(entered, manager, signed_in):
    one = entered("A post")
    actions.change_participant(participant=one, name="Theirs", kind="person", revision=0, by=manager)
    client, address = signed_in(Role.PROGRAMME_MANAGER), f"{PAGE}register/{one.pk}/change"
    given = {"name": "Mine", "kind": "person", "aliases": "", "revision": 0}
    page = client.post(address, given).content.decode()
    assert "Somebody saved this" in page and "Mine" in page and "Saved now: Theirs" in page
    assert Participant.objects.get().name == "Theirs"
    assert 'name="revision" value="1"' in page, "having read theirs, saving again is meant"


def test_the_address_of_a_merged_record_leads_to_the_one_that_stays(entered, manager, signed_in):
    one, other = entered("A post"), entered("A pots")
    actions.merge(kept=one, merged=other, reason="x", by=manager)
    answer = signed_in(Role.BOARD_MEMBER).get(f"{PAGE}register/{other.pk}/")
    assert answer.url == f"{PAGE}register/{one.pk}/"
    assert RoleHolding.objects.count() == 0


@pytest.mark.requirement("SR-148")
def test_the_demonstration_holds_one_merge_and_suggests_another_pair(people, programme, signed_in):
    seed_staffing(programme)
    assert called(programme, "External consultants") == called(programme, "external consultant")
    page = signed_in(Role.BOARD_MEMBER).get(f"{PAGE}register/").content.decode()
    assert "May be one under two spellings" in page and "Head of service, social care" in page
    merged = page[page.index("The consultancy confirms") :]
    assert "Programme manager" in merged and "8 March 2010" in merged


def test_who_is_merged_joins_no_team(entered, placed, manager):
    one, other = entered("A post"), entered("A pots")
    actions.merge(kept=one, merged=other, reason="x", by=manager)
    other.refresh_from_db()
    with pytest.raises(Refusal, match="was merged into A post"):
        placed(other, "P01")


@pytest.mark.parametrize("name", ["...", "!?", "’"])
def test_a_name_without_letters_is_refused_in_words(entered, name):
    with pytest.raises(Refusal, match="needs letters or figures"):
        entered(name)


@pytest.mark.requirement("SR-148")
def test_two_said_to_be_two_are_not_suggested_again_and_the_trail_says_who_said_so(
    entered, manager, signed_in
):
    one, other = entered("Head of service, duty"), entered("Service head, duty")
    client = signed_in(Role.PROGRAMME_MANAGER)
    assert "They are two" in client.get(f"{PAGE}register/").content.decode()
    given = {"other": one.pk, "reason": "Two desks"}
    assert client.post(f"{PAGE}register/{other.pk}/apart", given).status_code == 302
    assert "They are two" not in client.get(f"{PAGE}register/").content.decode()
    assert (
        "said on 8 March 2010 already"
        in client.post(f"{PAGE}register/{other.pk}/apart", given).content.decode()
    )
    with pytest.raises(Refusal, match="one record"):
        actions.keep_apart(one=one, other=one, reason="x", by=manager)
    assert Entry.objects.filter(verb="kept two records apart").count() == 1
