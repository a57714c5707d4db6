"""The demonstration's cases are walked by the real acts, each project to where its definition says it stands."""

import pytest
from django.conf import settings as site

from sherwood.governance.case_gates import missing
from sherwood.governance.stages import Stage
from sherwood.web.programme.cases.demonstration import seed_cases
from sherwood.web.programme.cases.models import Case, Decision, Version
from sherwood.web.programme.programmes.models import Programme, Project
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(people, programme, definition):
    seed_cases(Programme.objects.get())
    return {one.key: one for one in definition.projects}


def test_every_project_stands_where_its_definition_says_and_was_walked_there(seeded, settings):
    assert {one.key: one.now for one in Project.objects.all()} == {
        key: one.stage for key, one in seeded.items()
    }
    assert Case.objects.count() == 17
    assert {"stage" in one.settled for one in Project.objects.all()} == {True}
    assert Entry.objects.first_broken() is None
    assert site.CLOCK.isoformat() == "2010-03-08", "the clock is given back"


def test_seeding_again_changes_nothing(seeded):
    before = Entry.objects.count()
    seed_cases(Programme.objects.get())
    assert Entry.objects.count() == before


def test_what_was_approved_was_vetted_challenged_and_decided_by_different_people(seeded):
    approved = [
        case.submitted for case in Case.objects.whole() if case.project.now.number > Stage.DECISION.number
    ]
    assert len(approved) == 10
    for version in approved:
        acted = [
            version.vetting.by,
            version.latest_opinion("executive").by,
            version.decision.by,
            version.submitted_by,
        ]
        assert len(set(acted)) == 4, version.key
        assert version.digest == version.worked_out() == version.decision.digest


def test_there_is_one_return_at_vetting_and_one_amend(seeded):
    assert [one.version.case.project.key for one in Decision.objects.filter(outcome="amend")] == ["P04"]
    numbers = {case.project.key: case.latest.number for case in Case.objects.whole() if case.latest}
    assert {key for key, number in numbers.items() if number == 2} == {"P04", "P15"}


def test_what_is_being_written_is_a_draft_and_what_was_submitted_is_whole(seeded):
    for version in Version.objects.all():
        assert bool(missing(version.content)) != version.locked, version.key


def test_conditions_of_the_board_are_on_the_log_some_of_them_overdue(seeded):
    conditions = Action.objects.filter(origin_kind="condition")
    assert conditions.count() == 6
    assert {one.origin_words.split()[5].strip(",") for one in conditions.overdue()} == {"P03", "P11"}


def test_no_act_was_before_the_programme_began_or_after_today(seeded):
    for decision in Decision.objects.all():
        assert "2009-11-16" < decision.said_on.isoformat() <= "2010-03-08", decision.version.key


def test_each_decision_stands_in_the_confirmed_minutes_of_a_quorate_meeting(seeded):
    from sherwood.web.programme.cases.models import Decision
    from sherwood.web.programme.meetings.demonstration import seed_meetings
    from sherwood.web.programme.meetings.models import Item, Meeting
    from sherwood.web.programme.programmes.models import Programme

    seed_meetings(Programme.objects.get())
    assert Decision.objects.count() >= 8
    for one in Decision.objects.all():
        item = Item.objects.get(version=one.version, meeting__held_on=one.said_on)
        meeting = Meeting.objects.whole().get(pk=item.meeting_id)
        assert meeting.confirmed_on and meeting.quorate and meeting.body.key == "board"
        assert item.heard and item.outcome.startswith(one.outcome_words)
