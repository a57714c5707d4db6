"""What is wanted of a measure, and from when its chart is counted anew: set by somebody entitled, read everywhere."""

import re
import subprocess
from datetime import date
from fractions import Fraction
from html import unescape

import pyarrow.parquet as pq
import pytest

from posts import post_sent
from sherwood.governance import definition as definitions
from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.web.evidence.models import Phase, Target
from sherwood.web.programme.programmes.aims import target_of
from sherwood.web.programme.programmes.models import Marker
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.trail.models import Entry

KEY = "initial_assessments_in_time"
PAGE = f"/evidence/{KEY}/"
WANTED = {
    "value": "64.5", "tolerance": "5", "whole": "", "agreed_by": post_sent("Improvement board"), "reason": "As our neighbours reach.",
    "by_on_0": "30", "by_on_1": "9", "by_on_2": "2010", "agreed_on_0": "1", "agreed_on_1": "3", "agreed_on_2": "2010",
    "stood_at": "40", "stood_on_0": "31", "stood_on_1": "12", "stood_on_2": "2009",
}  # fmt: skip
BEGINS = {
    "from_on_0": "4", "from_on_1": "1", "from_on_2": "2010", "label": "New duty rota",
    "reason": "Two more workers on duty every day.",
}  # fmt: skip


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def placings(records):
    return pq.read_table(records.records / "teams.parquet").to_pylist()


@pytest.fixture
def keeper(signed_in, records):
    return signed_in(Role.SERVICE_DIRECTOR)


def test_a_target_is_set_on_an_empty_site_and_read_on_the_measures_page(keeper, signed_in):
    """No programme and no demonstration: one person, one form."""
    assert "No target is set for this measure" in words(keeper.get(PAGE))
    assert keeper.post(f"/evidence/{KEY}/target", WANTED).status_code == 302
    text = words(signed_in(Role.BOARD_MEMBER).get(PAGE))
    assert "the 64% wanted by 30 September 2010" in text or "the 65% wanted by 30 September 2010" in text
    assert "Improvement board, 1 March 2010" in text
    assert "As our neighbours reach." in text
    entry = Entry.objects.latest("number")
    assert (entry.verb, entry.detail["measure"], entry.detail["agreed_by"]) == (
        "set a target",
        KEY,
        "Improvement board",
    )


def test_a_target_of_one_team_is_not_the_councils(keeper):
    team = next(iter(keeper.get(f"/evidence/{KEY}/target").context["form"].fields["whole"].choices[1][1]))[0]
    assert keeper.post(f"/evidence/{KEY}/target", WANTED | {"whole": team}).status_code == 302
    assert Target.objects.get().part == team.partition(":")[2]
    assert "No target is set for this measure" in words(keeper.get(PAGE))


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("value", "170", "must be 100 or less"),
        ("value", "", "Enter "),
        ("by_on_2", "2009", "A target is for a day after it was agreed"),
        ("agreed_on_2", "2011", "cannot have been agreed on a day to come"),
        ("stood_at", "", "Where it stood needs a figure and a day"),
        ("stood_on_2", "2012", "Where it stood is before the day by which it is wanted"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(keeper, field, typed, told):
    answer = keeper.post(f"/evidence/{KEY}/target", WANTED | {field: typed})
    assert answer.status_code == 200 and told in words(answer)
    assert "As our neighbours reach." in words(answer)
    assert not Target.objects.exists()


def test_a_second_target_for_the_same_day_is_refused_until_the_first_is_withdrawn(keeper):
    keeper.post(f"/evidence/{KEY}/target", WANTED)
    assert "stands already" in words(keeper.post(f"/evidence/{KEY}/target", WANTED))
    kept = Target.objects.get()
    assert (
        keeper.post(f"/evidence/{KEY}/target/{kept.pk}/withdraw", {"because": "Set too low."}).status_code
        == 302
    )
    text = words(keeper.get(PAGE))
    assert "No target is set for this measure" in text
    assert "Withdrawn by the Service director on 8 March 2010: Set too low." in text
    assert keeper.post(f"/evidence/{KEY}/target", WANTED).status_code == 302


def test_an_approved_phase_gives_the_chart_a_new_average(keeper):
    before = keeper.get(PAGE).context["page"].trend
    assert keeper.post(f"/evidence/{KEY}/phase", BEGINS).status_code == 302
    answer = keeper.get(PAGE)
    after = answer.context["page"].trend
    assert [span.label for span in after.spans] == ["", "New duty rota"]
    assert after.spans[-1].first == date(2010, 1, 4)
    assert before.points[0].mean == after.points[0].mean
    text = words(answer)
    assert "New duty rota" in text and "Two more workers on duty every day." in text
    assert Entry.objects.latest("number").verb == "approved a phase"
    phase = Phase.objects.get()
    keeper.post(f"/evidence/{KEY}/phase/{phase.pk}/withdraw", {"because": "It did not last."})
    assert keeper.get(PAGE).context["page"].trend.points == before.points


def test_a_proposed_step_opens_the_form_with_its_day(keeper):
    form = keeper.get(f"/evidence/{KEY}/phase?from=2009-10-05").context["form"]
    assert form.initial["from_on"] == date(2009, 10, 5)
    assert keeper.get(f"/evidence/{KEY}/phase?from=soon").status_code == 200


@pytest.mark.parametrize("what", ["target", "phase"])
def test_only_those_entitled_may_say(signed_in, records, what):
    for role in (role for role in Role if Permission.SEE_MEASURES in MATRIX[role]):
        expected = 200 if Permission.KEEP_TARGETS in MATRIX[role] else 403
        assert signed_in(role).get(f"/evidence/{KEY}/{what}").status_code == expected, role


def test_a_marker_that_names_a_measure_is_its_target(programme, signed_in, records):
    marker = Marker.objects.naming([KEY]).first()
    target = target_of(marker)
    assert (target.value, target.by_on) == (Fraction(70, 100), marker.by_on)
    assert target.path[0].value == Fraction(32, 100) and target.path[0].on == marker.stood_on
    text = words(signed_in(Role.BOARD_MEMBER).get(PAGE))
    assert "the 70% wanted by 30 June 2010" in text
    assert "P03 Timescales for initial and core assessments" in text
    project = signed_in(Role.BOARD_MEMBER).get("/programme/projects/P03/")
    assert "70% wanted by 30 June 2010" in words(project)


def test_two_projects_read_a_measure_beside_their_own_targets(programme, signed_in, records):
    client = signed_in(Role.BOARD_MEMBER)
    said = [words(client.get(f"/programme/projects/{key}/")) for key in ("P02", "P03")]
    assert "70% wanted by 30 September 2010" in said[0]
    assert "70% wanted by 30 June 2010" in said[1]


SOUND = """
[programme]
key = "other"
title = "Another programme"
council = "Another council"
aim = "Better help"
mandate = "The council"
began_on = 2010-01-01
planned_end_on = 2011-01-01

[[category]]
key = "c"
title = "Category"

[[project]]
key = "A1"
name = "A project"
printed_number = 1
category = "c"
lead = "A lead"
aim = "To help"
stage = "delivery"
declared = "green"
source = "1"

[[marker]]
key = "A1-1"
project = "A1"
words = "In time"
measure = "initial_assessments_in_time"
stood_at = "32%"
stood_on = 2009-11-30
wanted = "{wanted}"
by_on = 2010-06-30
source = "1"
tolerance = "{tolerance}"
steps = ["{step}"]
agreed_by = "Board"
agreed_on = 2010-01-10
"""


@pytest.mark.parametrize(
    ("wanted", "tolerance", "step", "told"),
    [
        ("Better", "5%", "50% by 2010-04-30", "what is wanted must be a figure"),
        ("70%", "a little", "50% by 2010-04-30", "a tolerance without a figure"),
        ("70%", "5%", "half by Easter", "a step that is not written as"),
    ],
)
def test_a_definition_whose_target_holds_no_figure_is_told_so(tmp_path, wanted, tolerance, step, told):
    path = tmp_path / "definition.toml"
    path.write_text(SOUND.format(wanted=wanted, tolerance=tolerance, step=step))
    assert any(told in problem.sentence and problem.line for problem in definitions.check(path))


def test_steps_on_the_way_and_who_agreed_come_from_the_definition(tmp_path, db):
    from sherwood.web.programme.programmes.actions import load_programme
    from sherwood.web.site.trail.actions import COMMAND_LINE

    path = tmp_path / "definition.toml"
    path.write_text(SOUND.format(wanted="70%", tolerance="5%", step="50% by 2010-04-30"))
    load_programme(definition=definitions.read(path), by=COMMAND_LINE)
    target = target_of(Marker.objects.get())
    assert [(step.on, step.value) for step in target.path] == [
        (date(2009, 11, 30), Fraction(32, 100)),
        (date(2010, 4, 30), Fraction(50, 100)),
    ]
    assert (target.tolerance, target.agreed) == (Fraction(5, 100), "Board, 10 January 2010")


def test_the_question_of_the_board_is_one_click_from_home(signed_in, records, programme):
    client = signed_in(Role.BOARD_MEMBER)
    assert "/evidence/this-quarter/" in words(client.get("/"))
    answer = client.get("/evidence/this-quarter/")
    text = words(answer)
    assert "Are children seen sooner than last quarter?" in text
    lines = answer.context["lines"].rows
    assert (
        lines[0].is_of_time and "1 January to 8 March 2010" in text and "1 October to 6 December 2009" in text
    )
    assert all(line.so_far.sentence in words(client.get(f"/evidence/{line.key}/")) for line in lines[:3])


def test_the_weekly_report_is_downloaded_with_the_targets_that_stand(keeper, signed_in):
    keeper.post(f"/evidence/{KEY}/target", WANTED)
    answer = signed_in(Role.BOARD_MEMBER).get("/evidence/weekly-report.pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=answer.content, capture_output=True, check=True
    ).stdout.decode()
    assert "Are children seen sooner than last quarter?" in text
    assert "30 Sep 2010" in text


def test_there_is_no_weekly_report_before_the_first_load(signed_in, settings, tmp_path):
    client = signed_in(Role.BOARD_MEMBER)
    settings.STORE_ROOT = tmp_path / "nothing loaded"
    assert client.get("/evidence/weekly-report.pdf").status_code == 404


def test_a_team_managers_card_opens_the_chart_of_their_team(signed_in, records, people):
    client = signed_in(Role.TEAM_MANAGER)
    team = next(iter(scope_of(people[Role.TEAM_MANAGER]).teams))
    home = client.get("/").content.decode()
    hrefs = [unescape(href) for href in re.findall(r'href="(/evidence/[^"]+[?]team=[^"]+)"', home)]
    assert hrefs
    page = client.get(hrefs[0]).context["page"]
    assert page.chosen.part == team and page.trend.hidden == frozenset()
    assert f"Of <strong>{team}</strong> alone" in words(client.get(hrefs[0]))


def test_a_page_is_narrowed_only_to_what_its_reader_reaches(signed_in, records, people):
    other = next(row for row in teams_of(records) if row not in scope_of(people[Role.TEAM_MANAGER]).teams)
    for role in (Role.TEAM_MANAGER, Role.BOARD_MEMBER):
        page = signed_in(role).get(f"/evidence/{KEY}/", {"team": other}).context["page"]
        assert page.chosen.part == ""
    assert (
        signed_in(Role.DATA_ANALYST).get(f"/evidence/{KEY}/", {"team": other}).context["page"].chosen.part
        == other
    )


def teams_of(records) -> list[str]:
    return sorted(set(pq.read_table(records.records / "teams.parquet")["team"].to_pylist()))
