"""The initiation document: frozen, compared, approved, made as Word and PDF."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from sherwood.governance.roles import Role
from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.baselines.actions import BodyAsked, approve, close_phase, freeze
from sherwood.web.programme.baselines.demonstration import seed_baselines
from sherwood.web.programme.baselines.models import Approval, Baseline
from sherwood.web.site.documents import compare, part, words
from sherwood.web.site.trail.actions import COMMAND_LINE
from sherwood.web.site.trail.models import Entry

ASKED = [BodyAsked("Cabinet", date(2010, 3, 1), "Report every month.")]


@pytest.fixture
def seeded(programme):
    seed_baselines(programme)
    return programme


@pytest.mark.requirement("SR-005")
def test_a_frozen_version_refuses_change_and_removal(seeded):
    version = Baseline.objects.get(number=1)
    version.content = []
    with pytest.raises(SherwoodError, match="never changes"):
        version.save()
    with pytest.raises(SherwoodError, match="never changes"):
        version.delete()
    assert Baseline.objects.get(number=1).content


@pytest.mark.requirement("SR-005")
def test_a_version_holds_what_was_true_when_it_was_frozen_whatever_changes_later(seeded):
    seeded.aim = "Another aim"
    seeded.save()
    assert "Another aim" not in str(Baseline.objects.get(number=2).content)
    made = freeze(
        programme=seeded,
        dated_on=date(2010, 3, 8),
        events=["The aim changed"],
        consulted=ASKED,
        by=COMMAND_LINE,
    )
    assert made.number == 3
    assert "Another aim" in str(made.content)


@pytest.mark.requirement("SR-006")
def test_a_version_lists_the_bodies_that_were_asked_with_days_and_what_they_said(seeded):
    asked = list(Baseline.objects.get(number=1).consulted.all())
    assert len(asked) == 5
    assert all(one.on and one.said for one in asked)
    with pytest.raises(SherwoodError, match="at least one body"):
        freeze(programme=seeded, dated_on=date(2010, 3, 8), events=["x"], consulted=[], by=COMMAND_LINE)


@pytest.mark.requirement("SR-007")
def test_a_later_version_names_what_caused_it_and_differs(seeded):
    first, second = (Baseline.objects.get(number=number) for number in (1, 2))
    assert len(second.events) == 3
    assert [one.title for one in compare(first.content, second.content) if one.change != "The same"]
    with pytest.raises(SherwoodError, match="what caused"):
        freeze(programme=seeded, dated_on=date(2010, 3, 8), events=[" "], consulted=ASKED, by=COMMAND_LINE)


@pytest.mark.requirement("SR-002")
def test_what_made_the_programme_necessary_is_in_the_document_in_order_of_its_dates(seeded):
    (context,) = [one for one in Baseline.objects.get(number=2).content if one["key"] == "context"]
    said = [block["text"] for block in context["blocks"]]
    assert [text.split(":")[0] for text in said] == [
        "1 April 2006",
        "11 November 2008",
        "9 October 2009",
        "28 February 2010",
    ]


def test_version_1_knows_nothing_of_what_came_after_it(seeded):
    assert "28 February 2010" not in str(Baseline.objects.get(number=1).content)


def test_a_version_cannot_be_dated_before_the_one_it_follows(seeded):
    with pytest.raises(SherwoodError, match="before the one it follows"):
        freeze(programme=seeded, dated_on=date(2009, 12, 1), events=["x"], consulted=ASKED, by=COMMAND_LINE)


@pytest.mark.requirement("SR-008")
def test_added_changed_and_removed_are_said_in_words_on_the_page(seeded, signed_in):
    page = signed_in(Role.BOARD_MEMBER).get("/programme/document/compare?from=1&to=2").content.decode()
    assert "<strong>Added:</strong>" in page
    assert "Nothing changed here." in page
    backwards = signed_in(Role.BOARD_MEMBER).get("/programme/document/compare?from=2&to=1").content.decode()
    assert "<strong>Removed:</strong>" in backwards


lines = st.lists(st.sampled_from("abcdef"), max_size=6)


@given(lines, lines)
def test_what_is_kept_and_added_makes_the_later_version_and_what_is_kept_and_removed_the_earlier(
    before, after
):
    (made,) = compare([part("k", "T", *map(words, before))], [part("k", "T", *map(words, after))])
    assert [line.text for line in made.lines if line.change != "Removed"] == after
    assert [line.text for line in made.lines if line.change != "Added"] == before
    assert (made.change == "The same") == (before == after)


def test_a_part_that_came_or_went_is_said_so():
    one, two = part("a", "A", words("x")), part("b", "B", words("y"))
    assert [(c.title, c.change) for c in compare([one], [two])] == [("B", "Added"), ("A", "Removed")]


@pytest.mark.requirement("SR-030")
def test_phase_1_cannot_close_until_three_approvals_are_recorded(programme):
    phase = programme.phase_set.get(key="initiation")
    programme.phase_set.filter(pk=phase.pk).update(state="under way")
    programme.phase_set.filter(key="scoping").update(state="to come")
    for body in ("Corporate Leadership Team", "Cabinet"):
        approve(phase=phase, body=body, on=date(2009, 11, 11), by=COMMAND_LINE)
        with pytest.raises(SherwoodError, match="Elected members"):
            close_phase(phase=phase, by=COMMAND_LINE)
    approve(phase=phase, body="Elected members", on=date(2009, 11, 16), by=COMMAND_LINE)
    close_phase(phase=phase, by=COMMAND_LINE)
    assert [one.state for one in programme.phase_set.all()[:2]] == ["done", "under way"]


@pytest.mark.requirement("SR-029")
def test_no_phase_is_skipped_and_the_last_stays_open(programme):
    *_, last = programme.phase_set.all()
    with pytest.raises(SherwoodError, match="is to come"):
        close_phase(phase=last, by=COMMAND_LINE)
    programme.phase_set.update(state="done")
    programme.phase_set.filter(pk=last.pk).update(state="under way")
    with pytest.raises(SherwoodError, match="stays open"):
        close_phase(phase=last, by=COMMAND_LINE)


def test_an_approval_is_recorded_once_and_only_where_it_is_needed(seeded):
    phase = seeded.phase_set.get(key="initiation")
    with pytest.raises(SherwoodError, match="recorded already"):
        approve(phase=phase, body="Cabinet", on=date(2010, 1, 1), by=COMMAND_LINE)
    with pytest.raises(SherwoodError, match="needs the approval of"):
        approve(phase=phase, body="The canteen", on=date(2010, 1, 1), by=COMMAND_LINE)
    assert Approval.objects.count() == 3


def test_the_documents_open_in_word_and_as_accessible_pdf(seeded, signed_in):
    client = signed_in(Role.BOARD_MEMBER)
    word = Document(BytesIO(client.get("/programme/document/2/document.docx").content))
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading")]
    assert "What was found" in headings
    assert any("P03" in cell.text for table in word.tables for row in table.rows for cell in row.cells)
    with pikepdf.open(BytesIO(client.get("/programme/document/2/document.pdf").content)) as found:
        assert found.Root.MarkInfo.Marked
        assert str(found.Root.Lang).startswith("en")


@pytest.mark.requirement("SR-049")
def test_the_plan_has_an_appendix_for_each_approved_project_and_no_other(seeded, signed_in):
    client = signed_in(Role.BOARD_MEMBER)
    word = Document(BytesIO(client.get("/programme/document/plan.docx").content))
    appendices = [one.text for one in word.paragraphs if one.text.startswith("Appendix")]
    approved = seeded.project_set.filter(stage__in=["PLANNING", "DELIVERY", "EMBEDDING"])
    assert [text.split(": ")[1].split()[0] for text in appendices] == [one.key for one in approved]


@pytest.mark.requirement("SR-051")
def test_leads_and_teams_stand_in_one_summary(seeded, signed_in):
    word = Document(BytesIO(signed_in(Role.BOARD_MEMBER).get("/programme/document/plan.docx").content))
    rows = [[cell.text for cell in row.cells] for table in word.tables[:3] for row in table.rows[1:]]
    assert len(rows) == 17
    assert all(lead for _, lead, _, _ in rows)


def test_only_who_runs_the_programme_freezes(seeded, signed_in):
    given = {
        "dated_on_0": "8",
        "dated_on_1": "3",
        "dated_on_2": "2010",
        "events": "The inspection began",
        "consulted": "Cabinet; 01/03/2010; Go on.",
    }
    assert signed_in(Role.BOARD_MEMBER).post("/programme/document/freeze", given).status_code == 403
    answer = signed_in(Role.PROGRAMME_MANAGER).post("/programme/document/freeze", given)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Baseline.objects.get(number=3).consulted.get().body == "Cabinet"
    assert Entry.objects.newest_first().first().verb == "froze a baseline"


def test_a_line_that_cannot_be_read_is_told_by_its_number(seeded, signed_in):
    given = {
        "dated_on_0": "8",
        "dated_on_1": "3",
        "dated_on_2": "2010",
        "events": "x",
        "consulted": "Cabinet; 01/03/2010; Go on.\nBoard, yesterday",
    }
    page = signed_in(Role.PROGRAMME_MANAGER).post("/programme/document/freeze", given).content.decode()
    assert "Line 2 needs three parts" in page
    assert "Board, yesterday" in page, "what was typed stays"


@pytest.mark.parametrize(
    "address", ["compare", "compare?from=1&to=9", "compare?from=a&to=b", "9/", "1/document.exe", "plan.exe"]
)
def test_what_is_not_there_is_not_found(seeded, signed_in, address):
    assert signed_in(Role.BOARD_MEMBER).get(f"/programme/document/{address}").status_code == 404
