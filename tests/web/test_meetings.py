"""Bodies, seats and meetings: agenda, attendance, quorum, minutes that stand, and decisions taken at the table."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filling import fields_of, filled
from posts import post
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.cases.models import Decision
from sherwood.web.programme.meetings import actions
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.models import (
    Attendance,
    Barrier,
    Holding,
    Item,
    Meeting,
    Message,
    Question,
    Seat,
)
from sherwood.web.programme.programmes.models import Body
from sherwood.web.site.accounts.models import User
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.models import Entry
from walked_cases import walk

REMIT = [
    "Challenge to projects: can they be done, and will they bring their benefits?",
    "Resources and management of the programme",
    "Updates to the sponsoring group",
    "The programme within its budget",
]

PAGE = "/programme/meetings/"


@pytest.fixture
def seeded(people, programme):
    seed_meetings(programme)
    return programme


@pytest.fixture
def keeper(people):
    return people[Role.PROGRAMME_ADMINISTRATOR]


def held(key="board", on=date(2010, 3, 8)) -> Meeting:
    meeting = actions.call_meeting(
        body=Body.objects.get(key=key),
        held_on=on,
        by=User.objects.holding(Role.PROGRAMME_ADMINISTRATOR).first(),
    )
    return Meeting.objects.whole().get(pk=meeting.pk)


def attended(meeting: Meeting, keeper, absent: int = 0) -> Meeting:
    holders = list(Holding.objects.current(meeting.held_on).filter(seat__body=meeting.body))
    states = {one.pk: "absent" if n < absent else "present" for n, one in enumerate(holders)}
    actions.record_attendance(meeting=meeting, states=states, by=keeper)
    return Meeting.objects.whole().get(pk=meeting.pk)


@pytest.mark.requirement("SR-058", "SR-150")
def test_seats_have_kinds_holders_and_dates_and_a_vacant_one_is_shown(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get(PAGE + "bodies/board/").content.decode()
    assert "Chair of the safeguarding children board" in page
    assert "<strong>Vacant</strong>" in page
    assert "30 November 2009" in page


def test_a_seat_passes_from_one_holder_to_the_next_without_a_gap(seeded, keeper):
    seat = Seat.objects.filter(body__key="board").first()
    actions.fill_seat(
        seat=seat, post=post("New member"), agency="County council", from_on=date(2010, 3, 1), by=keeper
    )
    before, after = seat.holdings.all()
    assert before.to_on + timedelta(1) == after.from_on
    with pytest.raises(SherwoodError, match="later day"):
        actions.fill_seat(seat=seat, post=post("Another"), agency="x", from_on=date(2010, 3, 1), by=keeper)


@pytest.mark.requirement("SR-118")
def test_a_meeting_warns_when_the_terms_are_not_agreed(seeded, signed_in):
    board = Body.objects.get(key="board")
    board.terms_agreed_on = None
    board.save()
    meeting = Meeting.objects.filter(body=board, confirmed_on=None).first()
    page = signed_in(Role.BOARD_MEMBER).get(f"{PAGE}{meeting.pk}/").content.decode()
    assert "The terms of reference of Programme Board are not agreed" in page


@pytest.mark.requirement("SR-060")
def test_the_executive_groups_framework_has_an_owner_and_a_review_date(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get(PAGE + "bodies/executive_group/").content.decode()
    assert "kept by Programme director" in page
    assert "review by 1 June 2010" in page


@pytest.mark.requirement("SR-151")
def test_each_part_of_the_remit_is_covered_or_left_out_with_a_reason(seeded, keeper):
    meeting = held()
    item = actions.add_item(meeting=meeting, heading=REMIT[0], title="A", by=keeper)
    actions.minute(item=item, outcome="Noted.", by=keeper)
    meeting = attended(meeting, keeper)
    assert meeting.uncovered == REMIT[1:]
    with pytest.raises(SherwoodError, match="why these parts"):
        actions.confirm_minutes(meeting=meeting, by=keeper)
    for heading in REMIT[1:]:
        actions.leave_out(meeting=meeting, heading=heading, why="Next time.", by=keeper)
    actions.confirm_minutes(meeting=meeting, by=keeper)
    assert Meeting.objects.get(pk=meeting.pk).confirmed_on == date(2010, 3, 8)


@pytest.mark.requirement("SR-155")
def test_late_key_steps_head_the_executive_groups_agenda(seeded, keeper):
    seeded.project_set.filter(key="P05").update(next_step_on=date(2010, 3, 1))
    meeting = held("executive_group")
    actions.build_agenda(meeting=meeting, by=keeper)
    titles = [item.title for item in Item.objects.filter(meeting=meeting)]
    assert titles[0].startswith("Late: ")
    assert any(title.startswith("Barrier: ") for title in titles[1:])


def test_what_waits_is_added_to_an_agenda_once(seeded, keeper):
    meeting = held("executive_group")
    first = actions.build_agenda(meeting=meeting, by=keeper)
    assert first > 0
    assert actions.build_agenda(meeting=Meeting.objects.whole().get(pk=meeting.pk), by=keeper) == 0


@pytest.mark.requirement("SR-162")
def test_a_meeting_holds_attendance_apologies_interests_papers_minutes_and_actions(seeded, signed_in):
    meeting = Meeting.objects.get(held_on=date(2010, 2, 15))
    page = signed_in(Role.BOARD_MEMBER).get(f"{PAGE}{meeting.pk}/").content.decode()
    for words in (
        "Present:",
        "Apologies:",
        "Governor of a school",
        "Paper 1: How recruitment stands",
        "Outcome:",
        "Minutes confirmed on",
    ):
        assert words in page
    assert Action.objects.filter(origin_kind="meeting").count() == 1


def test_confirmed_minutes_do_not_change_and_a_correction_stands_beside_them(seeded, keeper):
    meeting = Meeting.objects.get(held_on=date(2010, 2, 15))
    item = meeting.items.first()
    for change in (
        lambda: actions.minute(item=item, outcome="Otherwise", by=keeper),
        lambda: actions.add_item(meeting=meeting, heading="", title="x", by=keeper),
        lambda: actions.record_attendance(meeting=meeting, states={}, by=keeper),
        lambda: actions.leave_out(meeting=meeting, heading=REMIT[0], why="x", by=keeper),
        lambda: actions.confirm_minutes(meeting=meeting, by=keeper),
    ):
        with pytest.raises(SherwoodError, match="do not change"):
            change()
    actions.correct_minutes(meeting=meeting, words="Ten had started, not nine.", by=keeper)
    assert Item.objects.get(pk=item.pk).outcome == item.outcome
    assert meeting.corrections.get().words.startswith("Ten")


def test_a_correction_is_for_confirmed_minutes(seeded, keeper):
    with pytest.raises(SherwoodError, match="not confirmed yet"):
        actions.correct_minutes(meeting=held(), words="x", by=keeper)


def test_the_public_version_leaves_out_what_is_confidential(seeded, signed_in):
    meeting = Meeting.objects.get(held_on=date(2010, 2, 15))
    page = signed_in(Role.BOARD_MEMBER).get(f"{PAGE}{meeting.pk}/public").content.decode()
    assert "staffing matter" in page
    assert "A team in difficulty" not in page
    assert "lent for twelve weeks" not in page


def test_a_confidential_item_needs_its_public_words(seeded, keeper):
    item = actions.add_item(meeting=held(), heading="", title="x", confidential=True, by=keeper)
    with pytest.raises(SherwoodError, match="confidential"):
        actions.minute(item=item, outcome="Secret", by=keeper)


@pytest.mark.requirement("SR-037")
def test_a_case_cannot_be_heard_until_both_are_named_and_they_are_two(seeded, keeper):
    item = actions.add_item(meeting=held(), heading="", title="x", by=keeper)
    assert not item.heard
    with pytest.raises(SherwoodError, match="two different posts"):
        actions.name_presenters(item=item, presented_by=post("Lead"), accompanied_by=post("Lead"), by=keeper)
    actions.name_presenters(
        item=item, presented_by=post("Lead"), accompanied_by=post("Programme director"), by=keeper
    )
    assert Item.objects.get(pk=item.pk).heard


def test_attendance_is_not_recorded_before_the_meeting(seeded, keeper):
    with pytest.raises(SherwoodError, match="on the day"):
        actions.record_attendance(meeting=held(on=date(2010, 3, 9)), states={}, by=keeper)


def test_a_quorum_is_members_present_and_no_others(seeded, keeper):
    assert attended(held(), keeper, absent=1).quorate
    Attendance.objects.all().filter(meeting__held_on=date(2010, 3, 8)).update(state="apologies")
    assert not Meeting.objects.whole().get(held_on=date(2010, 3, 8), body__key="board").quorate


@pytest.mark.requirement("SR-067", "SR-162")
def test_only_a_member_who_was_present_decides_and_the_refusal_is_in_the_trail(
    seeded, keeper, people, signed_in
):
    """The second member was there and the first was not, by the attendance as the administrator entered it."""
    walk(people, Stage.DECISION)
    meeting, clerk = held(), signed_in(Role.PROGRAMME_ADMINISTRATOR)
    assert clerk.post(f"{PAGE}{meeting.pk}/agenda").status_code == 302
    item = meeting.items.get(version__case__project__key="P03")
    named = {"presented_by": post("Lead").spelling, "accompanied_by": post("Director").spelling}
    page = f"{PAGE}items/{item.pk}/presenters"
    assert clerk.post(page, filled(clerk.get(page)) | named).status_code == 302
    page = f"{PAGE}{meeting.pk}/attendance"
    states = {
        f"holder_{holding.pk}": "absent" if holding.user == people[Role.BOARD_MEMBER] else "present"
        for holding in Holding.objects.of_body(meeting.body, meeting.held_on)
    }
    assert clerk.post(page, filled(clerk.get(page)) | states).status_code == 302

    decide, sent = f"{PAGE}items/{item.pk}/decide", {"outcome": "close", "reason": "It costs too much."}
    first = signed_in(Role.BOARD_MEMBER)
    assert "recorded by a member of the body who was present" in first.post(decide, sent).content.decode()
    assert Entry.objects.newest_first().first().verb == "was refused"
    assert not Decision.objects.exists()
    second = User.objects.get(email="board-2@example.org")
    first.force_login(second, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert first.post(decide, sent).status_code == 302
    assert (Decision.objects.get().by, Decision.objects.get().outcome) == (second, "close")


@pytest.mark.requirement("SR-153")
def test_attendance_is_reported_by_agency(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get(PAGE).content.decode()
    assert "Attendance by agency" in page
    assert "Safeguarding children board" in page
    assert signed_in(Role.BOARD_MEMBER).get(PAGE + "attendance.xlsx").status_code == 200


@pytest.mark.requirement("SR-072")
def test_a_barrier_has_owner_answer_and_days_open(seeded, signed_in, people, settings):
    barrier = Barrier.objects.get()
    settings.CLOCK = date(2010, 3, 18)
    assert barrier.days_open(date(2010, 3, 18)) == 10
    page = signed_in(Role.EXECUTIVE_GROUP_MEMBER).get(PAGE + "waiting/").content.decode()
    assert "Head of performance review" in page
    actions.answer(what=barrier, answer="A report by hand until May.", by=people[Role.EXECUTIVE_GROUP_MEMBER])
    assert Barrier.objects.get().days_open(date(2011, 1, 1)) == 10
    with pytest.raises(SherwoodError, match="answered already"):
        actions.answer(what=barrier, answer="Again", by=people[Role.PROGRAMME_MANAGER])


@pytest.mark.requirement("SR-057")
def test_the_sponsoring_group_asks_and_late_answers_are_counted(seeded, signed_in, settings):
    client = signed_in(Role.SPONSORING_GROUP_MEMBER)
    assert client.post(PAGE + "waiting/questions/new", {"words": "Who is accountable?"}).status_code == 302
    assert Question.objects.filter(words="Who is accountable?").get().due_on == date(2010, 3, 22)
    settings.CLOCK = date(2010, 3, 23)
    assert "2 questions are late" in client.get(PAGE + "waiting/").content.decode()


def test_nobody_answers_what_they_raised_themselves(seeded, people):
    manager = people[Role.PROGRAMME_MANAGER]
    raised = actions.raise_barrier(programme=seeded, words="x", owner_post=manager.post, by=manager)
    with pytest.raises(SherwoodError, match="Somebody else must"):
        actions.answer(what=raised, answer="y", by=manager)


@pytest.mark.requirement("SR-154", "SR-159")
def test_messages_and_recommendations_go_up_and_down_with_replies(seeded, people, signed_in):
    sent = Message.objects.get(kind="recommendation")
    for stranger in (Role.PROGRAMME_DIRECTOR, Role.PROJECT_LEAD):
        with pytest.raises(SherwoodError, match=r"sent to Programme Board\. Somebody with a seat there"):
            actions.answer(what=sent, answer="Not ours to say.", by=people[stranger])
    actions.answer(what=sent, answer="Agreed for one team, to begin with.", by=people[Role.BOARD_MEMBER])
    page = signed_in(Role.EXECUTIVE_GROUP_MEMBER).get(PAGE + "waiting/").content.decode()
    assert "Agreed for one team" in page
    assert "Executive group to Programme Board" in page
    with pytest.raises(SherwoodError, match="from one body to another"):
        actions.send_message(
            sender=sent.sender,
            receiver=sent.sender,
            kind="message",
            words="x",
            by=people[Role.PROGRAMME_MANAGER],
        )


@pytest.mark.parametrize(
    "name",
    [
        "new",
        "1/agenda",
        "1/items/new",
        "1/attendance",
        "1/confirm",
        "items/1/outcome",
        "waiting/messages/new",
    ],
)
def test_only_who_keeps_meetings_keeps_them(seeded, signed_in, name):
    for role in (Role.BOARD_MEMBER, Role.PROJECT_LEAD, Role.CONSULTANT):
        assert signed_in(role).post(PAGE + name, {}).status_code == 403


def test_a_meeting_is_kept_by_hand_from_call_to_minutes(seeded, signed_in, keeper):
    client = signed_in(Role.PROGRAMME_ADMINISTRATOR)
    body = Body.objects.get(key="sponsoring_group")
    day = {"held_on_0": "8", "held_on_1": "3", "held_on_2": "2010"}
    assert client.post(PAGE + "new", {"body": body.pk, **day}).status_code == 302
    meeting = Meeting.objects.filter(body=body).latest("pk")
    assert (
        client.post(f"{PAGE}{meeting.pk}/items/new", {"title": "Progress", "paper": "Words"}).status_code
        == 302
    )
    item = meeting.items.get()
    refused = client.post(f"{PAGE}{meeting.pk}/confirm", follow=True).content.decode()
    assert "Record who was there first." in refused
    assert client.post(f"{PAGE}items/{item.pk}/outcome", {"outcome": "Noted"}).status_code == 302
    assert "Outcome:</strong> Noted" in client.get(f"{PAGE}{meeting.pk}/").content.decode()


def test_a_page_asks_the_database_as_often_for_many_items_as_for_one(seeded, signed_in, keeper):
    meeting, client = held(), signed_in(Role.BOARD_MEMBER)
    counts = []
    for more in (1, 19):
        for number in range(more):
            actions.add_item(meeting=meeting, heading=REMIT[0], title=f"Item {number}", paper="x", by=keeper)
        with CaptureQueriesContext(connection) as found:
            client.get(f"{PAGE}{meeting.pk}/")
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_two_people_who_minute_one_item_do_not_overwrite_each_other(seeded, keeper, signed_in):
    meeting = held()
    item = actions.add_item(meeting=meeting, heading="", title="Posts", by=keeper)
    first, second = signed_in(Role.PROGRAMME_ADMINISTRATOR), signed_in(Role.PROGRAMME_MANAGER)
    address = f"/programme/meetings/items/{item.pk}/outcome"
    read = [fields_of(client.get(address)) for client in (first, second)]
    assert first.post(address, read[0] | {"outcome": "Agreed.\r\nBy all."}).status_code == 302
    late = second.post(address, read[1] | {"outcome": "Put off."})
    assert "Somebody changed this after you opened it. Now it says: Agreed." in late.content.decode()
    assert "Put off." in late.content.decode()
    item.refresh_from_db()
    assert item.outcome.startswith("Agreed.")
    again = second.post(address, fields_of(late) | {"outcome": "Agreed.\r\nBy all but one."})
    assert again.status_code == 302


def test_a_barrier_is_answered_by_its_owner_the_projects_lead_or_who_runs_the_programme(
    seeded, people, signed_in
):
    barrier = Barrier.objects.get(project__key="P11")
    assert barrier.owner_post.title == "Head of performance review, data and communications"
    stranger = User.objects.get(email="recruitment@example.org")
    with pytest.raises(SherwoodError, match="answered by its owner"):
        actions.answer(what=barrier, answer="Not mine to say.", by=stranger)
    page = "/programme/meetings/waiting/"
    client = signed_in(Role.PROJECT_LEAD)
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert f"/barriers/{barrier.pk}/" not in client.get(page).content.decode()
    assert f"/barriers/{barrier.pk}/" in signed_in(Role.PROGRAMME_MANAGER).get(page).content.decode()
    lead = User.objects.get(email="performance@example.org")
    actions.answer(what=barrier, answer="By hand until May.", by=lead)


def test_what_is_confidential_is_read_by_those_it_is_for(seeded, signed_in):
    item = Item.objects.get(confidential=True)
    address = f"/programme/meetings/{item.meeting_id}/"
    for role in (Role.CONSULTANT, Role.DATA_ANALYST, Role.PROJECT_LEAD):
        client = signed_in(role)
        for one in (address, f"{address}minutes.csv"):
            text = client.get(one).content.decode()
            assert item.title not in text and item.outcome not in text, (role, one)
            assert item.outcome_public in text
    for role in (Role.BOARD_MEMBER, Role.PROGRAMME_MANAGER, Role.SENIOR_RESPONSIBLE_OWNER):
        assert item.outcome in signed_in(role).get(address).content.decode()


def test_a_form_sent_twice_makes_one_record(seeded, people):
    programme = seeded
    actions.ask(programme=programme, words="Twice?", by=people[Role.BOARD_MEMBER])
    with pytest.raises(SherwoodError, match="You entered this today already"):
        actions.ask(programme=programme, words="Twice?", by=people[Role.BOARD_MEMBER])
