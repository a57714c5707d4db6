"""The demonstration's reports: four Fridays, two updates, and something of everything to look at."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sherwood.governance.rhythm import ExpectedStanding
from sherwood.governance.roles import Role
from sherwood.web.programme.meetings.demonstration import seed_meetings
from sherwood.web.programme.plans.demonstration import seed_plans
from sherwood.web.programme.rhythm.demonstration import seed_rhythm
from sherwood.web.programme.rhythm.expecting import expected, reporting
from sherwood.web.programme.rhythm.models import Report, Rhythm, Update


@pytest.fixture
def seeded(people, programme):
    seed_meetings(programme)
    seed_plans(programme)
    seed_rhythm(programme)
    return programme


def test_every_kind_of_standing_is_there(seeded, people):
    rows = expected(reporting(people[Role.PROGRAMME_MANAGER]), date(2010, 2, 12), date(2010, 3, 12))
    assert {one.standing for one in rows} == set(ExpectedStanding) - {ExpectedStanding.DRAFT}
    assert Report.objects.filter(marks__isnull=False).count() == 1
    assert [one.state for one in Update.objects.all()] == ["Waits for the senior responsible owner", "Issued"]


def test_doing_it_again_changes_nothing(seeded):
    before = Report.objects.count(), Rhythm.objects.count(), Update.objects.count()
    seed_rhythm(seeded)
    assert (Report.objects.count(), Rhythm.objects.count(), Update.objects.count()) == before


def test_every_report_and_update_is_as_it_was_handed_in(seeded):
    assert all(one.digest == one.worked_out() for one in Report.objects.submitted().select_related("project"))
    assert all(one.digest == one.worked_out() for one in Update.objects.select_related("body"))


PAGES = ("/reports/", "/reports/projects/P03/", "/reports/updates/", "/reports/updates/1/", "/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [Role.PROGRAMME_MANAGER, Role.PROJECT_LEAD, Role.SENIOR_RESPONSIBLE_OWNER])
def test_every_page_answers_in_a_few_queries(seeded, signed_in, path, role):
    client = signed_in(role)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    print(path, role, len(asked))
    assert len(asked) < 80
