"""Why these projects, in what order, and what is missing in any of them."""

from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from proposing import agreed
from sherwood.governance.roles import Role
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.ui.downloads import HEADS_AT


@pytest.fixture
def board(signed_in, programme):
    return signed_in(Role.BOARD_MEMBER)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def without(definition, key: str, **values):
    projects = tuple(replace(one, **values) if one.key == key else one for one in definition.projects)
    return replace(definition, projects=projects)


@pytest.mark.requirement("SR-004")
def test_the_programme_page_shows_which_bodies_asked_for_it_and_its_aim(board, programme):
    text = words(board.get("/programme/about/"))
    assert programme.aim.replace("'", "&#x27;") in text
    assert all(
        f"<li>{body}</li>" in text for body in ("Cabinet", "Corporate Leadership Team", "Elected members")
    )


@pytest.mark.requirement("SR-034")
def test_the_ranking_shows_score_weights_and_evidence(board):
    page = board.get("/programme/choosing/").context["page"]
    first = page.places[0]
    assert (first.number, first.project.key, first.ranked.got, first.ranked.of) == (1, "P03", 50, 50)
    text = words(board.get("/programme/choosing/"))
    assert "Answers two priority areas for action." in text
    assert "(weight 4)" in text and "(weight 2)" in text


@pytest.mark.requirement("SR-034")
def test_other_weights_make_another_order(board, definition, signed_in):
    weights = {"findings": 0, "intelligence": 1, "benefit": 0}
    criteria = tuple(replace(one, weight=weights[one.key]) for one in definition.criteria)
    agreed(replace(definition, criteria=criteria), signed_in)
    page = board.get("/programme/choosing/").context["page"]
    assert {one.project.key for one in page.places if one.number == 1} == {"P01", "P03", "P09", "P12"}


def test_a_project_without_a_score_is_said_to_lack_it_and_is_not_nought(board, definition, signed_in):
    scores = tuple(one for one in definition.scores if one.project != "P17")
    agreed(replace(definition, scores=scores), signed_in)
    answer = board.get("/programme/choosing/")
    last = answer.context["page"].places[-1]
    assert (last.project.key, last.number, last.ranked.share) == ("P17", None, None)
    assert "Not scored" in words(answer)


@pytest.mark.requirement("SR-047")
def test_projects_are_reported_by_the_three_sources_they_come_from(board):
    page = board.get("/programme/choosing/").context["page"]
    assert [(title, len(found)) for title, found in page.origins] == [
        ("Work begun in June 2009", 5),
        ("Reading the revised inspection framework", 7),
        ("Findings of the unannounced inspection", 5),
    ]
    assert page.unknown == []
    only = board.get("/programme/?origin=inspection").context["page"]
    shown = {row.project.key for _, rows in only.groups for row, _ in rows}
    assert shown == {"P03", "P05", "P10", "P12", "P15"}


@pytest.mark.requirement("SR-033")
def test_a_field_that_is_missing_in_any_project_is_listed_on_one_page(board, definition, signed_in):
    agreed(without(definition, "P08", origin="", next_step="", next_step_on=None), signed_in)
    page = board.get("/programme/method/").context["page"]
    (lacks,) = [found for project, found in page.lacking if project.key == "P08"]
    assert {"where it comes from", "a next step with its day"} <= set(lacks)
    assert "P03" not in {project.key for project, found in page.lacking if "where it comes from" in found}


@pytest.mark.requirement("SR-046")
def test_each_project_has_its_baseline_its_measure_and_a_dated_marker(board, definition, signed_in):
    for project in Project.objects.all():
        for marker in project.markers.all():
            assert marker.stood_at and marker.stood_on and marker.wanted and marker.by_on
        assert project.markers.exists(), project.key
    page = board.get("/programme/method/").context["page"]
    assert not any("marker" in words for _, lacks in page.lacking for words in lacks)
    agreed(replace(definition, markers=()), signed_in)
    page = board.get("/programme/method/").context["page"]
    assert all(any("marker" in words for words in lacks) for _, lacks in page.lacking)
    assert len(page.lacking) == 17


def test_a_project_shows_where_it_stood_what_is_wanted_and_where_it_is(board):
    text = words(board.get("/programme/projects/P03/"))
    assert "What will show success" in text
    assert "32% (211 of 653)" in text and "by 30 June 2010" in text
    assert "Not measured from records" in text


@pytest.mark.requirement("SR-141")
def test_an_urgent_project_comes_first_and_has_tighter_dates(board, programme):
    from sherwood.web.programme.cases.actions.asking import due_day

    groups = dict(board.get("/programme/").context["page"].groups)
    assert groups["High priority"][0][0].project.key == "P03"
    assert groups["Service review"][0][0].project.key == "P12"
    urgent, other = (Project.objects.get(key=key) for key in ("P12", "P13"))
    assert (
        (due_day(other) - due_day(urgent)).days == programme.days_for_a_case - programme.days_when_urgent > 0
    )


FILES = {
    "/programme/portfolio": ("Portfolio", 17),
    "/programme/findings": ("Findings", 20),
    "/programme/choosing": ("Projects in order", 17),
}


@pytest.mark.parametrize("address", FILES)
def test_lists_open_as_a_workbook_and_as_csv(board, address):
    _, many = FILES[address]
    book = CalamineWorkbook.from_filelike(BytesIO(board.get(f"{address}.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()[HEADS_AT:]
    assert len(rows) == many + 1
    lines = board.get(f"{address}.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) >= many + 1
    assert lines[0].split(",")[0] == rows[0][0]


def test_a_file_holds_what_its_page_was_narrowed_to(board):
    book = CalamineWorkbook.from_filelike(
        BytesIO(board.get("/programme/portfolio.xlsx?category=high_priority").content)
    )
    rows = book.get_sheet_by_index(0).to_python()[HEADS_AT:]
    assert [row[0] for row in rows[1:]] == ["P03", "P01", "P02"]


def test_any_other_kind_of_file_is_not_found(board):
    assert board.get("/programme/portfolio.exe").status_code == 404


def test_a_lead_links_the_measures_of_their_own_project_and_no_load_undoes_it(
    signed_in, programme, definition, people
):
    Project.objects.filter(key="P08").update(lead=people[Role.PROJECT_LEAD].post)
    client = signed_in(Role.PROJECT_LEAD)
    address = "/programme/projects/P08/measures"
    assert client.post(address, {"measures": ["care_reviews_in_time"]}).status_code == 302
    agreed(without(definition, "P08", aim="Another"), signed_in)
    assert Project.objects.get(key="P08").measure_keys == ["care_reviews_in_time"]
    other = client.post("/programme/projects/P06/measures", {"measures": ["care_reviews_in_time"]})
    assert "or the programme manager links its measures" in words(other)
    assert Project.objects.get(key="P06").measure_keys == []


def test_a_project_in_delivery_keeps_a_measure(signed_in, programme):
    client = signed_in(Role.PROGRAMME_MANAGER)
    answer = client.post("/programme/projects/P03/measures", {})
    assert "keeps at least one measure" in words(answer)
    assert len(Project.objects.get(key="P03").measure_keys) == 4


@pytest.mark.requirement("SR-149")
@pytest.mark.parametrize("words", ["p03", "timescales", "Improve timescales for INITIAL", " P03 "])
def test_a_project_is_found_by_any_of_its_names(board, words):
    page = board.get("/programme/", {"name": words}).context["page"]
    assert [row.project.key for _, rows in page.groups for row, _ in rows] == ["P03"]


def test_a_name_that_nothing_answers_to_finds_nothing(board):
    answer = board.get("/programme/", {"name": "%_\\"})
    assert answer.context["page"].groups == []
    assert "No project answers to this choice." in words(answer)
