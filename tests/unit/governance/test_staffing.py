"""What a team lacks, who may confirm, who answers to whom, and which names may be one."""

from datetime import date

import pytest

from sherwood.governance import staffing
from sherwood.governance.staffing import TeamPart, TeamSeat, gaps
from sherwood.kit.errors import Refusal
from sherwood.kit.names import spelled

LEAD = TeamSeat("Head of service", TeamPart.LEAD, confirmed=True)
MANAGER = TeamSeat("Service manager", TeamPart.OPERATIONAL_MANAGER, confirmed=True)
MEMBER = TeamSeat("Data analyst", TeamPart.MEMBER, confirmed=True, asked=2, given=2)
WHOLE = (LEAD, MANAGER, MEMBER)


def kinds(*seats: TeamSeat) -> list[str]:
    return [gap.kind for gap in gaps(seats)]


def test_a_team_with_every_part_confirmed_and_its_days_lacks_nothing():
    assert gaps(WHOLE) == []


def test_a_team_of_nobody_lacks_every_part():
    assert kinds() == [staffing.NO_LEAD, staffing.NO_TEAM, staffing.NO_MANAGER]


def test_a_co_lead_alone_leads():
    assert staffing.NO_LEAD not in kinds(TeamSeat("Head", TeamPart.CO_LEAD, confirmed=True))


@pytest.mark.requirement("SR-069")
def test_who_is_only_suggested_is_a_gap_of_the_days_asked():
    (gap,) = gaps((*WHOLE, TeamSeat("Nurse", TeamPart.MEMBER, confirmed=False, asked=1.5)))
    assert (gap.kind, gap.days) == (staffing.SUGGESTED, 1.5)


@pytest.mark.parametrize(
    ("asked", "given", "expected"),
    [
        (2, 1, [staffing.SHORT]),
        (2, 0, [staffing.SHORT]),
        (2, None, [staffing.NOT_SAID]),
        (2, 2, []),
        (2, 3, []),
        (None, 1, []),
        (None, None, []),
        (0, 0, []),
    ],
)
def test_none_given_and_not_known_are_two_different_gaps(asked, given, expected):
    seat = TeamSeat("Analyst", TeamPart.MEMBER, confirmed=True, asked=asked, given=given)
    assert kinds(LEAD, MANAGER, seat) == expected


@pytest.mark.parametrize(
    ("whence", "because", "expected"),
    [
        (True, "", set()),
        (False, "", {staffing.OUTSIDE}),
        (False, " ", {staffing.OUTSIDE}),
        (None, "", {staffing.NO_HOME}),
        (False, "Governing bodies employ them", set()),
    ],
)
def test_a_lead_from_outside_needs_a_reason_and_one_from_nobody_knows_where_a_division(
    whence, because, expected
):
    lead = TeamSeat("Head", TeamPart.LEAD, confirmed=True, from_department=whence, outside_because=because)
    assert set(kinds(lead)) & {staffing.OUTSIDE, staffing.NO_HOME} == expected


def test_a_member_from_outside_needs_no_reason():
    assert staffing.OUTSIDE not in kinds(
        TeamSeat("Nurse", TeamPart.MEMBER, confirmed=True, from_department=False)
    )


def test_a_lead_from_outside_is_not_confirmed_without_a_reason():
    with pytest.raises(Refusal, match="comes from outside the department"):
        staffing.check_lead(TeamSeat("Head", TeamPart.LEAD, confirmed=True, from_department=False))
    staffing.check_lead(TeamSeat("Head", TeamPart.LEAD, confirmed=False, from_department=False))
    staffing.check_lead(TeamSeat("Head", TeamPart.LEAD, confirmed=True, from_department=None))


@pytest.mark.parametrize(
    ("leads", "runs", "suggested_it", "allowed"),
    [
        (True, False, False, True),
        (True, False, True, False),
        (False, True, False, True),
        (False, True, True, True),
        (False, False, False, False),
    ],
)
def test_a_lead_does_not_confirm_their_own_suggestion(leads, runs, suggested_it, allowed):
    if allowed:
        staffing.check_may_confirm(leads=leads, runs=runs, suggested_it=suggested_it)
    else:
        with pytest.raises(Refusal):
            staffing.check_may_confirm(leads=leads, runs=runs, suggested_it=suggested_it)


D = [date(2010, 1, day) for day in range(1, 10)]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((D[0], D[3]), (D[3], D[5]), True),
        ((D[0], D[3]), (D[4], D[5]), False),
        ((D[4], None), (D[0], D[3]), False),
        ((D[4], None), (D[0], None), True),
        ((D[0], D[0]), (D[0], D[0]), True),
    ],
)
def test_spells_share_their_first_and_last_days(a, b, expected):
    assert staffing.overlap(*a, *b) is expected
    assert staffing.overlap(*b, *a) is expected


def test_a_role_handed_over_on_the_day_it_began_is_refused():
    with pytest.raises(Refusal, match="later day"):
        staffing.check_hands_over(role="Programme manager", holder="A post", since=D[1], from_on=D[1])
    staffing.check_hands_over(role="Programme manager", holder="A post", since=D[1], from_on=D[2])


LINES = [("Leads", "Manager"), ("Manager", "Director"), ("Director", "Owner"), ("Owner", "Chief executive")]


@pytest.mark.parametrize(
    ("who", "to"), [("Owner", "Leads"), ("chief executive", "LEADS"), ("Owner", "Owner")]
)
def test_nobody_answers_to_themselves_however_many_stand_between(who, to):
    with pytest.raises(Refusal, match="already"):
        staffing.check_line(LINES, who, to)


def test_one_may_answer_to_two():
    staffing.check_line(LINES, "Owner", "Sponsoring group")
    staffing.check_line(LINES, "Leads", "Owner")


@pytest.mark.parametrize("owner", [None, "", "Board"])
@pytest.mark.requirement("SR-025")
def test_a_control_is_owned_by_the_team_and_nobody_else(owner):
    with pytest.raises(Refusal, match="Delivery office"):
        staffing.check_owner(owner, "Delivery office")
    staffing.check_owner("Delivery office", "Delivery office")


@pytest.mark.parametrize(
    "name", ["Service manager, HR", "service  manager HR", "Service Manager (H.R)", "Service manager’s HR"]
)
def test_capitals_stops_and_spaces_do_not_make_another_name(name):
    kept = spelled(name)
    assert kept in ("service manager hr", "service manager h r", "service managers hr")
    assert spelled(kept) == kept


@pytest.mark.requirement("SR-148")
def test_names_alike_are_suggested_the_most_alike_first_and_others_are_not():
    names = [
        "Head of service, social care", "Service head, social care", "External consultant", "External consultants",
        "Placement manager", "Service manager, human resources",
    ]  # fmt: skip
    found = [(one, other) for one, other, _ in staffing.likely_same(names)]
    assert found == [
        ("Head of service, social care", "Service head, social care"),
        ("External consultant", "External consultants"),
    ]
