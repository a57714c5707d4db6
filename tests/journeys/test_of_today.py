"""What people come to do at another council: of the present day, with other bodies, words, assessments and keys."""

import re

import pytest

CHILD = re.compile(r"\bC\d{6}\b")
OF_2010 = ("Programme Board", "executive group", "Initial assessments", "Core assessments", "P03")
PAGES = {
    "board": [
        "/", "/programme/", "/programme/findings/", "/programme/findings/REC1/", "/programme/projects/FD/",
        "/programme/projects/WF/case/", "/programme/meetings/", "/programme/about/", "/evidence/",
        "/evidence/single_assessments_in_time/", "/evidence/single_assessments_open_overdue/",
    ],
    "manager": ["/", "/reports/", "/reports/updates/", "/programme/money/", "/programme/risks/", "/programme/timeline/"],
    "lead": ["/", "/programme/projects/FD/plan/", "/reports/projects/FD/"],
}  # fmt: skip


@pytest.mark.parametrize("who", PAGES)
def test_pages_are_of_this_council_alone(neighbour, who):
    """Accessible, no wider than the screen, and without a word of the other council's programme."""
    neighbour.signs_in_as(who)
    for path in PAGES[who]:
        neighbour.goes_to(path).sees("Aldermere Borough Council")
        if path != "/evidence/":  # lists every measure there is
            neighbour.sees_no(*OF_2010)
        assert not CHILD.search(neighbour.page.content()), path


def test_the_board_reads_whether_children_are_seen_sooner(neighbour):
    neighbour.signs_in_as("board").goes_to("/").sees("Single assessments finished within 45 working days")
    neighbour.follows("Single assessments finished within 45 working days")
    neighbour.sees("wanted by 31 March 2027", "Read it with its companion", "By district")
    neighbour.goes_to("/evidence/single_assessments_in_time/children/", status=403)


def test_the_lead_sees_what_the_project_answers(neighbour):
    neighbour.signs_in_as("lead").goes_to("/programme/").sees("FD", "A front door that sees every child")
    neighbour.follows("FD").sees("Single assessments finished within 45 working days")
    neighbour.goes_to("/programme/findings/REC1/").sees("Recommendation", "FD")


def test_the_clerk_keeps_the_next_meeting_of_the_improvement_board(neighbour):
    neighbour.signs_in_as("administrator").goes_to("/programme/meetings/")
    neighbour.follows("Improvement Board, 7 December 2026").sees("Decisions asked for", "Business case of WF")


def test_a_team_manager_sees_only_their_own_teams_children(neighbour):
    neighbour.signs_in_as("team").goes_to("/evidence/single_assessments_in_time/children/")
    teams = {cell.inner_text() for cell in neighbour.page.locator("tbody tr td:nth-child(3)").all()}
    assert teams == {"Northgate Assessment"}
    assert CHILD.search(neighbour.text)


def test_an_analyst_sees_that_family_help_came_whole(neighbour):
    neighbour.signs_in_as("analyst").goes_to("/data/").sees(
        "family help episodes", "What was put aside, and why"
    )
