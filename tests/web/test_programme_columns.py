"""What other parts of the site add to the portfolio: how far a plan moved, the top risk, the last report."""

from datetime import date

import pytest

from posts import post
from sherwood.governance.roles import Role
from sherwood.web.programme.plans.models import Milestone
from sherwood.web.programme.programmes.models import Project
from sherwood.web.programme.programmes.offered import cells_of
from sherwood.web.programme.rhythm.models import Answer, Report
from sherwood.web.programme.risks.models import Risk

SCORES = dict.fromkeys(("before_likelihood", "before_impact", "wanted_likelihood", "wanted_impact"), 3)


@pytest.fixture
def project(programme) -> Project:
    return Project.objects.get(key="P03")


def cell(project: Project, heading: str):
    return dict(cells_of([project])[project.pk])[heading]


def milestone(project, baseline, forecast, actual=None):
    return Milestone.objects.create(
        project=project,
        words="Step",
        owner_post=post("Lead"),
        baseline_on=baseline,
        forecast_on=forecast,
        actual_on=actual,
    )


@pytest.mark.parametrize(
    ("baseline", "forecast", "words", "loud"),
    [
        (date(2010, 3, 20), date(2010, 3, 20), "As promised", False),
        (date(2010, 3, 20), date(2010, 3, 21), "1 day later", True),
        (date(2010, 3, 20), date(2010, 3, 17), "3 days earlier", False),
        (
            date(2010, 3, 1),
            date(2010, 3, 1),
            "7 days later",
            True,
        ),  # the day has passed and it is not reached
    ],
)
def test_an_open_milestone_says_how_far_it_moved(project, baseline, forecast, words, loud):
    milestone(project, baseline, forecast)
    assert (cell(project, "Moved").words, cell(project, "Moved").loud) == (words, loud)


def test_what_moved_most_counts_and_what_is_reached_does_not(project):
    milestone(project, date(2010, 2, 1), date(2010, 2, 20), actual=date(2010, 2, 20))
    milestone(project, date(2010, 4, 1), date(2010, 4, 3))
    milestone(project, date(2010, 5, 1), date(2010, 5, 8))
    assert cell(project, "Moved").words == "7 days later"


def test_the_live_risk_that_scores_highest_now_is_the_top_one(programme, project):
    def risk(words, likelihood, impact, **more):
        return Risk.objects.create(
            programme=programme, project=project, words=words, level="strategic", owner_post=post("Lead"),
            mitigation="Watch", now_likelihood=likelihood, now_impact=impact, raised_on=date(2010, 2, 1), **SCORES, **more,
        )  # fmt: skip

    risk("Posts stay empty", 4, 4)
    risk("Desks", 1, 2)
    risk("Over already", 5, 5, closed_on=date(2010, 3, 1))
    found = cell(project, "Top risk")
    assert (found.words, found.loud) == ("High: Posts stay empty", True)


def report(project, due_on, by, accepted):
    made = Report.objects.create(
        project=project,
        due_on=due_on,
        declared="green",
        saved_on=due_on,
        submitted_by=by,
        submitted_on=due_on,
        digest="d",
    )
    Answer.objects.create(report=made, accepted=accepted, by=by, said_on=due_on)


def test_the_last_report_is_the_last_accepted_and_an_old_one_is_loud(project, people):
    by = people[Role.PROGRAMME_MANAGER]
    assert (cell(project, "Last report").words, cell(project, "Last report").loud) == (
        "None accepted yet",
        True,
    )
    report(project, date(2010, 2, 19), by, True)
    report(project, date(2010, 3, 5), by, False)
    assert (cell(project, "Last report").words, cell(project, "Last report").loud) == (
        "19 February 2010",
        True,
    )
    report(project, date(2010, 2, 26), by, True)
    assert (cell(project, "Last report").words, cell(project, "Last report").loud) == (
        "26 February 2010",
        False,
    )


def test_the_portfolio_shows_the_added_columns(project, people, signed_in):
    milestone(project, date(2010, 3, 20), date(2010, 4, 10))
    answer = signed_in(Role.BOARD_MEMBER).get("/programme/")
    assert answer.context["page"].headings == ["Moved", "Top risk", "Last report"]
    assert "21 days later" in answer.content.decode()
