"""What a business case holds, what one lacks in words, and what differs between two."""

import copy
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a_case import content
from sherwood.governance.appraisal import appraise, rates_on
from sherwood.governance.case import OPTIONS, SECTIONS, offered, percent, pounds, weights
from sherwood.governance.case_gates import complete, missing
from sherwood.governance.case_words import compare, fields, grid
from sherwood.governance.stages import MOVES, Authority, Stage


def without(section: str, name: str) -> dict:
    found = content()
    del found[section][name]
    return found


def with_(section: str, **names) -> dict:
    found = content()
    found[section] |= {name.replace("__", "."): value for name, value in names.items()}
    return found


def lacks(found: dict) -> list[str]:
    return [str(one) for one in missing(found)]


def test_a_whole_case_lacks_nothing_and_passes_every_gate_of_its_own():
    assert lacks(content()) == []
    assert complete(content()) == {"case", "options", "data_source", "checks", "appraisal"}


def test_an_empty_case_says_what_every_part_lacks():
    assert {one.section for one in missing({})} == set(SECTIONS)
    assert complete({}) == set()


@pytest.mark.requirement("SR-078")
def test_fewer_than_two_real_options_beside_nothing_and_the_minimum_are_not_enough():
    found = content()
    found["options"] = {name: text for name, text in found["options"].items() if not name.startswith("D.")}
    assert "The options lack a second real option." in lacks(found)
    assert "options" not in complete(found)


@pytest.mark.requirement("SR-078")
def test_a_case_that_names_no_records_is_not_complete():
    assert any(
        one.startswith("Say which records its figures come from") for one in lacks(without("data", "source"))
    )
    assert "data_source" not in complete(without("data", "source"))


@pytest.mark.requirement("SR-061")
@pytest.mark.parametrize(
    ("section", "name"),
    [("options", "B.words"), ("money", "0.C.costs"), ("money", "uplift_reason"), ("risks", "2.impact"), ("unpriced", "1.weight")],
)  # fmt: skip
def test_the_appraisal_is_not_complete_without_options_costs_and_risks(section, name):
    assert "appraisal" not in complete(without(section, name))


@pytest.mark.requirement("SR-044")
@pytest.mark.parametrize("check", ["human_resources", "finance", "procurement", "ways_of_working"])
def test_each_of_the_four_checks_is_answered_by_a_named_post(check):
    assert any("is not answered" in one for one in lacks(without("checks", f"{check}.answer")))
    assert any("which post answered" in one for one in lacks(without("checks", f"{check}.post")))
    assert "checks" not in complete(without("checks", f"{check}.post"))
    assert "checks" in complete(with_("checks", **{f"{check}__answer": "not_needed"}))


@pytest.mark.parametrize(
    ("section", "name", "value", "said"),
    [
        ("money", "0.C.costs", "about 60k", "“about 60k” is not a number of whole pounds"),
        ("money", "uplift_C", "lots", "Option C does not say what is added for optimism"),
        ("risks", "1.probability", "140", "needs a likelihood from 0 to 100%"),
        ("risks", "1.option", "F", "does not say of which option"),
        ("unpriced", "1.weight", "0", "needs a weight from 1 to 10"),
        ("preferred", "option", "F", "Say which option is preferred"),
        ("options", "D.kind", "do_nothing", "Only one option can be “Do nothing”"),
        ("outcomes", "2.shown_by", "A count", "Outcome 2: say what will be different"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(section, name, value, said):
    found = content()
    found[section][name] = value
    assert any(said in one for one in lacks(found))
    assert found[section][name] == value


def test_every_option_has_a_risk_doing_nothing_too():
    found = content()
    found["risks"] = {name: text for name, text in found["risks"].items() if not name.startswith("1.")}
    assert any(one.startswith("Option A has no risk") for one in lacks(found))


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1200", 1200), ("1,200", 1200), ("£1,200", 1200), (" 0 ", 0), ("12,00", None), ("-5", None), ("1.5", None), ("", None), ("١٢", None)],
)  # fmt: skip
def test_pounds_are_read_as_people_write_them_and_never_guessed(text, amount):
    assert pounds(text) == amount


@pytest.mark.parametrize(
    ("text", "part"), [("20", "0.2"), ("20%", "0.2"), ("2.5 %", "0.025"), ("301", None), ("x", None)]
)
def test_percentages_are_read_as_parts_of_one(text, part):
    assert (None if part is None else str(percent(text).normalize())) == (part and str(part))


def test_doing_nothing_stands_first_whatever_its_letter():
    found = content()
    for name, kind in (("A", "real"), ("D", "do_nothing")):
        found["options"][f"{name}.kind"] = kind
    assert [one.key for one in offered(found)] == ["D", "B", "A", "C"]


def test_the_appraisal_weighs_what_the_case_says():
    """Option C: 60,000 in year 0 and a tenth for optimism; (90,000 - 2,000) / 1.035; a quarter of 4,000 lost."""
    (chosen,) = [one for one in offered(content()) if one.key == "C"]
    made = appraise(chosen.option, rates_on(date(2010, 3, 8)))
    assert made.cost == 66_000
    assert round(made.benefit) == 85_024
    assert made.expected_loss == 1000
    assert weights(content()) == {"Trust of families": 3}


def test_a_comparison_says_added_removed_and_changed_in_words():
    before, after = content(), content()
    after["summary"]["what"] = "Three practitioners."
    after["options"]["D.kind"] = "do_minimum"
    after["outcomes"] |= {"2.words": "Fewer wait"}
    del after["data"]["limits"]
    found = {one.section.key: one.changes for one in compare(before, after)}
    assert [(c.label, c.kind) for c in found["summary"]] == [("What is proposed?", "Changed")]
    assert [(c.label, c.before, c.after) for c in found["options"]] == [
        ("Option D: kind", "A real option", "Do the minimum")
    ]
    assert [(c.label, c.kind) for c in found["outcomes"]] == [
        ("Outcome 2: what will be different for children", "Added")
    ]
    assert [(c.label, c.kind) for c in found["data"]] == [("What can they not say?", "Removed")]
    assert found["risks"] == []


def test_a_case_compared_with_itself_differs_nowhere():
    assert not any(one.changes for one in compare(content(), copy.deepcopy(content())))


def test_a_reader_sees_words_and_pounds_not_keys():
    table = grid(SECTIONS["options"], content())
    assert table.rows[0] == ("Option A", ["Leave it", "Do nothing", "What leave it means."])
    assert ("Which option?", "Option C") in fields(SECTIONS["preferred"], content())
    assert "£60,000" in [cell for _, cells in grid(SECTIONS["money"], content()).rows for cell in cells]


any_content = st.dictionaries(
    st.sampled_from(list(SECTIONS)),
    st.dictionaries(
        st.sampled_from([name for one in SECTIONS.values() for name, _, _ in one.names()]),
        st.text(max_size=30),
        max_size=30,
    ),
)


@given(any_content)
def test_whatever_is_typed_can_be_kept_read_weighed_and_compared(found):
    """A draft is never lost to an error: anything at all has its sentences, its options and its differences."""
    assert all(str(one) for one in missing(found))
    assert complete(found) <= {"case", "options", "data_source", "checks", "appraisal"}
    for one in offered(found):
        appraise(one.option, rates_on(date(2010, 3, 8)))
        assert one.key in OPTIONS
    compare(found, content())
    for section in SECTIONS.values():
        grid(section, found), fields(section, found)


def test_a_case_is_complete_only_when_nothing_is_missing():
    for section, words in content().items():
        for name in words:
            found = without(section, name)
            assert ("case" in complete(found)) == (not missing(found))


MET = {"authority", "both_heard"}


@pytest.mark.requirement("SR-037", "SR-162")
@pytest.mark.parametrize(
    ("change", "met"),
    [
        ({}, MET),
        ({"quorate": False}, {"both_heard"}),
        ({"minuted": False}, {"both_heard"}),
        ({"body": "executive_group"}, {"both_heard"}),
        ({"reference": " "}, {"both_heard"}),
        ({"presented_by": ""}, {"authority"}),
        ({"accompanied_by": " "}, {"authority"}),
        ({"kind": "urgent"}, {"both_heard"}),
        ({"kind": "urgent", "why_urgent": "Posts lapse.", "agreed_by": "The chair"}, MET),
        ({"kind": "urgent", "why_urgent": "Posts lapse."}, {"both_heard"}),
        ({"kind": "by telephone"}, {"both_heard"}),
    ],
)
def test_a_decision_needs_a_quorate_minuted_meeting_or_a_reasoned_urgency_and_two_who_were_heard(change, met):
    whole = {"kind": "meeting", "presented_by": "The lead", "accompanied_by": "The director", "body": "board",
             "reference": "Board of 15 March", "quorate": True, "minuted": True}  # fmt: skip
    assert Authority(**whole | change).complete("board") == met


@pytest.mark.requirement("SR-079")
def test_a_case_goes_the_way_of_the_state_path_and_no_other():
    path = [Stage.IDEA, Stage.SCOPING, Stage.CASE, Stage.VETTING, Stage.CHALLENGE, Stage.DECISION, Stage.PLANNING, Stage.DELIVERY, Stage.EMBEDDING, Stage.CLOSED]  # fmt: skip
    forward = {(move.before, move.after) for move in MOVES.values() if move.after.number > move.before.number}
    assert forward - {(Stage.SCOPING, Stage.CLOSED), (Stage.DECISION, Stage.CLOSED)} == set(pairwise(path))
    back = {(move.before, move.after) for move in MOVES.values() if move.after.number < move.before.number}
    assert back == {
        (Stage.VETTING, Stage.CASE),
        (Stage.CHALLENGE, Stage.CASE),
        (Stage.DECISION, Stage.CASE),
        (Stage.EMBEDDING, Stage.DELIVERY),
    }
