"""A case is decided in a meeting of its body: when the button is there, the act is open, and never otherwise."""

from datetime import date

import pytest

from filling import filled
from other_council import words
from sherwood.governance.roles import Role
from sherwood.governance.stages import Stage
from sherwood.web.programme.cases.models import Case, Decision, Question
from sherwood.web.programme.meetings.models import Item, Meeting
from sherwood.web.site.trail.models import Entry
from sitting import CASE, CHAIR, MEETINGS, MEMBER, THIRD, Sitting

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2010, 3, 8), date(2010, 3, 15)
HEARD = "the lead who presents it and who accompanies them are both named"


@pytest.fixture
def sitting():
    return Sitting()


def page_of(client, meeting: Meeting) -> str:
    return words(client.get(f"{MEETINGS}{meeting.pk}/"))


def refused(sitting: Sitting, client, item: Item, why: str) -> None:
    """No button, the reason in its place, the same refusal for a request sent all the same, and it is on the trail."""
    page = page_of(client, item.meeting)
    assert f"items/{item.pk}/decide" not in page and why in page
    answer = sitting.decides(client, item)
    assert answer.status_code == 200 and why in words(answer)
    assert Entry.objects.last_written().verb == "was refused"
    assert not Decision.objects.exists() and Case.objects.get().project.now is Stage.DECISION


def test_before_the_meeting_a_member_reads_and_asks(sitting):
    meeting = sitting.called(LATER)
    home = words(sitting.chair.get("/"))
    assert "Read W1 for the meeting on 15 March 2010" in home and "Decide" not in home
    page = words(sitting.chair.get(f"{CASE}decision/"))
    once = f"Decided at the meeting of 15 March 2010, once attendance is recorded and 2 of 3 members are present, and {HEARD}."
    assert once in page and "Decide in the meeting" not in page
    assert "Ask a question that must be answered" in page
    refused(sitting, sitting.chair, sitting.item(meeting), once)
    asked = sitting.chair.post(f"{CASE}do/ask_question/", {"number": 1, "words": "Who covers leave?"})
    assert asked.status_code == 302 and Question.objects.get().words == "Who covers leave?"
    assert once in page_of(sitting.at[Role.PROGRAMME_OFFICER], meeting)


def test_where_no_meeting_is_called_or_the_case_is_not_on_its_agenda_the_page_says_so(sitting):
    assert "Read W1 before it is decided" in words(sitting.chair.get("/"))
    page = words(sitting.chair.get(f"{CASE}decision/"))
    assert "Decided at the next meeting of Improvement Board. None is called yet." in page
    Item.objects.filter(meeting=sitting.called(LATER)).delete()
    page = words(sitting.chair.get(f"{CASE}decision/"))
    assert "Decided at the meeting of 15 March 2010, once it is on the agenda of Improvement Board." in page


@pytest.mark.requirement("SR-067", "SR-162")
def test_an_item_is_live_when_a_quorum_sat_and_the_decider_was_there_without_an_interest(sitting):
    meeting = sitting.called(TODAY)
    item = sitting.item(meeting)
    refused(sitting, sitting.chair, item, "once attendance is recorded and 2 of 3 members are present")
    sitting.attend(meeting, CHAIR)
    refused(sitting, sitting.chair, item, "once 2 of 3 members are present (1 recorded so far)")
    sitting.attend(meeting, CHAIR, MEMBER)
    refused(sitting, sitting.chair, item, f"once {HEARD}.")
    sitting.hears(item)
    absent = "A decision of this meeting is recorded by a member of the body who was present."
    for client in (sitting.third, sitting.outsider):
        refused(sitting, client, item, absent)
    sitting.interested(item, MEMBER)
    sitting.interested(item, CHAIR, general=True)
    refused(sitting, sitting.member, item, "You declared an interest in this item")

    assert "Decide: W1 Front door, version 1" in words(sitting.chair.get("/"))
    assert f"items/{item.pk}/decide" in words(sitting.chair.get(f"{CASE}decision/"))
    assert f"items/{item.pk}/decide" in page_of(sitting.chair, meeting)
    assert sitting.decides(sitting.chair, item).status_code == 302
    decision = Decision.objects.get()
    assert (decision.outcome, decision.by.post.title) == ("implement", CHAIR)
    assert decision.authority["reference"] == "Improvement Board, 8 March 2010"
    assert decision.authority["quorate"] and decision.authority["minuted"]
    page = page_of(sitting.member, meeting)
    assert "Outcome:</strong> Implement. It works." in page and "/decide" not in page


def test_the_form_itself_leads_back_to_the_meeting_where_deciding_is_not_open(sitting):
    item = sitting.item(sitting.called(LATER))
    answer = sitting.chair.get(f"{MEETINGS}items/{item.pk}/decide", follow=True)
    assert answer.redirect_chain[-1][0] == f"{MEETINGS}{item.meeting_id}/"
    assert "Decided at the meeting of 15 March 2010, once" in words(answer)


def test_a_body_that_does_not_decide_never_offers_it(sitting):
    meeting = sitting.called(TODAY, "partners") if _meets("partners") else None
    item = Item.objects.create(
        meeting=meeting, position=9, title="Business case of W1", project=sitting.case.project,
        version=sitting.case.submitted,
    )  # fmt: skip
    assert "/decide" not in page_of(sitting.chair, meeting)
    answer = sitting.decides(sitting.chair, item)
    assert "Partners&#x27; panel does not decide business cases: Improvement Board does." in words(answer)
    assert not Decision.objects.exists()


def _meets(key: str) -> bool:
    """The panel is given a quorum, so that meetings of it can be called."""
    return bool(Meeting.body.field.related_model.objects.filter(key=key).update(quorum=1))


def test_a_case_that_came_again_is_decided_in_its_new_version_only(sitting):
    meeting = sitting.called(TODAY)
    item = sitting.item(meeting)
    sitting.attend(meeting, CHAIR, MEMBER)
    sitting.hears(item)
    newer = item.version
    newer.pk, newer.number, newer._state.adding = None, 2, True
    newer.digest = ""
    newer.digest = newer.worked_out()
    newer.save()
    refused(sitting, sitting.chair, item, "Another version of this case is before the body.")


@pytest.mark.parametrize("what", ["attendance", "confirm"])
def test_nothing_of_a_meeting_to_come_is_recorded(sitting, what):
    meeting = sitting.called(LATER)
    page = page_of(sitting.clerk, meeting)
    assert "Record who was there" not in page and "Confirm the minutes" not in page
    told = words(sitting.clerk.post(f"{MEETINGS}{meeting.pk}/{what}", follow=True))
    assert "15 March 2010, or after." in told or "The meeting is on 15 March 2010." in told
    assert Meeting.objects.get().confirmed_on is None


def test_minutes_are_confirmed_once_the_day_has_come(sitting):
    meeting = sitting.called(TODAY)
    sitting.attend(meeting, CHAIR, MEMBER)
    item = sitting.item(meeting)
    page = f"{MEETINGS}items/{item.pk}/outcome"
    assert (
        sitting.clerk.post(page, filled(sitting.clerk.get(page)) | {"outcome": "Put off."}).status_code == 302
    )
    assert "Minutes confirmed on 8 March 2010" in words(
        sitting.clerk.post(f"{MEETINGS}{meeting.pk}/confirm", follow=True)
    )
    assert "/decide" not in page_of(sitting.chair, meeting)
    assert THIRD in page_of(sitting.chair, meeting)
