"""Stages, moves and gates: what is refused, in words, and that author is not vetter is not decider."""

from dataclasses import replace

import pytest

from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.governance.stages import (
    DECISIONS,
    MOVES,
    NEEDS,
    Facts,
    Stage,
    allows,
    check_can_move,
    moves_from,
)
from sherwood.kit.errors import Refusal


def ready(move) -> Facts:
    """Everything a move needs."""
    return Facts(move.before, {move.permission}, set(move.needs), is_lead=True)


each_move = pytest.mark.parametrize("move", MOVES.values(), ids=lambda move: move.key)


@each_move
def test_a_move_is_made_when_everything_it_needs_is_so(move):
    check_can_move(move, ready(move))


@each_move
def test_a_move_is_refused_when_any_one_need_is_missing(move):
    for key in move.needs:
        facts = replace(ready(move), complete=set(move.needs) - {key})
        with pytest.raises(Refusal) as refused:
            check_can_move(move, facts)
        assert str(refused.value) == NEEDS[key].otherwise


@each_move
def test_a_move_is_refused_at_another_stage(move):
    for stage in set(Stage) - {move.before}:
        assert not allows(check_can_move, move, replace(ready(move), stage=stage))


@each_move
def test_a_move_is_refused_to_every_role_that_does_not_hold_its_permission(move):
    for role in Role:
        facts = replace(ready(move), permissions=MATRIX[role])
        assert allows(check_can_move, move, facts) == (move.permission in MATRIX[role])


@pytest.mark.parametrize("key", ["pass_vetting", "return_from_vetting", "recommend", *DECISIONS])
def test_who_wrote_a_version_cannot_vet_challenge_or_decide_it(key):
    with pytest.raises(Refusal, match="You wrote this version"):
        check_can_move(MOVES[key], replace(ready(MOVES[key]), is_author=True))


@pytest.mark.parametrize("key", ["recommend", "return_from_challenge", *DECISIONS])
def test_who_vetted_a_version_cannot_challenge_or_decide_it(key):
    with pytest.raises(Refusal, match="You vetted this case"):
        check_can_move(MOVES[key], replace(ready(MOVES[key]), is_vetter=True))


def test_an_allowed_exception_opens_the_separation_and_nothing_else():
    move = MOVES["implement"]
    facts = replace(ready(move), is_author=True, is_vetter=True, excepted=True)
    check_can_move(move, facts)
    assert not allows(check_can_move, move, replace(facts, complete=set()))
    assert not allows(check_can_move, move, replace(facts, permissions={Permission.WRITE_CASE}))


@pytest.mark.requirement("SR-039")
def test_there_are_exactly_three_decisions_each_with_a_reason():
    assert {move.key for move in moves_from(Stage.DECISION)} == set(DECISIONS)
    assert all("reason" in MOVES[key].needs for key in DECISIONS)


@pytest.mark.requirement("SR-059", "SR-076", "SR-079")
def test_no_project_reaches_delivery_but_through_vetting_challenge_decision_and_plan():
    """Every path from idea to delivery passes every gate."""
    gates = {Stage.SCOPING, Stage.CASE, Stage.VETTING, Stage.CHALLENGE, Stage.DECISION, Stage.PLANNING}
    for skipped in gates:
        reached, waiting = set(), [Stage.IDEA]
        while waiting:
            stage = waiting.pop()
            if stage not in reached and stage is not skipped:
                reached.add(stage)
                waiting += [move.after for move in moves_from(stage)]
        assert Stage.DELIVERY not in reached, skipped


@pytest.mark.requirement("SR-081")
def test_no_one_role_can_write_vet_challenge_and_decide():
    acts = [Permission.WRITE_CASE, Permission.VET, Permission.CHALLENGE, Permission.DECIDE]
    for role, held in MATRIX.items():
        assert sum(act in held for act in acts) <= 1, role


def test_those_with_limits_comment_and_approve_nothing():
    approving = {move.permission for move in MOVES.values()}
    assert not MATRIX[Role.CONSULTANT] & approving
    assert not MATRIX[Role.SPONSORING_GROUP_MEMBER] & approving
