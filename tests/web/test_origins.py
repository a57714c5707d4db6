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

from filling import fields_of
from other_council import Office, day, founded, words
from posts import post
from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.origins import actions, earlier_plans
from sherwood.web.programme.origins.demonstration import seed_origins
from sherwood.web.programme.origins.models import EarlierAction, EarlierPlan, PaidPost
from sherwood.web.programme.origins.registers.causes import Cause
from sherwood.web.programme.origins.registers.evidence_needed import EvidenceNeeded
from sherwood.web.programme.origins.registers.plan_priorities import PlanPriority
from sherwood.web.programme.origins.registers.starting_facts import StartingFact
from sherwood.web.programme.origins.registers.urgent_actions import UrgentAction
from sherwood.web.programme.programmes.models import Finding, Inspection, NewPosts, Project
from sherwood.web.site.registers.models import Change
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

PAGE = "/programme/origins/"
DAY = date(2010, 3, 8)


@pytest.fixture
def seeded(programme):
    seed_origins(programme)
    return programme


@pytest.fixture
def manager(seeded, signed_in):
    return signed_in(Role.PROGRAMME_MANAGER)


def told(answer) -> str:
    return " ".join(str(error) for found in answer.context["form"].errors.values() for error in found)


def send(client, row, page: str, **sent):
    """A move or a correction sent as its page draws it, filled."""
    address = row.register.address(page, row.pk)
    return client.post(address, fields_of(client.get(address)) | sent)


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
def test_a_cause_is_tied_to_findings(manager):
    assert all(cause.findings.exists() for cause in Cause.objects.all())
    sent = {"words": "Nobody was trained.", "source": "2.4"}
    assert told(manager.post(PAGE + "causes/new", sent)) == "Select the findings it explains"
    tied = Finding.objects.filter(key__in=["A1", "A2"])
    answer = manager.post(PAGE + "causes/new", sent | {"findings": [finding.pk for finding in tied]})
    assert answer.status_code == 302
    cause = Cause.objects.get(source="2.4")
    assert set(cause.findings.all()) == set(tied)
    send(manager, cause, "correct", findings=[tied[0].pk], reason="A2 has another cause.")
    assert list(cause.findings.all()) == [tied[0]]
    (before, after) = Change.of("causes", cause).first().fields["findings"]
    assert before.startswith("A1 ") and "; A2 " in before and after == str(tied[0])
    strength = Finding.objects.exclude(pk__in=Finding.objects.needing_action()).first()
    answer = send(manager, cause, "correct", findings=[strength.pk], reason="x")
    assert "from the list" in told(answer)


@pytest.mark.requirement("SR-017")
def test_a_coming_inspection_shows_days_to_go_and_gaps(seeded, signed_in, settings):
    settings.CLOCK = date(2010, 3, 1)
    page = signed_in(Role.BOARD_MEMBER).get(PAGE + "inspections/").content.decode()
    assert "7 days to go" in page
    assert "We have 2 of 5: 2 gaps, 1 not known." in page


def test_what_we_have_needs_a_place(manager):
    needed = EvidenceNeeded.objects.filter(state="gap").first()
    assert "Enter " in told(send(manager, needed, "have"))
    assert send(manager, needed, "have", where="File room").status_code == 302
    page = words(manager.get(PAGE + "inspections/"))
    assert "We have 3 of 5: 1 gap, 1 not known." in page and "File room" in page
    send(manager, needed, "gap")
    needed.refresh_from_db()
    assert needed.state == "gap"
    assert "File room" not in words(manager.get(PAGE + "inspections/"))


@pytest.mark.requirement("SR-017")
def test_evidence_is_listed_for_the_inspection_that_asks_for_it(manager):
    coming = Inspection.objects.order_by("held_from").last()
    page = manager.get(PAGE + "inspections/").content.decode()
    link = f"{PAGE}evidence-needed/new?inspection={coming.pk}"
    assert link in page
    sent = fields_of(manager.get(link)) | {"words": "Rotas", "owner_post": post("Clerk").spelling}
    assert sent["inspection"] == str(coming.pk)
    assert manager.post(link, sent).status_code == 302
    assert EvidenceNeeded.objects.get(words="Rotas").inspection == coming
    send(manager, EvidenceNeeded.objects.get(words="Rotas"), "withdraw", reason="Not asked for.")
    assert "We have 2 of 5" in words(manager.get(PAGE + "inspections/"))


@pytest.mark.requirement("SR-003")
def test_the_inspection_holds_its_sites_services_and_publication(seeded):
    held = Inspection.objects.get(held_from=date(2009, 10, 8))
    assert held.held_to == date(2009, 10, 9)
    assert held.published_on == date(2009, 11, 6)
    assert len(held.services) == 3
    assert not held.announced
    assert held.judgement


@pytest.mark.requirement("SR-020")
def test_an_urgent_action_keeps_day_team_who_and_result_and_lies_in_the_past(manager):
    action = UrgentAction.objects.first()
    assert action.on and action.team and action.who_post and action.result
    sent = {"team": "x", "who_post": post("y").spelling, "words": "z", "result": ""}
    ahead = manager.post(PAGE + "urgent-actions/new", sent | day("on", date(2010, 3, 9)))
    assert "On what day is in the future" in told(ahead)
    assert manager.post(PAGE + "urgent-actions/new", sent | day("on", DAY)).status_code == 302
    action = UrgentAction.objects.get(words="z")
    assert send(manager, action, "result", result="Nine cases opened again.").status_code == 302
    assert "Nine cases opened again." in words(manager.get(PAGE))


@pytest.mark.requirement("SR-055")
def test_a_priority_of_the_childrens_plan_with_no_project_is_said(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get(PAGE).content.decode()
    assert "1 of the children's plan's priorities have no project" in page
    assert "<strong>No project</strong>" in page


@pytest.mark.requirement("SR-019", "SR-122")
def test_the_24_posts_are_tracked_with_percentage_and_cost(seeded, signed_in):
    types = {kind["kind__title"]: kind for kind in PaidPost.objects.by_type()}
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
    "address",
    [
        "causes/new", "evidence-needed/new", "starting-facts/new", "plan-priorities/new", "urgent-actions/bring-in",
        "earlier-plans/new", "posts/1/", "posts/1/place", "posts/new",
    ],
)  # fmt: skip
def test_a_board_member_reads_and_enters_nothing(seeded, signed_in, address):
    assert signed_in(Role.BOARD_MEMBER).get(PAGE + address).status_code == 403


# An empty site of another council

MORE = """
[[inspection]]
key = "visit"
title = "A visit"
by = "An inspectorate"
held_from = 2009-12-01
source = "3"

[[inspection]]
key = "next"
title = "The next visit"
by = "An inspectorate"
held_from = 2010-06-01
source = "3"

[[priority]]
key = "Q1"
words = "In time"
source = "3"

[[finding]]
key = "F1"
inspection = "visit"
kind = "must"
words = "Too late."
source = "3"
priorities = ["Q1"]
projects = ["W1"]

[[posts]]
key = "workers"
title = "Social worker"
number = 3
source = "3"
"""


@pytest.fixture
def office(db) -> Office:
    founded(MORE)
    return Office()


@pytest.fixture
def director(office):
    return office.enter(Role.PROGRAMME_MANAGER, "Programme manager")


FACT = {
    "words": "Rise in referrals", "place": "Marlow", "low": "", "high": "", "average": "0.3", "source": "Report",
    **day("on", date(2010, 2, 28)),
}  # fmt: skip


@pytest.mark.requirement("SR-009")
def test_starting_facts_are_entered_put_right_and_withdrawn_on_an_empty_site(director):
    assert director.post(PAGE + "starting-facts/new", FACT).status_code == 302
    fact = StartingFact.objects.get()
    assert (fact.programme.council, fact.average) == ("Marlow Borough", Decimal("0.3"))
    assert "average 30%" in words(director.get(PAGE))
    pages = [fields_of(director.get(fact.register.address("correct", fact.pk))) for _ in range(2)]
    sent = [
        page | {"average": share, "reason": "Read again."}
        for page, share in zip(pages, ("0.31", "0.32"), strict=True)
    ]
    assert director.post(fact.register.address("correct", fact.pk), sent[0]).status_code == 302
    assert "Somebody saved this" in told(director.post(fact.register.address("correct", fact.pk), sent[1]))
    assert "average 31%" in words(director.get(PAGE))
    send(director, fact, "withdraw", reason="Of another council.")
    assert "average 31%" not in words(director.get(PAGE))
    assert "Of another council." in words(director.get(fact.register.address("entry", fact.pk)))
    assert Entry.objects.last_written().verb == "withdrew a starting fact"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"average": ""}, "Enter an average, or the lowest and the highest."),
        ({"low": "0.2"}, "Enter both ends of the range"),
        ({"low": "0.2", "high": "0.1"}, "Enter both ends of the range"),
        ({"average": "43"}, "Enter shares, not per cent: 0.43 for 43%."),
    ],
)
def test_a_fact_that_cannot_be_is_refused_in_words(director, sent, said):
    assert said in told(director.post(PAGE + "starting-facts/new", FACT | sent))
    assert not StartingFact.objects.exists()


@pytest.mark.requirement("SR-055")
def test_priorities_of_the_plan_are_entered_and_tied_to_projects_on_an_empty_site(director):
    sent = {"words": "Children are safe", "plan": "Children's plan"}
    assert director.post(PAGE + "plan-priorities/new", sent).status_code == 302
    assert "1 of the children's plan's priorities have no project" in words(director.get(PAGE))
    priority = PlanPriority.objects.get()
    project = Project.objects.get(key="W1")
    assert send(director, priority, "correct", projects=[project.pk], reason="Taken up.").status_code == 302
    assert "have no project" not in words(director.get(PAGE))
    assert "Projects that serve it: W1 Front door" in words(
        director.get(priority.register.address("entry", priority.pk))
    )


def test_rows_that_point_at_others_are_brought_in_by_their_words_and_keys(director):
    heads = "Reference,What the cause was,Where that is said,Findings it explains"
    lines = ["C1,Nobody was trained,2.1,F1", "C2,No room,2.2,Q9"]
    upload = SimpleUploadedFile("causes.csv", "\n".join([heads, *lines]).encode())
    brought = director.post(PAGE + "causes/bring-in", {"file": upload}).context["brought"]
    assert (brought.entered, len(brought.refused)) == (1, 1)
    assert "Findings it explains" in brought.refused[0][1]
    assert [finding.key for finding in Cause.objects.get(reference="C1").findings.all()] == ["F1"]
    assert "1 of 1 findings that need action have a cause named." in words(director.get(PAGE))
    heads = "Reference,Inspection,What they will ask to see,Who sees to it"
    upload = SimpleUploadedFile(
        "evidence.csv", f"{heads}\nE1,The next visit,Rotas,Programme manager".encode()
    )
    brought = director.post(PAGE + "evidence-needed/bring-in", {"file": upload}).context["brought"]
    assert (brought.entered, brought.refused) == (1, [])
    needed = EvidenceNeeded.objects.get()
    assert (needed.inspection.key, needed.owner_post.title) == ("next", "Programme manager")
    assert "We have 0 of 1: 0 gaps, 1 not known." in words(director.get(PAGE + "inspections/"))
    file = director.get(PAGE + "causes/rows.csv").content.decode("utf-8-sig")
    assert "Nobody was trained,2.1,F1,C1" in file


@pytest.mark.requirement("SR-019", "SR-122")
def test_posts_are_listed_placed_and_costed_on_an_empty_site(director):
    assert "No posts are listed yet." in words(director.get(PAGE + "posts/"))
    kind = NewPosts.objects.get()
    assert "Social worker" in words(director.get(PAGE + "posts/new"))
    sent = {"kind": kind.pk, "number": "2", "cost_a_year": "£41,000", "team": "", **day("on", DAY)}
    assert director.post(PAGE + "posts/new", sent).status_code == 302
    assert "has 3 of “Social worker”, and 2 are listed already" in told(
        director.post(PAGE + "posts/new", sent)
    )
    assert director.post(PAGE + "posts/new", sent | {"number": "1", "cost_a_year": ""}).status_code == 302
    paid = PaidPost.objects.get(number=3)
    assert "Together they cost £82,000 a year, with 1 not costed yet" in words(director.get(PAGE + "posts/"))
    place = f"{PAGE}posts/{paid.pk}/place"
    assert place in director.get(PAGE + "posts/").content.decode()
    first, second = (fields_of(director.get(place)) for _ in range(2))
    assert director.post(place, first | {"team": "Front door", "cost_a_year": "40000"}).status_code == 302
    answer = director.post(place, second | {"team": "Back door", "cost_a_year": ""})
    assert "Now it says: Front door, £40,000 a year" in told(answer)
    paid.refresh_from_db()
    assert (paid.team, paid.cost_a_year) == ("Front door", 40_000)
    assert Entry.objects.filter(verb="placed a post").get().detail["to"] == "Front door, £40,000 a year"
    page = words(director.get(PAGE + "posts/"))
    assert "Together they cost £122,000 a year; those filled cost £0" in page and "Front door" in page
