"""A decision that cannot wait: nothing is decided by one person, everybody is told, and the next meeting has its say."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from filling import filled
from other_council import day, words
from posts import post
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.web.programme.cases.models import Case, Decision
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.models import Item, Meeting, UrgentDecision
from sherwood.web.site.accounts.models import User
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.models import Entry
from sitting import CASE, CHAIR, MEETINGS, MEMBER, Sitting
from walked_cases import walk

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2010, 3, 8), date(2010, 3, 15)
ASK = f"{CASE}do/implement/"


@pytest.fixture
def sitting():
    return Sitting()


def asked(client, path: str = ASK, **more):
    sent = {
        "reason": "It works.", "why_urgent": "Posts lapse on Friday.", "presented_by": post("The lead").spelling,
        "accompanied_by": post("Director").spelling,
    }  # fmt: skip
    return client.post(path, filled(client.get(path), path) | sent | more)


def page_of(urgent: UrgentDecision) -> str:
    return f"{MEETINGS}urgent/{urgent.pk}/"


def agree(client):
    return client.post(f"{page_of(UrgentDecision.objects.get())}agree")


def undecided() -> bool:
    return not Decision.objects.exists() and Case.objects.get().project.now is Stage.DECISION


@pytest.mark.requirement("SR-067")
def test_one_member_asks_another_agrees_all_are_told_and_the_next_meeting_confirms(sitting):
    meeting = sitting.called(LATER)
    page = words(sitting.chair.get(f"{CASE}decision/"))
    assert "It cannot wait for a meeting" in page and f'<a class="govuk-link" href="{ASK}">' in page
    conditions = {
        "conditions": "Ask health\r\n\r\n Report in May ",
        **day("conditions_due_on", date(2010, 4, 30)),
    }
    assert asked(sitting.chair, **conditions).status_code == 302
    urgent = UrgentDecision.objects.get()
    assert undecided()
    assert "It waits for a second member to agree." in words(sitting.chair.get(CASE))
    line = "Agree to an urgent decision on W1, or not"
    assert line in words(sitting.member.get("/")) and line not in words(sitting.chair.get("/"))
    read = words(sitting.member.get(page_of(urgent)))
    assert "Posts lapse on Friday." in read and "Ask health; Report in May, by 30 April 2010" in read

    assert agree(sitting.member).status_code == 302
    decision = Decision.objects.get()
    assert (decision.by.post.title, decision.authority["agreed_by"]) == (CHAIR, MEMBER)
    assert Case.objects.get().project.now is Stage.PLANNING
    conditions = Action.objects.filter(origin_kind="condition").values_list("words", flat=True)
    assert set(conditions) == {"Ask health", "Report in May"}
    urgent.refresh_from_db()
    assert len(urgent.told) == 3
    for client in (sitting.chair, sitting.member, sitting.third):
        assert "Read the urgent decision on W1" in words(client.get("/"))
    assert "urgent decision" not in words(sitting.outsider.get("/"))
    told = "Decided on 8 March 2010: Independent chair asked for it and Lead member agreed."
    waits = f"{told} It waits to be confirmed at the next meeting of Improvement Board."
    assert waits in words(sitting.at[Role.PROJECT_LEAD].get(CASE))

    confirming = Item.objects.get(urgent=urgent)
    assert (
        confirming.meeting == meeting and confirming.title == "Confirm the urgent decision on W1: implement"
    )
    entries = list(Entry.objects.filter(object_id="W1").values_list("verb", flat=True))
    assert "asked for an urgent decision" in entries and "agreed to an urgent decision" in entries


@pytest.fixture
def decided(sitting):
    asked(sitting.chair)
    agree(sitting.member)
    return sitting


@pytest.mark.parametrize(("answer", "said"), [("yes", "Confirmed"), ("no", "Not confirmed")])
def test_the_meeting_confirms_it_or_not_with_its_reason(decided, settings, answer, said):
    sitting, meeting = decided, decided.called(LATER)
    item = Item.objects.get(urgent__isnull=False)
    path = f"{MEETINGS}items/{item.pk}/confirm"
    sent = {"confirmed": answer, "why": "The posts were lapsing."}
    early = "Confirmed at the meeting of 15 March 2010, once attendance is recorded and 2 of 3 members are present."
    assert early in words(sitting.member.get(f"{MEETINGS}{meeting.pk}/"))
    assert early in words(sitting.member.post(path, sent))
    settings.CLOCK = LATER
    sitting.attend(meeting, CHAIR, MEMBER)
    assert "You asked for this decision" in words(sitting.chair.post(path, sent))
    assert "by a member of the body who was present" in words(sitting.third.post(path, sent))
    assert UrgentDecision.objects.get().confirmed is None
    assert "Confirm the urgent decision on W1, or not" in words(sitting.member.get("/"))
    assert path in words(sitting.member.get(f"{MEETINGS}{meeting.pk}/"))
    assert sitting.member.post(path, sent).status_code == 302
    assert UrgentDecision.objects.get().confirmed is (answer == "yes")
    told = f"{said} at the meeting of 15 March 2010: The posts were lapsing."
    assert told in words(sitting.third.get(CASE))
    page = words(sitting.third.get(f"{MEETINGS}{meeting.pk}/"))
    assert f"{said}. The posts were lapsing." in page and path not in page
    assert "urgent decision on W1" not in words(sitting.member.get("/"))
    verb = "confirmed an urgent decision" if answer == "yes" else "did not confirm an urgent decision"
    assert Entry.objects.last_written().verb == verb
    assert told in words(sitting.member.post(path, sent)) and Entry.objects.filter(verb=verb).count() == 1


def test_who_asks_never_agrees_nor_does_who_has_no_seat(sitting):
    assert "This is for a member with a seat on Improvement Board." in words(sitting.outsider.get(ASK))
    assert asked(sitting.chair).status_code == 302
    page = words(sitting.chair.get(page_of(UrgentDecision.objects.get())))
    assert "Agree to it" not in page and "Take it back" in page
    for client, why in ((sitting.chair, "You asked for this decision"), (sitting.outsider, "with a seat on")):
        assert why in words(agree(client))
        assert Entry.objects.last_written().verb == "was refused"
    assert undecided()
    chair = User.objects.get(post__title=CHAIR)
    with pytest.raises(IntegrityError), transaction.atomic():
        UrgentDecision.objects.update(agreed_by=chair)


def test_a_seat_that_the_asker_lost_carries_no_decision(sitting):
    asked(sitting.chair)
    holding = UrgentDecision.objects.get().body.places.first().holdings.get()
    holding.to_on = date(2010, 3, 7)
    holding.save()
    assert "with a seat on Improvement Board" in words(agree(sitting.member))
    assert undecided()


def test_one_asking_waits_at_a_time_and_is_taken_back_or_not_agreed_to(sitting):
    asked(sitting.chair)
    assert "is asked for already" in words(sitting.member.get(f"{CASE}do/close/"))
    end = f"{page_of(UrgentDecision.objects.get())}end"
    assert sitting.third.post(end, {"why": "It can wait."}).status_code == 302
    assert "Member for health ended it on 8 March 2010. It can wait." in words(sitting.chair.get(CASE))
    assert "Nothing was decided" in words(agree(sitting.member)) and undecided()
    assert asked(sitting.member, f"{CASE}do/close/").status_code == 302
    assert sitting.member.post(
        f"{page_of(UrgentDecision.objects.get(outcome='close'))}end", {"why": "A slip."}
    ).status_code == 302  # fmt: skip
    assert not UrgentDecision.objects.waiting().exists()


def test_what_is_missing_is_asked_for_on_the_form(sitting):
    for missing, why in (("why_urgent", "Why can it not wait"), ("reason", "Reason")):
        answer = asked(sitting.chair, **{missing: ""})
        assert answer.status_code == 200 and why in words(answer)
    same = asked(sitting.chair, accompanied_by=post("The lead").spelling)
    assert "name two different posts" in words(same)
    no_day = asked(sitting.chair, conditions="Ask health")
    assert "Give the day by which the conditions are to be met" in words(no_day)
    assert not UrgentDecision.objects.exists()


def test_items_settle_when_an_urgent_decision_is_taken(sitting):
    """No agenda, case page, project page or home line still says that it is to come."""
    project = sitting.case.project
    type(project).objects.filter(pk=project.pk).update(next_step="The board decides", next_step_on=LATER)
    meeting = sitting.called(LATER)
    panel = Meeting.body.field.related_model.objects.get(key="partners")
    other = Meeting.objects.create(body=panel, held_on=LATER)
    Item.objects.create(
        meeting=other, position=1, title="Case of W1", project=project, version=sitting.case.submitted
    )
    asked(sitting.chair)
    agree(sitting.member)
    settled = "Implement, decided on 8 March 2010. Urgent route: Posts lapse on Friday."
    for agenda in (meeting, other):
        page = words(sitting.third.get(f"{MEETINGS}{agenda.pk}/"))
        assert settled in page and "/decide" not in page and "Decided at the meeting" not in page
        assert "Cannot be heard" not in page
    assert "This was decided on 8 March 2010: implement." in words(
        sitting.decides(sitting.third, sitting.item(meeting))
    )
    for path in (CASE, f"{CASE}decision/", "/programme/projects/W1/", "/programme/", "/"):
        for client in (sitting.third, sitting.at[Role.PROGRAMME_MANAGER], sitting.at[Role.PROJECT_LEAD]):
            page = words(client.get(path))
            assert "The board decides" not in page and "Read W1" not in page, path
            assert "Decided at the" not in page and "before the Board" not in page, path


def test_an_asking_that_a_meeting_overtook_is_over(sitting):
    meeting = sitting.called(TODAY)
    asked(sitting.chair)
    sitting.attend(meeting, CHAIR, MEMBER)
    item = sitting.item(meeting)
    sitting.hears(item)
    assert sitting.decides(sitting.member, item, "close").status_code == 302
    assert "Agree to an urgent decision" not in words(sitting.third.get("/"))
    assert "Nothing was decided" in words(sitting.third.get(CASE))
    assert "Nothing was decided" in words(agree(sitting.third))
    assert Decision.objects.get().outcome == "close"


def test_a_confirmation_that_was_put_off_comes_to_the_next_meeting(decided, settings):
    sitting = decided
    first = sitting.called(TODAY)
    item = Item.objects.get(meeting=first)
    page = f"{MEETINGS}items/{item.pk}/outcome"
    sitting.clerk.post(page, filled(sitting.clerk.get(page)) | {"outcome": "Put off: no quorum."})
    second = sitting.called(LATER)
    assert Item.objects.get(meeting=second).urgent == UrgentDecision.objects.get()


def test_on_the_demonstration_two_members_of_the_board_decide_what_cannot_wait(people, programme, signed_in):
    seed_meetings(programme)
    walk(people, Stage.DECISION)
    path = "/programme/projects/P03/case/do/close/"
    first, second = signed_in(Role.BOARD_MEMBER), signed_in(Role.SPONSORING_GROUP_MEMBER)
    assert asked(first, path).status_code == 302
    assert "Agree to an urgent decision on P03, or not" in words(second.get("/"))
    assert agree(second).status_code == 302
    assert Case.objects.get(project__key="P03").project.now is Stage.CLOSED
    board = Meeting.objects.get(body__key="board", held_on=LATER)
    assert board.items.get(urgent__isnull=False).title == "Confirm the urgent decision on P03: close"
