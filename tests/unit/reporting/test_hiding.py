"""Figures shown side by side never give away a small number: attacked with linear programming."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.linalg import matrix_rank

from attack import Known
from sherwood.measuring.disclosure import (
    RULE,
    Cell,
    blocks,
    is_small,
    protected,
    reveals_few,
    split_parts,
    total,
)
from sherwood.measuring.figures import Count
from sherwood.measuring.shelves import all_measures
from sherwood.reporting.hiding import OTHER, PLACES, _with_newcomers, hidden_points, small
from sherwood.reporting.pairs import hidden_words, worst_first

SHARE = all_measures()["initial_assessments_in_time"]
MEAN = all_measures()["children_held_per_worker"]

places = st.lists(
    st.tuples(
        st.sampled_from(["P", "Q", None]), st.sampled_from("LM"), st.sampled_from("ST"), st.sampled_from("ABCDEFG")
    ),
    min_size=2,
    max_size=9,
    unique=True,
)  # fmt: skip
numbers = st.integers(1, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@dataclass
class Council:
    """Cells with the figures of two measures: the second counts some of the children of the first."""

    cells: list[Cell]

    @property
    def parts(self) -> list:
        return sorted({part for cell in self.cells for part in cell.parts}, key=str)

    def inside(self, part) -> list[int]:
        return [place for place, cell in enumerate(self.cells) if part in cell.parts]

    def of(self, part, measure: int) -> Count:
        return total(self.cells[place].counts[measure] for place in self.inside(part))


@st.composite
def councils(draw) -> Council:
    cells = []
    for place in draw(places):
        met, of = draw(numbers)
        fewer = draw(st.integers(max(0, of - 3), of))
        second = Count(draw(st.integers(0, fewer)), fewer, None)
        cells.append(Cell(frozenset(zip(PLACES, place, strict=True)), (Count(met, of, None), second)))
    return Council(cells)


def recovered(council: Council, hidden: set) -> list:
    """What is hidden and follows all the same from the totals, the parts shown, and what the hidden parts come to."""
    known = Known()
    met, rest = ([known.unknowns(len(council.cells)) for _ in (0, 1)] for _ in (0, 1))
    everything = range(len(council.cells))
    shown_at_all = len(hidden) < len(council.parts)
    for measure in (0, 1):
        if reveals_few(total(cell.counts[measure] for cell in council.cells)):
            continue  # then the point of its trend is hidden too
        for inside in [everything, *(council.inside(part) for part in council.parts if part not in hidden)]:
            count = total(council.cells[place].counts[measure] for place in inside)
            known.equal([met[measure][place] for place in inside], count.numerator)
            known.equal([rest[measure][place] for place in inside], count.denominator - count.numerator)
    for place in everything:
        known.not_more([met[1][place], rest[1][place]], [met[0][place], rest[0][place]])
    for part in hidden if shown_at_all else ():  # else none of them is named
        inside = council.inside(part)
        known.at_least([of[0][place] for of in (met, rest) for place in inside], RULE.named_at_least)
    found = []
    for part in hidden:
        inside = council.inside(part)
        for measure in (0, 1):
            in_met, in_rest = ([of[measure][place] for place in inside] for of in (met, rest))
            for places, truth in zip(
                (in_met, in_met + in_rest, in_rest), protected(council.of(part, measure)), strict=True
            ):
                if is_small(truth) and known.recovers(places, truth):
                    found.append((part, measure, truth))
    return found


@settings(deadline=None, max_examples=40)
@given(councils())
def test_nothing_hidden_can_be_worked_out_from_all_tables_of_two_measures_together(council):
    assert recovered(council, split_parts(blocks(council.cells))) == []


def test_the_attack_finds_what_hiding_the_small_parts_alone_gives_away():
    """Else the test above would prove nothing."""
    held = {"A": (3, 9), "B": (20, 40), "C": (18, 36)}
    cells = [
        Cell(frozenset(zip(PLACES, ("P", "L", "S", team), strict=True)), (Count(*of, None), Count(*of, None)))
        for team, of in held.items()
    ]
    council = Council(cells)
    primary = {part for part in council.parts if reveals_few(council.of(part, 0))}
    assert primary == {("team", "A")}
    assert (("team", "A"), 0, 3) in recovered(council, primary)
    assert recovered(council, split_parts(blocks(cells))) == []


def test_six_hidden_groups_that_leave_six_to_share_are_one_each():
    """The least that a named group can be counts: here each is known to be one, so another has to join them."""
    cells = [
        Cell(frozenset({("ethnicity", name)}), (Count(1, 1, None), Count(1, 1, None))) for name in "ABCDEF"
    ] + [Cell(frozenset({("ethnicity", name)}), (Count(30, 60, None), Count(30, 60, None))) for name in "GH"]
    council = Council(cells)
    tiny = {("ethnicity", name) for name in "ABCDEF"}
    assert len(recovered(council, tiny)) == 24  # numerator and denominator, by both measures
    hidden = split_parts(blocks(cells))
    assert tiny < hidden and len(hidden) == 7
    assert recovered(council, hidden) == []


@settings(deadline=None, max_examples=150)
@given(councils())
def test_no_group_of_hidden_parts_that_follows_is_small(council):
    """Those of one table, in the whole or in a part of another table: what they come to is a sum of blocks."""
    hidden = split_parts(blocks(council.cells))
    shown = [part for part in council.parts if part not in hidden]
    whole = range(len(council.cells))
    row = lambda inside: [int(place in inside) for place in whole]  # noqa: E731
    equations = [row(whole), *(row(council.inside(part)) for part in shown)]
    for table in PLACES:
        away = {place for part in hidden if part[0] == table for place in council.inside(part)}
        for around in [whole, *(council.inside(part) for part in shown)]:
            group = sorted(away & set(around))
            if group and matrix_rank([*equations, row(group)]) == matrix_rank(equations):
                for measure in (0, 1):
                    together = total(council.cells[place].counts[measure] for place in group)
                    assert not reveals_few(together) or len(group) == len(council.cells), group


@settings(deadline=None)
@given(councils())
def test_what_is_small_is_hidden(council):
    hidden = split_parts(blocks(council.cells))
    assert all(
        part in hidden for part in council.parts if any(reveals_few(council.of(part, i)) for i in (0, 1))
    )


def team(name: str, locality: str, met: int, of: int) -> Cell:
    return Cell(frozenset(zip(PLACES, ("d", locality, "s", name), strict=True)), (Count(met, of, None),))


def test_a_team_is_not_given_away_by_its_locality():
    """Team A is small. Hiding another team is not enough when the locality of A shows what its other teams leave."""
    cells = [team("A", "north", 3, 9), team("B", "north", 20, 40), team("C", "south", 18, 36), team("D", "south", 19, 38)]  # fmt: skip
    assert split_parts(blocks(cells)) == {("team", "A"), ("team", "B")}


def test_tiny_groups_go_together_before_a_large_one_is_hidden():
    cells = [team("A", "n", 2, 3), team("B", "n", 2, 4), team("C", "n", 3, 6), team("D", "n", 60, 120)]
    assert split_parts(blocks(cells)) == {("team", "A"), ("team", "B"), ("team", "C")}


def test_those_of_no_known_part_go_with_the_tiny_ones():
    sexes = [
        Cell(frozenset({("ethnicity", name)}), (Count(met, of, None),))
        for name, met, of in ((None, 1, 2), ("A", 5, 12), ("B", 40, 90), ("C", 50, 95))
    ]
    assert split_parts(blocks(sexes)) == {("ethnicity", None), ("ethnicity", "A")}


def test_nothing_is_shown_of_a_whole_that_is_small():
    cells = [team("A", "n", 1, 2), team("B", "n", 0, 2)]
    assert split_parts(blocks(cells)) == {part for cell in cells for part in cell.parts}


def test_how_many_one_base_has_more_than_another_is_a_number_of_its_own():
    """Two of twelve came lately: laid side by side, two measures would tell. Where few did in all, nothing helps."""
    figures = lambda of, fewer: [Count(0, of, None), Count(0, fewer, None)]  # noqa: E731
    two_here = _with_newcomers([figures(12, 10), figures(40, 33)])
    assert [counts[-1].numerator for counts in two_here] == [2, 7] and reveals_few(two_here[0][-1])
    assert all(len(counts) == 2 for counts in _with_newcomers([figures(12, 10), figures(40, 39)]))


@pytest.mark.parametrize(("held", "few"), [((5, 1), True), ((6, 1), False), ((0, 0), False)])
def test_of_a_mean_only_the_children_are_counted_and_not_the_workers(held, few):
    assert small(MEAN, Count(*held, None)) is few


def test_what_is_left_of_a_share_is_small_too():
    assert hidden_points(SHARE, [Count(18, 20, 0.9), Count(30, 60, 0.5), Count(50, 90, 0.5)]) == {0}


def test_a_large_part_is_not_said_to_be_small():
    words = hidden_words("team", ["Stavebridge", "Thornmere"], 8)
    assert "Stavebridge" in words and "beside the others they would give a small number away" in words
    assert "the numbers are small" not in words
    assert "2 of 8" not in words and "6 of 8 teams" in hidden_words("team", list("ABCDEF"), 8)


def test_other_or_not_known_is_no_team_to_be_ranked():
    parts = {"A": Count(10, 20, 0.5), OTHER: Count(6, 30, 0.2), "B": Count(10, 40, 0.25)}
    assert worst_first(SHARE, parts) == ["B", "A"]
