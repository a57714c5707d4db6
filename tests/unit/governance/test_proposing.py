"""What a later definition proposes, who agrees to it, and that every change made leads to the whole it asks for."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sherwood.governance import programme as parts
from sherwood.governance.definition import SECTIONS
from sherwood.governance.proposing import (
    FIELD_AGREES,
    GATED,
    GONE_AGREES,
    SECTION_AGREES,
    Agrees,
    ChangeKind,
    changes,
    check_none_is_lost,
    patched,
    stale,
)
from sherwood.governance.roles import GUARDED, MATRIX, Permission, Role
from sherwood.kit.errors import SherwoodError

KINDS = {"programme": parts.About, "rules": parts.Rules} | {
    name: kind for name, (kind, _) in SECTIONS.items()
}


def whole(**sections):
    return {section: sections.get(section, []) for section in SECTION_AGREES}


def priority(key, words="In time"):
    return {"key": key, "words": words, "source": "1"}


def found(standing, wanted, settled=None):
    return changes(standing, wanted, settled or {})


def test_every_section_says_who_agrees_and_every_field_named_is_one():
    assert set(SECTION_AGREES) == set(KINDS)
    for section, name in {*FIELD_AGREES, *GATED}:
        assert name in {field.name for field in fields(KINDS[section])}, (section, name)
    assert set(GONE_AGREES) <= set(KINDS)


@pytest.mark.parametrize(
    ("section", "before", "after", "agrees"),
    [
        ("body", {"quorum": 3}, {"quorum": 1}, Agrees.DECIDERS),
        ("body", {"remit": "Decides"}, {"remit": "Advises"}, Agrees.DECIDERS),
        ("rules", {"deciding_body": "board"}, {"deciding_body": "team"}, Agrees.DECIDERS),
        ("rules", {"days_to_answer": 14}, {"days_to_answer": 90}, Agrees.DECIDERS),
        ("funding", {"amount": 500_000}, {"amount": 900_000}, Agrees.DECIDERS),
        ("checklist", {"words": "Costs have a year"}, {"words": "Costs"}, Agrees.DECIDERS),
        ("phase", {"approvals_needed": ["Board"]}, {"approvals_needed": []}, Agrees.DECIDERS),
        ("phase", {"purpose": "Scope"}, {"purpose": "Plan"}, Agrees.PROGRAMME),
        ("posts", {"number": 4}, {"number": 40}, Agrees.DECIDERS),
        ("posts", {"title": "Worker"}, {"title": "Social worker"}, Agrees.PROGRAMME),
        ("project", {"stage": "delivery"}, {"stage": "closed"}, Agrees.DECIDERS),
        ("project", {"aim": "Sooner"}, {"aim": "Later"}, Agrees.PROGRAMME),
        ("finding", {"words": "Late"}, {"words": "Late at times"}, Agrees.PROGRAMME),
        ("marker", {"wanted": "70%"}, {"wanted": "40%"}, Agrees.PROGRAMME),
    ],
)
def test_who_agrees_goes_by_what_is_changed(section, before, after, agrees):
    key = {} if section == "rules" else {"key": "K"}
    standing, wanted = whole(**{section: [key | before]}), whole(**{section: [key | after]})
    ((change,), left) = found(standing, wanted)
    assert (change.before, change.after, change.agrees, left) == (before, after, agrees, [])


def test_one_part_changed_in_what_two_agree_to_is_two_changes():
    standing = whole(phase=[{"key": "one", "purpose": "Scope", "approvals_needed": ["Board"]}])
    wanted = whole(phase=[{"key": "one", "purpose": "Plan", "approvals_needed": []}])
    assert {change.agrees: change.after for change in found(standing, wanted)[0]} == {
        Agrees.DECIDERS: {"approvals_needed": []},
        Agrees.PROGRAMME: {"purpose": "Plan"},
    }


@pytest.mark.parametrize(
    ("stage", "agrees"),
    [("idea", Agrees.PROGRAMME), ("delivery", Agrees.DECIDERS), ("closed", Agrees.DECIDERS)],
)
def test_a_project_that_is_added_beyond_an_idea_is_for_the_deciding_body(stage, agrees):
    (change,), _ = found(whole(), whole(project=[{"key": "P9", "aim": "Sooner", "stage": stage}]))
    assert (change.kind, change.agrees) == (ChangeKind.ADDED, agrees)


def test_a_finding_is_withdrawn_by_the_deciding_body_alone():
    (change,), _ = found(whole(finding=[{"key": "A1", "words": "Late"}]), whole())
    assert (change.kind, change.agrees) == (ChangeKind.GONE, Agrees.DECIDERS)


@pytest.mark.parametrize(
    ("section", "before", "after"),
    [
        ("project", {"stage": "idea"}, {"stage": "delivery"}),
        ("phase", {"state": "under way"}, {"state": "done"}),
    ],
)
def test_no_definition_moves_what_stands_through_a_gate(section, before, after):
    proposed, (left,) = found(
        whole(**{section: [{"key": "K"} | before]}), whole(**{section: [{"key": "K"} | after]})
    )
    assert proposed == []
    assert (left.field, left.stands, left.wanted) == (*before, *before.values(), *after.values())


def test_what_an_act_settled_is_left_and_told():
    standing = whole(project=[{"key": "P1", "lead": "One", "aim": "Sooner", "stage": "delivery"}])
    wanted = whole(project=[{"key": "P1", "lead": "Two", "aim": "Later", "stage": "delivery"}])
    (change,), (left,) = found(standing, wanted, {("project", "P1"): ["lead"]})
    assert change.after == {"aim": "Later"}
    assert (left.field, left.why) == ("lead", "it was settled here")


def test_a_project_is_never_lost():
    with pytest.raises(SherwoodError, match="no longer holds project P1, and a project is never removed"):
        check_none_is_lost(whole(project=[{"key": "P1"}]), whole())


def test_links_that_are_only_in_another_order_are_the_same():
    one, other = ({"key": "A1", "projects": keys} for keys in (["P1", "P2"], ["P2", "P1"]))
    assert found(whole(finding=[one]), whole(finding=[other])) == ([], [])


def test_a_change_whose_before_no_longer_stands_is_stale():
    standing, wanted = whole(priority=[priority("R1")]), whole(priority=[priority("R1", "Sooner")])
    (change,), _ = found(standing, wanted)
    assert stale(standing, change) == []
    assert stale(wanted, change) == ["words"]
    assert stale(whole(), change) == ["key"]


priorities = some.lists(
    some.builds(priority, some.sampled_from("abcdef"), some.sampled_from(["Sooner", "Better", "Safer"])),
    unique_by=lambda part: part["key"],
)


@given(priorities, priorities, some.randoms(use_true_random=False))
def test_all_changes_made_in_any_order_lead_to_the_whole_that_was_asked_for(standing, wanted, chance):
    standing, wanted = whole(priority=standing), whole(priority=wanted)
    proposed, _ = found(standing, wanted)
    chance.shuffle(proposed)
    for change in proposed:
        assert stale(standing, change) == []
        standing = patched(standing, change)
    assert standing == wanted
    assert found(standing, wanted) == ([], [])


def test_nobody_agrees_who_is_let_in_by_one_administrator_or_keeps_the_machine_alone():
    assert {agrees.permission for agrees in Agrees} <= GUARDED
    assert Permission.LOAD_PROGRAMME in GUARDED
    assert Permission.AGREE_PROGRAMME not in MATRIX[Role.PROGRAMME_OFFICER]
