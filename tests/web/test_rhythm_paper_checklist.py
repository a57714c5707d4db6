"""The checklist of papers: what must be so of each before a body sees it, and who saw that it is."""

import pytest

from sherwood.governance.roles import Role
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.web.programme.meetings import actions
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.models import Meeting, Paper
from sherwood.web.programme.programmes.models import Body

MEETINGS = "/programme/meetings/"
LINES = [
    "It says what the Board is asked to decide",
    "Money and posts are agreed with finance and human resources",
    "Every figure names its source",
    "It went out five working days before",
]


@pytest.fixture
def paper(people, programme) -> Paper:
    """A new paper of the coming Board."""
    seed_meetings(programme)
    meeting = Meeting.objects.whole().filter(body__key="board", confirmed_on=None).get()
    item = actions.add_item(
        meeting=meeting,
        heading="",
        title="Where recruitment stands",
        paper="Ten of twelve have started.",
        by=people[Role.PROGRAMME_ADMINISTRATOR],
    )
    return item.papers.get()


@pytest.mark.requirement("SR-075")
def test_only_the_programme_manager_ticks_and_the_tick_keeps_post_and_day(paper, people, signed_in):
    with pytest.raises(Refusal, match="programme manager"):
        actions.check_paper(paper=paper, lines=LINES[:1], by=people[Role.PROGRAMME_OFFICER])
    assert signed_in(Role.PROGRAMME_OFFICER).get(f"{MEETINGS}papers/{paper.pk}/check").status_code == 403
    manager = signed_in(Role.PROGRAMME_MANAGER)
    manager.post(f"{MEETINGS}papers/{paper.pk}/check", {"lines": LINES[:1]})
    page = manager.get(f"{MEETINGS}{paper.item.meeting_id}/").content.decode()
    assert f'✓ {LINES[0]} <span class="sherwood-quiet">Programme manager, 8 March 2010</span>' in page


@pytest.mark.requirement("SR-075")
def test_a_paper_that_is_not_checked_through_is_said_so_until_it_is(paper, people, signed_in):
    page = f"{MEETINGS}{paper.item.meeting_id}/"
    left = len(signed_in(Role.BOARD_MEMBER).get(page).context["unchecked"])
    assert left >= 1
    assert f"○ Not checked: {LINES[0]}" in signed_in(Role.BOARD_MEMBER).get(page).content.decode()
    actions.check_paper(paper=paper, lines=LINES, by=people[Role.PROGRAMME_MANAGER])
    assert len(signed_in(Role.BOARD_MEMBER).get(page).context["unchecked"]) == left - 1


def test_a_tick_is_given_once_and_only_for_lines_of_the_list(paper, people):
    manager = people[Role.PROGRAMME_MANAGER]
    actions.check_paper(paper=paper, lines=LINES[:1], by=manager)
    for again in (LINES[:1], ["Something else"]):
        with pytest.raises(SherwoodError, match="not ticked yet"):
            actions.check_paper(paper=paper, lines=again, by=manager)
    assert paper.ticks.count() == 1


def test_the_list_is_the_bodys_own_and_changed_by_who_runs_the_programme(paper, signed_in):
    address = f"{MEETINGS}bodies/executive_group/papers"
    assert signed_in(Role.PROGRAMME_OFFICER).get(address).status_code == 403
    signed_in(Role.PROGRAMME_MANAGER).post(
        address, {"paper_lines": "Read by health\n\nRead by police\nRead by health"}
    )
    assert Body.objects.get(key="executive_group").paper_checklist == ["Read by health", "Read by police"]


def test_papers_of_confirmed_minutes_are_ticked_no_more(paper, people):
    done = Paper.objects.filter(item__meeting__confirmed_on__isnull=False).first()
    done.ticks.model.objects.filter(paper=done).delete()
    with pytest.raises(SherwoodError, match="confirmed"):
        actions.check_paper(paper=done, lines=LINES, by=people[Role.PROGRAMME_MANAGER])
