"""How a project stands is said in the council's own ratings: declared, listed, compared with the measures, and kept as issued."""

from datetime import date

import pytest

import other_council
from filling import filled
from other_council import Office, day, defined, founded, words
from proposing import agree_to, proposed
from sherwood.governance.programme import DeclaredRating
from sherwood.governance.ratings import Rating, disagreement
from sherwood.governance.roles import Role
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.rhythm.models import Report

pytestmark = pytest.mark.django_db
TYPED = {
    "declared": "rescue",
    "because": "Two teams have no manager.",
    "progress": "One post is filled.",
    "next_step": "Interviews",
    **day("next_step_on", date(2010, 4, 1)),
}


@pytest.fixture
def office():
    founded(stage="delivery")
    return Office()


def report_due(office) -> tuple:
    """The manager sets a day, and the lead opens the report due on it."""
    manager = office.enter(Role.PROGRAMME_MANAGER, "Improvement manager")
    lead = office.enter(Role.PROJECT_LEAD, "Head of early help")
    page = "/reports/rhythm"
    given = {"what": "report", **day("first_due_on", date(2010, 3, 8)), "every_days": "7"}
    assert manager.post(page, filled(manager.get(page)) | given).status_code == 302
    return manager, lead, "/reports/projects/W1/2010-03-08/write"


def test_a_lead_declares_in_the_councils_words_and_the_report_keeps_them(office, monkeypatch):
    manager, lead, page = report_due(office)
    form = words(lead.get(page))
    assert "Needs rescue" in form
    assert "Off track" not in form
    lead.post(page, filled(lead.get(page)) | TYPED | {"submit": "yes"})
    report = Report.objects.get()
    manager.post(f"/reports/{report.pk}/answer", {"accepted": "yes"})
    assert Project.objects.get().declared == "rescue"
    portfolio = words(manager.get("/programme/"))
    assert "1 project: declared 1 needs rescue." in portfolio
    assert "Front door" in words(manager.get("/programme/?declared=rescue"))
    assert "No project answers to this choice" in words(manager.get("/programme/?declared=well"))
    board = office.enter(Role.BOARD_MEMBER, "Independent chair")
    renamed = other_council.DEFINITION.replace("Needs rescue", "In trouble").replace(
        'stage = "idea"', 'stage = "delivery"'
    )
    monkeypatch.setattr("other_council.DEFINITION", renamed)
    agree_to(proposed(defined()), [board])
    assert "declared 1 in trouble" in words(manager.get("/programme/"))
    assert "Needs rescue" in words(manager.get(report.get_absolute_url()))


@pytest.mark.parametrize(
    ("counts_as", "computed", "said"),
    [
        ("green", Rating.RED, "Declared delivered, but the measures say off track"),
        ("red", Rating.AMBER, "Declared delivered, while the measures say at risk"),
        ("red", Rating.RED, ""),
    ],
)
def test_a_rating_is_held_against_the_measures_by_what_it_counts_as(counts_as, computed, said):
    assert disagreement(DeclaredRating("done", "Delivered", "blue", counts_as), computed) == said


def test_a_project_declares_nothing_that_the_programme_does_not_name():
    with pytest.raises(Exception, match="project W2 names rating “green”, and there is none"):
        defined(
            '[[project]]\nkey = "W2"\nname = "x"\ncategory = "high_priority"\nlead = "y"\naim = "z"\n'
            'source = "1"\nstage = "idea"\ndeclared = "green"\n'
        )
