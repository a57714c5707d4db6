"""What four people come to do, and what they must not see."""

import re

import pyarrow.parquet as pq
import pytest

CHILD = re.compile(r"\bC\d{6}\b")


def teams_manager_of(home) -> str:
    """The team of the demonstration's team manager: the first that receives and assesses."""
    store = next((home / "store" / "snapshots").iterdir())
    rows = pq.read_table(store / "records" / "teams.parquet").to_pylist()
    return min(row["team"] for row in rows if "assessment" in (row["kind"] or "") and row["to_on"] is None)


def test_an_analyst_follows_a_figure_down_to_its_children_and_the_data_down_to_its_rows(person):
    """Given a load, the analyst reads a measure, the children behind it, and what was put aside."""
    person.signs_in_as("analyst").goes_to("/evidence/").sees("Initial assessments finished in time")
    person.follows("Initial assessments finished in time").sees("By district", "Read it with its companion")
    person.follows("team", exact=True).sees("By team")
    person.goes_to("/evidence/initial_assessments_in_time/children/").sees("This look is recorded")
    assert CHILD.search(person.text)
    person.follows("not in time").sees("Not in time")
    person.goes_to("/data/").sees("rows were read", "accepted +", "What was put aside, and why")
    person.follows("See the rows, with file, sheet and row").sees("Reason", "This look is recorded")


def test_a_project_lead_sees_what_the_project_answers_and_whether_it_is_true(person):
    """From the portfolio to a project, its findings, and the measures it is judged by."""
    person.signs_in_as("lead").goes_to("/programme/").sees(
        "P03", "Timescales for initial and core assessments"
    )
    person.follows("P03").sees("Initial assessments finished in time")
    person.goes_to("/programme/findings/").sees("findings")
    person.goes_to("/evidence/initial_assessments_in_time/").sees_no("See the children behind the figure")


def test_a_board_member_reads_the_programme_and_never_sees_a_child(person):
    """Every page a Board member can reach, and those they cannot: no identifier of a child on any."""
    person.signs_in_as("board")
    for path in ("/", "/programme/", "/programme/findings/", "/programme/about/", "/evidence/"):
        person.goes_to(path)
        assert not CHILD.search(person.page.content()), path
    for key in ("initial_assessments_in_time", "plans_two_years_or_more", "children_held_per_worker"):
        person.goes_to(f"/evidence/{key}/").sees_no("See the children behind the figure")
        assert not CHILD.search(person.page.content()), key
    person.goes_to("/evidence/initial_assessments_in_time/children/", status=403)
    person.goes_to("/data/", status=403)


def test_a_team_manager_sees_only_their_own_teams_children(person, home):
    """The list behind a figure is of their team and no other, at every page of it."""
    person.signs_in_as("team")
    own = teams_manager_of(home)
    person.goes_to("/evidence/initial_assessments_in_time/children/").sees(own)
    teams = {cell.inner_text() for cell in person.page.locator("tbody tr td:nth-child(3)").all()}
    assert teams == {own}
    person.goes_to("/evidence/initial_assessments_open_overdue/children/?answer=met")
    teams = {cell.inner_text() for cell in person.page.locator("tbody tr td:nth-child(3)").all()}
    assert teams <= {own}
    person.goes_to("/evidence/initial_assessments_in_time/children/?team=Another&worker=W1&page=999")
    person.sees("There are none.")
    person.goes_to("/").follows("Look at initial assessments open and overdue in your team").sees(
        "Overdue?", own
    )
    teams = {cell.inner_text() for cell in person.page.locator("tbody tr td:nth-child(3)").all()}
    assert teams == {own}


def test_every_look_at_children_is_in_the_trail(person):
    """What the analyst looked at, the auditor reads: who, what list, how many rows, and no child."""
    person.signs_in_as("analyst").goes_to("/evidence/re_referrals_within_12_months/children/")
    person.page.get_by_role("button", name="Sign out").click()
    person.signs_in_as("auditor").goes_to("/trail/").sees(
        "looked at children", "re_referrals_within_12_months"
    )
    assert not CHILD.search(person.text)


def test_the_site_works_without_javascript(person_without_javascript):
    """Sign-in, tables, filters by links, and a list of children."""
    page = person_without_javascript.page
    site = person_without_javascript.site
    page.goto(f"{site}/account/sign-in")
    page.locator("input[name=login]").fill("analyst@example.org")
    page.locator("input[name=password]").fill("sherwood forest 2010")
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{site}/evidence/core_assessments_in_time/")
    page.get_by_role("link", name="locality", exact=True).click()
    assert "By locality" in page.locator("body").inner_text()
    page.goto(f"{site}/programme/")
    assert page.get_by_role("link", name="P03").first.is_visible()


@pytest.mark.parametrize("path", ["/nowhere", "/evidence/nothing/", "/data/nothing/"])
def test_a_wrong_address_is_told_kindly(person, path):
    person.signs_in_as("analyst").goes_to(path, status=404).sees("not")
