"""Reviews of the initiation document and the high-level plan: when, by whom, what changed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.baselines.actions import record_review
from sherwood.web.programme.baselines.demonstration import seed_baselines
from sherwood.web.programme.baselines.models import Review
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

PAGE = "/programme/document/"
DAY = {"reviewed_on_0": "8", "reviewed_on_1": "3", "reviewed_on_2": "2010"}


@pytest.fixture
def seeded(people, programme):
    seed_baselines(programme)
    return programme


def reviewed(programme, **more) -> Review:
    given = {"of": "document", "number": 2, "body": "Executive group", "reviewed_on": date(2010, 3, 8), "changed": True, "changes": "The scope"}  # fmt: skip
    return record_review(programme=programme, by=COMMAND_LINE, **given | more)


@pytest.mark.requirement("SR-158")
def test_reviews_stand_on_the_documents_page_with_their_dates_and_what_changed(seeded, signed_in):
    reviewed(seeded)
    page = signed_in(Role.BOARD_MEMBER).get(PAGE).content.decode()
    rows = page[page.index("Reviews of the document") : page.index("Phases and the approvals")]
    assert rows.index("8 March 2010") < rows.index("11 February 2010") < rows.index("14 January 2010")
    assert "Initiation document, version 2" in rows and "The scope" in rows
    assert "High-level plan, version 1" in rows and "Nothing was changed." in rows
    assert Entry.objects.filter(verb="recorded a review").count() == 3


@pytest.mark.requirement("SR-158")
def test_a_review_is_recorded_by_hand_by_who_keeps_meetings_and_kept_as_a_file(seeded, signed_in):
    client = signed_in(Role.PROGRAMME_ADMINISTRATOR)
    given = {"of": "plan", "number": "2", "body": "Executive group", "changed": "yes", "changes": ""} | DAY
    refused = client.post(PAGE + "reviews/new", given).content.decode()
    assert "Say what changed, or that nothing changed" in refused
    assert client.post(PAGE + "reviews/new", given | {"changes": "=P10 brought forward"}).status_code == 302
    lines = client.get(PAGE + "reviews.csv").content.decode("utf-8-sig").splitlines()
    assert lines[1] == "2010-03-08,Executive group,High-level plan,2,'=P10 brought forward,Programme administrator"  # fmt: skip
    assert client.get(PAGE + "reviews.xlsx").content[:2] == b"PK"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"number": 3}, "no version 3"),
        ({"reviewed_on": date(2010, 3, 2)}, "up to today"),
        ({"reviewed_on": date(2010, 3, 9)}, "up to today"),
        ({"changes": " "}, "one of the two"),
        ({"changed": False}, "one of the two"),
    ],
)
def test_a_review_is_of_a_version_that_stood_and_says_what_came_of_it(seeded, more, said):
    with pytest.raises(SherwoodError, match=said):
        reviewed(seeded, **more)
    assert Review.objects.count() == 2


def test_a_review_never_changes(seeded):
    with pytest.raises(SherwoodError, match="never changes"):
        Review.objects.first().save()


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.PROJECT_LEAD, Role.CONSULTANT])
def test_others_record_no_review(seeded, signed_in, role):
    assert signed_in(role).get(PAGE + "reviews/new").status_code == 403


def test_the_page_asks_the_database_as_often_for_many_reviews_as_for_few(seeded, signed_in):
    client, counts = signed_in(Role.BOARD_MEMBER), []
    for more in (0, 15):
        for _ in range(more):
            reviewed(seeded)
        with CaptureQueriesContext(connection) as found:
            client.get(PAGE)
        counts.append(len(found))
    assert counts[0] == counts[1]
