"""The programme as its readers see it, and what it costs to show."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposing import agreed
from sherwood.governance.ratings import MeasureSignal, Rating
from sherwood.governance.roles import Role
from sherwood.web.evidence.summaries import Summary
from sherwood.web.programme.programmes import signals
from sherwood.web.programme.programmes.models import Project

SLIPPING = Summary(
    key="initial_assessments_in_time",
    title="In time",
    figure_text="61% (214 of 351)",
    when="February 2010",
    said="61% (214 of 351), February 2010",
    reading="Below target.",
    signal=MeasureSignal.WORSENING,
    rating=Rating.RED,
    why="gets worse",
)
HOLDING = replace(
    SLIPPING, key="children_held_per_worker", title="Held", figure_text="14.2", reading="At target.",
    signal=MeasureSignal.STEADY, rating=Rating.GREEN, why="holds steady",
)  # fmt: skip


@pytest.fixture
def board(signed_in, programme):
    return signed_in(Role.BOARD_MEMBER)


@pytest.fixture
def evidence(monkeypatch):
    """What the evidence app would answer; that app's own tests prove its answers."""
    found = {"initial_assessments_in_time": SLIPPING, "children_held_per_worker": HOLDING}

    def summaries(wanted, request):
        return {(key, setting): found[key] for key, setting in wanted if key in found}

    monkeypatch.setattr(signals, "measure_summaries", summaries)


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_portfolio_says_how_it_stands_before_any_records(board):
    text = words(board.get("/programme/"))
    assert (
        "17 projects: declared 8 on track, 8 at risk and 1 off track. No records have been loaded yet" in text
    )
    assert all(f"P{n:02}" in text for n in range(1, 18))


def test_disagreement_between_the_ratings_is_said_first_and_in_its_row(board, evidence):
    page = board.get("/programme/").context["page"]
    assert [row.project.key for row in page.disagreements] == ["P03", "P02", "P05", "P15"]
    text = words(board.get("/programme/"))
    assert "The measures disagree with 4 of them." in text
    assert text.index("Where the measures disagree") < text.index("High priority</caption>")
    assert "Declared on track, but the measures say off track" in text


def test_a_project_without_measures_is_not_rated_rather_than_on_track(board, evidence):
    rows = [row for _, rows in board.get("/programme/").context["page"].groups for row, _ in rows]
    (row,) = [row for row in rows if row.project.key == "P08"]
    assert row.computed.rating is Rating.NOT_RATED
    assert row.disagreement == ""


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("category=high_priority", {"P01", "P02", "P03"}),
        ("declared=red", {"P12"}),
        ("lead=Head of ethnicity, culture and achievement", {"P08"}),
        ("category=service_review&declared=red", {"P12"}),
        ("category=nonsense", set()),
        ("lead=Nobody", set()),
    ],
)
def test_filters_are_in_the_address(board, query, keys):
    page = board.get(f"/programme/?{query}").context["page"]
    assert {row.project.key for _, rows in page.groups for row, _ in rows} == keys


def test_a_choice_that_nothing_answers_says_so(board):
    assert "No project answers to this choice" in words(board.get("/programme/?declared=not_rated"))


def test_a_project_shows_what_it_answers_where_it_stands_and_its_measures(board, evidence):
    text = words(board.get("/programme/projects/P03/"))
    assert "some begin only months after the referral came" in text
    assert "paragraph 3.5, second" in text
    assert 'class="sherwood-stage--now" aria-current="step">Delivery' in text
    assert "61% (214 of 351)" in text
    assert "Declared on track, but the measures say off track." in text
    assert "In time: off track, because it gets worse." in text


@pytest.fixture
def unexplained(programme, definition, signed_in):
    """The programme before anybody said why nothing is done about V6."""
    findings = tuple(
        replace(one, no_project_because="") if one.key == "V6" else one for one in definition.findings
    )
    agreed(replace(definition, findings=findings), signed_in)


def test_findings_nobody_acts_on_come_first(board, unexplained):
    page = board.get("/programme/findings/").context["page"]
    assert page.sentence == "Nobody is acting on 1 of the 17 findings that need action."
    assert [one.key for one in page.alone] == ["V6"]
    assert [one.key for one in page.acted_on][:4] == ["A1", "A2", "A3", "A4"]
    assert [one.key for one in page.strengths] == ["S1", "S2", "S3"]


def test_a_finding_leads_from_its_words_to_its_measures(board, evidence):
    text = words(board.get("/programme/findings/A2/"))
    places = [
        "months after the referral",
        "Meet the national indicators",
        "P03 Timescales",
        "61% (214 of 351)",
    ]
    assert [text.index(place) for place in places] == sorted(text.index(place) for place in places)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("A2", "P03 acts on it. Of 1 measure with records, 1 getting worse."),
        ("S2", "Nothing needs putting right here."),
        ("V6", "No project acts on it, and it is said why."),
    ],
)
def test_a_finding_says_its_answer_first(board, evidence, key, says):
    assert f'<p class="sherwood-answer">{says}</p>' in words(board.get(f"/programme/findings/{key}/"))


def test_a_rating_two_steps_apart_waits_before_one_that_is_one_apart(signed_in, programme, evidence):
    waiting = signed_in(Role.BOARD_MEMBER).get("/").context["waiting"]
    asked = [one.more for one in waiting if one.words.startswith("Ask about")]
    assert asked == sorted(
        asked, key=lambda more: more != "Declared on track, but the measures say off track."
    )
    assert len(set(asked)) > 1


def test_a_finding_nobody_acts_on_says_so(board, unexplained):
    assert "Nobody." in words(board.get("/programme/findings/V6/"))


def test_a_reason_for_no_project_counts_as_an_answer(board, definition):
    page = board.get("/programme/findings/").context["page"]
    assert page.alone == []
    assert [one.key for one in page.set_aside] == ["V6"]
    assert "V6" not in [one.key for one in page.acted_on]
    assert page.sentence == (
        "16 of the 17 findings that need action have a project; for the other one it is said why there is none."
    )
    (because,) = [one.no_project_because for one in definition.findings if one.key == "V6"]
    assert f"No project: {because}" in words(board.get("/programme/findings/V6/"))


@pytest.mark.requirement("SR-001")
def test_the_programme_page_keeps_service_budgets_out_of_its_money(board):
    page = board.get("/programme/about/").context["page"]
    assert page.total == 1_250_000
    assert (page.filled, page.number) == (18, 24)
    text = words(board.get("/programme/about/"))
    assert "£1,250,000" in text
    assert "Beside it, and not the programme's to spend" in text
    assert "To come: Full inspection" in text


@pytest.mark.requirement("SR-056", "SR-163")
def test_the_structure_is_drawn_from_who_reports_to_whom(board):
    (top,) = board.get("/programme/about/").context["page"].tree
    chain = []
    while top:
        chain.append(top.body.key)
        top = top.below[0] if top.below else None
    assert chain == ["sponsoring_group", "board", "executive_group", "programme_team", "projects"]


def test_what_is_not_there_is_not_found(board):
    assert board.get("/programme/projects/P99/").status_code == 404
    assert board.get("/programme/findings/%00/").status_code == 404
    assert board.get("/programme/?lead=%00").status_code == 400


def test_every_page_stands_before_a_programme_is_loaded(signed_in, people):
    client = signed_in(Role.BOARD_MEMBER)
    for address in ("/programme/", "/programme/about/", "/programme/findings/", "/"):
        assert client.get(address).status_code == 200


def test_home_says_what_waits(signed_in, unexplained, evidence):
    text = words(signed_in(Role.PROGRAMME_MANAGER).get("/"))
    assert (
        text.index("Ask about P03") < text.index("Find a project for finding V6") < text.index("P12: Vetting")
    )


def test_a_lead_is_asked_to_explain_their_own_project_alone(signed_in, programme, evidence):
    waiting = [one.words for one in signed_in(Role.PROJECT_LEAD).get("/").context["waiting"]]
    assert waiting[0].startswith("Explain the rating of P03")
    assert not any("P02" in one for one in waiting)


def test_a_step_that_is_late_comes_first(signed_in, programme, settings):
    from datetime import date

    settings.CLOCK = date(2010, 3, 12)
    waiting = signed_in(Role.PROGRAMME_MANAGER).get("/").context["waiting"]
    assert [one.words[:3] for one in waiting if one.late] == ["P12", "P10"]
    assert waiting[0].late


def test_home_is_kind_when_nothing_waits(signed_in):
    assert "Nothing waits for you today." in words(signed_in(Role.SOCIAL_WORKER).get("/"))


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get(address).status_code == 200
    return len(made)


def tenfold(definition):
    """The programme with ten of every project and finding, all linked."""

    def ten(parts):
        return tuple(replace(one, key=f"{one.key}x{n}" if n else one.key) for n in range(10) for one in parts)

    return replace(definition, projects=ten(definition.projects), findings=ten(definition.findings))


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/programme/", 28),
        ("/programme/findings/", 9),
        ("/programme/projects/P03/", 20),
        ("/programme/findings/A2/", 16),
        ("/programme/about/", 13),
        ("/", 53),
    ],
)
def test_a_page_asks_the_database_as_often_for_170_projects_as_for_17(
    board, signed_in, definition, evidence, address, most
):
    client = signed_in(Role.PROGRAMME_MANAGER)
    few = queries(client, address)
    agreed(tenfold(definition), signed_in)
    assert Project.objects.count() == 170
    assert queries(client, address) == few
    assert few <= most
