"""A definition is read whole or refused with every fault and its line."""

from datetime import date
from pathlib import Path

import pytest

from sherwood.governance.definition import check, read
from sherwood.governance.stages import Stage
from sherwood.kit.errors import SherwoodError

SOUND = """\
[programme]
key = "p"
title = "A programme"
council = "Greenshire"
aim = "Safe children"
mandate = "Cabinet"
began_on = 2009-11-16
planned_end_on = 2010-11-15

[[inspection]]
key = "visit"
title = "A visit"
by = "An inspectorate"
held_from = 2009-10-08
source = "1.2"

[[priority]]
key = "R1"
words = "In time"
source = "4.4"

[[finding]]
key = "A1"
inspection = "visit"
kind = "priority_action"
words = \"\"\"
Too late.
key = "this is not a key but a line of the words"
[[finding]] and this is no table\"\"\"
source = "3.5"
priorities = ["R1"]
projects = [
  "P03",  # over several lines
]

[[project]]
key = "P03"
printed_number = 3
name = "Timescales"
category = "high_priority"
lead = "Service manager"
aim = "In time"
stage = "delivery"
measures = ["in_time"]
source = "Appendix 1"
"""


@pytest.fixture
def faults(tmp_path):
    """The faults of the sound definition with some of its text replaced."""

    def with_changes(*changes: tuple[str, str], measures=None) -> list[str]:
        text = SOUND
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "programme.toml"
        path.write_text(text, "utf-8")
        return [str(problem) for problem in check(path, measures)]

    return with_changes


def line_of(words: str) -> int:
    return SOUND[: SOUND.index(words)].count("\n") + 1


def test_a_sound_definition_has_no_faults(faults, tmp_path):
    assert faults(measures={"in_time"}) == []
    programme = read(tmp_path / "programme.toml", {"in_time"})
    assert programme.about.began_on == date(2009, 11, 16)
    (project,) = programme.projects
    assert (project.category, project.stage) == ("high_priority", Stage.DELIVERY)
    assert project.declared == "not_rated"
    assert programme.findings[0].kind == "priority_action"
    assert programme.findings[0].projects == ("P03",)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'lead = "Service manager"',
            'leed = "Service manager"',
            "[project] has no “leed”. It may have: key, name,",
        ),
        ('key = "P03"', 'key = "P 03/é"', "“key” is “P 03/é”; it must be letters, digits, - and _"),
        ("printed_number = 3", 'printed_number = "3"', "“printed_number” is “3”; it must be a whole number."),
        (
            "printed_number = 3",
            "printed_number = true",
            "“printed_number” is true; it must be a whole number.",
        ),
        (
            'stage = "delivery"',
            'stage = "deliver"',
            "“stage” is “deliver”; it must be one of: idea, scoping, case,",
        ),
        ("held_from = 2009-10-08", 'held_from = "8 October"', "it must be a date like 2010-03-08."),
        ("held_from = 2009-10-08", "held_from = 2009-10-08T10:00:00", "it must be a date like 2010-03-08."),
        (
            'measures = ["in_time"]',
            'measures = "in_time"',
            'it must be a list of words, such as ["P01", "P02"].',
        ),
        ('measures = ["in_time"]', "measures = [1]", "“measures” is [1]; it must be a list of words"),
        (
            'aim = "In time"',
            'aim = ""',
            "it must be something: leave the line out if there is nothing to say.",
        ),
        (
            'lead = "Service manager"',
            f'lead = "{"Manager" * 30}"',
            f"“lead” is “{('Manager' * 30)[:80]}…”; it must be at most 200 characters, and has 210.",
        ),
        (
            'measures = ["in_time"]',
            f'measures = ["in_time", "{"x" * 121}"]',
            "it must be at most 120 characters each, and has 121.",
        ),
        ('key = "P03"', f'key = "{"P" * 61}"', "letters, digits, - and _, at most 60 of them"),
        (
            "printed_number = 3",
            "printed_number = -3",
            "“printed_number” is -3; it must be a whole number from 0 to 9,999.",
        ),
        ("printed_number = 3", "printed_number = 10000", "it must be a whole number from 0 to 9,999."),
        ("printed_number = 3", "printed_number = nan", "“printed_number” is NaN; it must be a whole number."),
        (
            'aim = "In time"',
            'aim = "In\\u0000time"',
            "A null character cannot be kept or shown. Take it out.",
        ),
        ('priorities = ["R1"]', 'priorities = ["R9"]', "finding A1 names priority “R9”, and there is none."),
        (
            'inspection = "visit"',
            'inspection = "visits"',
            "finding A1 names inspection “visits”, and there is none.",
        ),
    ],
)
def test_each_fault_is_a_sentence_with_its_line(faults, old, new, sentence):
    found = [fault for fault in faults((old, new)) if sentence in fault]
    assert len(found) == 1
    assert found[0].startswith(f"line {line_of(old)}: ")


def test_what_is_missing_is_told_at_its_table(faults):
    (fault,) = faults(('lead = "Service manager"\n', ""))
    assert fault == f"line {line_of('[[project]]')}: [project] needs “lead”."


def test_a_broken_link_in_a_list_over_several_lines_is_told_where_the_list_begins(faults):
    (fault,) = faults(('"P03",  # over', '"P99",  # over'))
    assert fault == f"line {line_of('projects = [')}: finding A1 names project “P99”, and there is none."


def test_a_measure_that_is_not_on_the_shelf_is_told(faults):
    (fault,) = faults(measures={"another"})
    assert fault.startswith(f"line {line_of('measures = ')}: project P03 names measure “in_time”")


def test_measures_are_left_alone_when_no_shelf_is_given(faults):
    assert faults(measures=None) == []


def test_a_key_used_twice_is_told_with_both_lines(faults):
    again = '[[priority]]\nkey = "R1"\nwords = "Again"\nsource = "4.4"\n\n[[finding]]\nkey = "A1"'
    (fault,) = faults(('[[finding]]\nkey = "A1"', again))
    first = line_of('key = "R1"')
    assert fault == f"line {first + 5}: priority “R1” is already on line {first}; a key is used once."


AGENDA = """[[body]]
key = "board"
name = "Board"
remit = "Decides"
source = "1"

[[body]]
key = "executive_group"
name = "Group"
remit = "Challenges"
source = "1"

[[agenda]]
key = "money"
body = "board"
words = "Money"
takes = ["money", "risks"]

[[agenda]]
key = "other"
body = "{body}"
words = "The rest"
takes = [{takes}]

[[priority]]
"""


def of_agenda(faults, body: str, takes: str) -> list[str]:
    return faults(("[[priority]]\n", AGENDA.format(body=body, takes=takes)))


def test_a_line_of_an_agenda_takes_what_no_other_of_its_body_takes(faults):
    assert of_agenda(faults, "board", '"issues"') == of_agenda(faults, "executive_group", '"risks"') == []
    (fault,) = of_agenda(faults, "board", '"risks"')
    assert "takes risks, as “money” does for the same body" in fault


def test_a_line_of_an_agenda_takes_only_what_there_is(faults):
    (fault,) = of_agenda(faults, "board", '"biscuits"')
    assert "it must be one of: milestones, late steps, cases, money, risks, issues, barriers" in fault


def test_a_section_that_does_not_exist_is_told(faults):
    (fault,) = faults(("[[priority]]", '[[prioritty]]\nkey = "x"\n[[priority]]'))
    assert "“prioritty” is not a section. Sections: programme, rules, category" in fault
    assert fault.startswith(f"line {line_of('[[priority]]')}: ")


def test_a_section_written_once_instead_of_once_for_each_is_told(faults):
    found = faults(("[[priority]]", "[priority]"))
    assert any("“priority” is written [[priority]], once for each." in fault for fault in found)


def test_all_faults_are_told_together_by_line(faults):
    found = faults(
        ('title = "A programme"\n', ""),
        ('stage = "delivery"', 'stage = "x"'),
        ('"P03",  # over', '"P99",  # over'),
    )
    lines = [int(fault.split(":")[0].removeprefix("line ")) for fault in found]
    assert len(found) == 3
    assert lines == sorted(lines)


def test_a_slip_of_the_language_is_told_with_its_line(faults):
    (fault,) = faults(('council = "Greenshire"', "council = Greenshire"))
    assert fault.startswith("line 4: This is not TOML: ")


def test_a_key_given_twice_in_one_table_is_told_with_its_line(faults):
    (fault,) = faults(('council = "Greenshire"', 'council = "Greenshire"\ncouncil = "Other"'))
    assert fault.startswith("line 5: This is not TOML: ")


def test_a_finding_that_nobody_answers_is_a_warning_and_not_a_fault(faults, tmp_path):
    (fault,) = faults(('projects = [\n  "P03",  # over several lines\n]\n', ""))
    assert (
        fault
        == f"line {line_of('[[finding]]')}: warning: finding A1 has no project and no “no_project_because”."
    )
    assert read(tmp_path / "programme.toml").findings[0].projects == ()


@pytest.mark.parametrize("kind", ["strength", "priority_action"])
def test_a_strength_or_a_reason_needs_no_project(faults, kind):
    reason = "" if kind == "strength" else 'no_project_because = "Done already."\n'
    no_project = ('projects = [\n  "P03",  # over several lines\n]\n', reason)
    assert faults(no_project, ('kind = "priority_action"', f'kind = "{kind}"')) == []


def test_reading_refuses_with_every_fault(faults, tmp_path):
    faults(('stage = "delivery"', 'stage = "x"'), ('lead = "Service manager"\n', ""))
    with pytest.raises(SherwoodError) as refusal:
        read(tmp_path / "programme.toml")
    assert "programme.toml cannot be used as a programme definition:" in str(refusal.value)
    assert "“stage” is “x”" in str(refusal.value)
    assert "needs “lead”" in str(refusal.value)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "There is no [programme] table"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"programme = 3", "There is no [programme] table"),
        (b"finding = [1, 2]", "“finding” is written [[finding]]"),
    ],
)
def test_a_file_that_is_something_else_is_told_so(tmp_path, content, sentence):
    path = tmp_path / "programme.toml"
    path.write_bytes(content)
    assert any(sentence in problem.sentence for problem in check(path))


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    with pytest.raises(SherwoodError, match="cannot be opened"):
        check(tmp_path / "nowhere.toml")


def test_the_demonstrations_definition_is_sound_and_names_no_measure_that_is_not_there():
    import sherwood

    root = Path(sherwood.__file__).parent
    measures = {path.stem for path in (root / "measuring" / "measures").glob("[!_]*.py")}
    problems = check(root / "web" / "programme" / "programmes" / "demonstration.toml", measures)
    assert problems == []
