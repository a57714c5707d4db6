"""Where the programme comes from: readiness, causes, facts, an earlier plan read cell by cell, and the posts."""

import contextlib
import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from posts import post
from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.origins import actions, earlier_plans
from sherwood.web.programme.origins.demonstration import seed_origins
from sherwood.web.programme.origins.models import (
    Cause,
    EarlierAction,
    EarlierPlan,
    EvidenceNeeded,
    PaidPost,
    StartingFact,
    UrgentAction,
)
from sherwood.web.programme.programmes.models import Finding, Inspection
from sherwood.web.site.trail.actions import COMMAND_LINE

PAGE = "/programme/origins/"


@pytest.fixture
def seeded(programme):
    seed_origins(programme)
    return programme


def workbook(*rows) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


@pytest.mark.requirement("SR-009")
def test_a_range_and_an_average_are_both_held_with_place_date_and_source(seeded):
    fact = StartingFact.objects.get(words__startswith="Rise in referrals")
    assert (fact.low, fact.high, fact.average) == (Decimal("0.3"), Decimal("0.8"), Decimal("0.43"))
    assert fact.figure == "average 43%, from 30% to 80%"
    assert fact.place and fact.on and fact.source


@pytest.mark.requirement("SR-010")
def test_a_cause_is_tied_to_findings(seeded):
    assert all(cause.findings.exists() for cause in Cause.objects.all())
    with pytest.raises(SherwoodError, match="at least one finding"):
        actions.add_cause(
            programme=seeded, words="x", source="y", findings=Finding.objects.none(), by=COMMAND_LINE
        )


@pytest.mark.requirement("SR-017")
def test_a_coming_inspection_shows_days_to_go_and_gaps(seeded, signed_in, settings):
    settings.CLOCK = date(2010, 3, 1)
    page = signed_in(Role.BOARD_MEMBER).get(PAGE + "inspections/").content.decode()
    assert "7 days to go" in page
    assert "We have 2 of 5: 2 gaps, 1 not known." in page


def test_what_we_have_needs_a_place(seeded):
    needed = EvidenceNeeded.objects.filter(state="gap").first()
    with pytest.raises(SherwoodError, match="Say where"):
        actions.answer_evidence(needed=needed, state="have", by=COMMAND_LINE)


@pytest.mark.requirement("SR-003")
def test_the_inspection_holds_its_sites_services_and_publication(seeded):
    held = Inspection.objects.get(held_from=date(2009, 10, 8))
    assert held.held_to == date(2009, 10, 9)
    assert held.published_on == date(2009, 11, 6)
    assert len(held.services) == 3
    assert not held.announced
    assert held.judgement


@pytest.mark.requirement("SR-020")
def test_an_urgent_action_keeps_day_team_who_and_result_and_lies_in_the_past(seeded):
    one = UrgentAction.objects.first()
    assert one.on and one.team and one.who_post and one.result
    with pytest.raises(SherwoodError, match="has been done"):
        actions.log_urgent_action(
            programme=seeded, on=date(2010, 3, 9), team="x", who_post=post("y"), words="z", by=COMMAND_LINE
        )


@pytest.mark.requirement("SR-055")
def test_a_priority_of_the_childrens_plan_with_no_project_is_said(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get(PAGE).content.decode()
    assert "1 of the children's plan's priorities have no project" in page
    assert "<strong>No project</strong>" in page


@pytest.mark.requirement("SR-019", "SR-122")
def test_the_24_posts_are_tracked_with_percentage_and_cost(seeded, signed_in):
    types = {one["kind__title"]: one for one in PaidPost.objects.by_type()}
    assert sum(one["number"] for one in types.values()) == 24
    assert sorted(one["number"] for one in types.values()) == [1, 1, 4, 6, 12]
    assert all(
        one["number"] == one["planned"] + one["in_recruitment"] + one["filled"] for one in types.values()
    )
    filled = sum(one["filled"] for one in types.values())
    page = signed_in(Role.BOARD_MEMBER).get(PAGE + "posts/").content.decode()
    assert f"{filled / 24:.0%} of the posts are filled ({filled} of 24)" in page
    assert "a year" in page


def test_a_post_moves_on_a_day_not_before_its_last_move(seeded):
    post = PaidPost.objects.filter(state="in_recruitment").first()
    actions.move_post(post=post, state="filled", on=date(2010, 3, 1), by=COMMAND_LINE)
    post.refresh_from_db()
    assert post.state == "filled"
    for on, state, said in (
        (date(2010, 2, 1), "planned", "before its last move"),
        (date(2010, 3, 9), "planned", "on the day it happens"),
        (date(2010, 3, 8), "filled", "already"),
    ):
        with pytest.raises(SherwoodError, match=said):
            actions.move_post(post=post, state=state, on=on, by=COMMAND_LINE)


@pytest.mark.requirement("SR-120")
def test_an_earlier_plans_actions_keep_their_source_and_lead_to_projects(seeded, signed_in):
    action = EarlierAction.objects.get(reference="JAR2")
    assert action.plan.title.startswith("Joint area review")
    assert action.row == 3
    assert action.project.key == "P11"
    page = signed_in(Role.BOARD_MEMBER).get(PAGE + "earlier-plans/").content.decode()
    assert "1 action still to be sorted" in page
    with pytest.raises(SherwoodError, match="does not matter here has no project"):
        actions.sort_earlier_action(action=action, relevant=False, project=action.project, by=COMMAND_LINE)


HEADS = ["Ref", "Action required", "Lead", "By when", "Progress"]


def test_a_workbook_is_read_whatever_its_headings_are_called_and_wherever_they_stand():
    rows = earlier_plans.read(
        workbook(
            ["Plan of 2008"],
            [],
            HEADS,
            [1, "See children", "Team manager", "31/05/2008", "Done"],
            [],
            [2.0, "Audit", "", "", ""],
        ),
        "p.xlsx",
    )
    assert [(row.row, row.reference, row.due_on) for row in rows] == [
        (4, "1", date(2008, 5, 31)),
        (6, "2", None),
    ]


def test_every_fault_is_told_by_its_cell_and_nothing_is_imported(seeded):
    content = workbook(
        HEADS, ["A1", "", "x", "soon", ""], ["", "Do", "", "31/02/2009", ""], ["A1", "Again", "", "", ""]
    )
    with pytest.raises(SherwoodError) as refused:
        actions.import_plan(
            programme=seeded,
            title="t",
            dated_on=date(2009, 1, 1),
            content=content,
            file_name="p.xlsx",
            by=COMMAND_LINE,
        )
    said = str(refused.value)
    for part in (
        "Cell B2: expected the action",
        "Cell D2: expected a date",
        "Cell A3: expected the reference",
        "Cell D3: expected a date",
        "Row 4: reference A1 stands on row 2 already",
    ):
        assert part in said
    assert EarlierPlan.objects.count() == 1


def test_a_cell_too_long_for_its_column_is_a_fault_of_that_cell():
    with pytest.raises(SherwoodError, match="Cell A2: expected at most 60 characters, and it has 61"):
        earlier_plans.read(workbook(HEADS, ["1" * 61, "See children", "x" * 200, "", ""]), "p.xlsx")
    with pytest.raises(SherwoodError, match="Cell C2: expected at most 200 characters, and it has 201"):
        earlier_plans.read(workbook(HEADS, ["1", "See children", "x" * 201, "", ""]), "p.xlsx")


def test_a_null_in_a_cell_is_left_out():
    (row,) = earlier_plans.read(b"Reference,Action\n\x001,See\x00 children\n", "p.csv")
    assert (row.reference, row.words) == ("1", "See children")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 not a workbook", "could not be opened"),
        (workbook(["Nothing", "here"]), "No row of headings"),
        (workbook(HEADS), "no rows under them"),
        (b"Reference,Action\n", "no rows under them"),
    ],
)
def test_a_file_that_is_no_plan_is_told_so(content, said):
    with pytest.raises(SherwoodError, match=said):
        earlier_plans.read(content, "p.xlsx")


@given(st.binary(max_size=400))
def test_no_file_whatever_breaks_the_reading(content):
    with contextlib.suppress(SherwoodError):
        earlier_plans.read(content, "p")


def test_the_same_file_is_imported_once(seeded):
    given = {
        "programme": seeded,
        "title": "t",
        "dated_on": date(2009, 1, 1),
        "file_name": "p.csv",
        "by": COMMAND_LINE,
    }
    actions.import_plan(content=b"Reference,Action\n1,Do\n", **given)
    with pytest.raises(SherwoodError, match="imported already"):
        actions.import_plan(content=b"Reference,Action\n1,Do\n", **given)


def test_a_plan_is_imported_by_hand_and_a_bad_one_says_where(seeded, signed_in):
    manager = signed_in(Role.PROGRAMME_MANAGER)
    given = {"title": "Plan", "dated_on_0": "1", "dated_on_1": "5", "dated_on_2": "2008"}
    good = SimpleUploadedFile("plan.xlsx", workbook(HEADS, ["A1", "Do it", "x", "1/6/2008", ""]))
    assert manager.post(PAGE + "earlier-plans/new", given | {"file": good}).status_code == 302
    bad = SimpleUploadedFile("plan.xlsx", workbook(HEADS, ["A1", "Do it", "x", "later", ""]))
    assert "Cell D2" in manager.post(PAGE + "earlier-plans/new", given | {"file": bad}).content.decode()
    assert signed_in(Role.BOARD_MEMBER).post(PAGE + "earlier-plans/new", given).status_code == 403


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["posts", "earlier-plans/actions"])
def test_the_lists_download(seeded, signed_in, kind, name):
    answer = signed_in(Role.BOARD_MEMBER).get(f"{PAGE}{name}.{kind}")
    assert answer.status_code == 200
    if kind == "csv":
        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) == {"posts": 25, "earlier-plans/actions": 5}[name]


@pytest.mark.parametrize(
    "address", ["causes/new", "inspections/full/evidence", "earlier-plans/new", "posts/1/"]
)
def test_a_board_member_reads_and_enters_nothing(seeded, signed_in, address):
    assert signed_in(Role.BOARD_MEMBER).get(PAGE + address).status_code == 403
