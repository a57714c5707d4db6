"""What heads the executive group's agenda: slipped key milestones, then late steps, then cases, money, risks, issues."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posts import post
from sherwood.governance.roles import Role
from sherwood.web.programme.meetings import actions
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.meetings.models import Item, Meeting
from sherwood.web.programme.money.demonstration import seed_money
from sherwood.web.programme.plans.actions import promise_milestone
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.programmes.models import Body, Project
from sherwood.web.programme.risks.demonstration import seed_risks
from sherwood.web.programme.risks.models import Issue
from sherwood.web.site.accounts.models import User


@pytest.fixture
def seeded(people, programme):
    for seed in (seed_plans, seed_money, seed_risks, seed_meetings):
        seed(programme)
    return programme


@pytest.fixture
def keeper(people):
    return people[Role.PROGRAMME_ADMINISTRATOR]


def agenda(keeper, key="executive_group", on=date(2010, 3, 25)) -> list[Item]:
    meeting = actions.call_meeting(body=Body.objects.get(key=key), held_on=on, by=keeper)
    built(meeting, keeper)
    return list(Item.objects.filter(meeting=meeting).select_related("project"))


def built(meeting: Meeting, keeper) -> int:
    return actions.build_agenda(meeting=Meeting.objects.whole().get(pk=meeting.pk), by=keeper)


def first(titles: list[str], beginning: str) -> int:
    return next(place for place, title in enumerate(titles) if title.startswith(beginning))


@pytest.mark.requirement("SR-155")
def test_slipped_key_milestones_come_before_everything_else(seeded, keeper):
    seeded.project_set.filter(key="P05").update(next_step_on=date(2010, 3, 1))
    titles = [item.title for item in agenda(keeper)]
    places = [first(titles, one) for one in ("Slipped: ", "Late: ", "Forecast over budget: ", "Strategic risk", "Issue affecting", "Barrier: ")]  # fmt: skip
    assert places[0] == 0 and places == sorted(places)
    assert not any(title.startswith("Slipped: ") for title in titles[places[1] :])


@pytest.mark.requirement("SR-155")
def test_a_slipped_key_milestone_names_its_project_and_its_first_promise(seeded, keeper):
    item = agenda(keeper)[0]
    assert item.project.key == "P02"
    assert item.title == "Slipped: First teams use it, promised for 11 March 2010"


@pytest.mark.requirement("SR-071")
def test_a_forecast_over_budget_stands_under_the_part_of_the_remit_that_is_the_budget(seeded, keeper):
    (item,) = [one for one in agenda(keeper) if one.title.startswith("Forecast over budget")]
    assert item.heading == "The programme within its budget"
    assert item.title.endswith("Additional staffing to support safeguarding, £18,000 over")


def test_the_board_hears_none_of_it(seeded, keeper):
    titles = [item.title for item in agenda(keeper, key="board")]
    assert not [one for one in titles if not one.startswith("Business case")]


def test_what_waits_stands_on_the_agenda_once_however_often_it_is_built(seeded, keeper):
    agenda(keeper)
    assert built(Meeting.objects.get(held_on=date(2010, 3, 25)), keeper) == 0


def test_a_long_title_is_cut_at_a_word_and_fits(seeded, keeper):
    Issue.objects.update(words="word " * 60, affects_time=True, affects_cost=True, affects_quality=True)
    titles = [one.title for one in agenda(keeper)]
    assert max(len(one) for one in titles) <= 200


def test_an_agenda_asks_the_database_as_often_for_many_slips_as_for_few(seeded, keeper):
    project, counts = Project.objects.get(key="P03"), []
    lead = User.objects.get(post=project.lead)
    for number, more in enumerate((1, 15)):
        for place in range(more):
            promise_milestone(project=project, words=f"M{number} {place}", owner_post=post("x"), baseline_on=date(2010, 3, 1), is_key=True, by=lead)  # fmt: skip
        meeting = actions.call_meeting(body=Body.objects.get(key="executive_group"), held_on=date(2010, 4, 1 + number), by=keeper)  # fmt: skip
        meeting = Meeting.objects.whole().get(pk=meeting.pk)
        with CaptureQueriesContext(connection) as found:
            actions.build_agenda(meeting=meeting, by=keeper)
        counts.append(len(found))
    assert counts[0] == counts[1]
