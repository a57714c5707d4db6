"""A council whose reports are due every month and ask for what it asks for, in its own words."""

from datetime import date

import pytest

from filling import filled
from other_council import Office, day, founded, words
from sherwood.governance.rhythm import due_days
from sherwood.governance.roles import Role
from sherwood.web.programme.rhythm.models import Report, Rhythm

pytestmark = pytest.mark.django_db
WRITE = "/reports/projects/W1/2010-03-31/write"


@pytest.fixture
def office():
    founded(stage="delivery")
    return Office()


@pytest.fixture
def manager(office):
    manager = office.enter(Role.PROGRAMME_MANAGER, "Improvement manager")
    page = "/reports/rhythm"
    said = {"what": "report", **day("first_due_on", date(2010, 3, 31)), "every_days": "", "by_month": "on"}
    assert manager.post(page, filled(manager.get(page)) | said).status_code == 302
    return manager


@pytest.fixture
def lead(office, manager):
    return office.enter(Role.PROJECT_LEAD, "Head of early help")


def test_a_report_is_due_every_month_on_its_last_day_where_the_month_is_short(manager, lead):
    rhythm = Rhythm.objects.get()
    assert [date(2010, 3, 31), date(2010, 4, 30), date(2010, 5, 31)] == [
        *_days(rhythm, date(2010, 3, 1), date(2010, 6, 1))
    ]
    page = words(manager.get("/reports/"))
    assert "Report of a project: every month on day 31" in page
    assert "eekly" not in page
    assert lead.get(WRITE).status_code == 200
    assert lead.get(WRITE.replace("03-31", "03-26")).status_code == 403


def test_a_day_that_is_neither_by_days_nor_by_month_is_refused(manager):
    page = "/reports/rhythm"
    said = {"what": "report", **day("first_due_on", date(2010, 4, 1)), "every_days": "", "by_month": ""}
    sent = {key: value for key, value in (filled(manager.get(page)) | said).items() if key != "by_month"}
    assert "Say every how many days it is due" in words(manager.post(page, sent))


def test_fields_are_called_and_left_out_as_the_council_says_and_an_issued_report_keeps_that(manager, lead):
    page = "/reports/hints"
    said = {"progress_label": "What children would notice", "resources_asked": "no"}
    assert manager.post(page, filled(manager.get(page)) | said).status_code == 302
    form = words(lead.get(WRITE))
    assert "What children would notice" in form
    assert 'name="resources"' not in form
    refused = words(lead.post(WRITE, filled(lead.get(WRITE)) | {"declared": "well", "submit": "yes"}))
    assert "what children would notice" in refused
    typed = {
        "declared": "well",
        "because": "Calls are answered.",
        "progress": "They wait a day.",
        "next_step": "More",
        **day("next_step_on", date(2010, 4, 1)),
    }
    lead.post(WRITE, filled(lead.get(WRITE)) | typed | {"submit": "yes"})
    report = Report.objects.get()
    manager.post(page, filled(manager.get(page)) | {"progress_label": "Progress made"})
    issued = words(manager.get(report.get_absolute_url()))
    assert "What children would notice" in issued
    assert "Resources" not in issued


def _days(rhythm: Rhythm, first: date, last: date):
    return due_days([rhythm.cadence], first, last)
