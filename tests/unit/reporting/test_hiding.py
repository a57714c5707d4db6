"""Figures shown side by side never give away a small number: checked by solving for it, another way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.linalg import matrix_rank

from sherwood.measuring.disclosure import reveals_few
from sherwood.measuring.figures import Count
from sherwood.measuring.shelves import all_measures
from sherwood.reporting.hiding import PLACES, Linked, hidden_parts, small

SHARE = all_measures()["initial_assessments_in_time"]
MEAN = all_measures()["children_held_per_worker"]

cells = st.lists(
    st.tuples(
        st.sampled_from("PQR"), st.sampled_from("LM"), st.sampled_from("ST"), st.sampled_from("ABCDEF")
    ),
    min_size=2,
    max_size=7,
    unique=True,
)
numbers = st.integers(0, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@st.composite
def linked(draw) -> Linked:
    found = draw(cells)
    held = [draw(numbers) for _ in found]
    places = [tuple(zip(PLACES, cell, strict=True)) for cell in found]
    counts = {}
    for part in {part for cell in places for part in cell}:
        inside = [held[i] for i, cell in enumerate(places) if part in cell]
        counts[part] = Count(sum(met for met, _ in inside), sum(of for _, of in inside), None)
    known = draw(st.sets(st.sampled_from([part for part in counts if part[0] == "team"]), max_size=1))
    return Linked(places, counts, known)


@settings(deadline=None, max_examples=150)
@given(linked())
def test_nothing_small_can_be_solved_for_from_all_the_tables_together(tables):
    """Every shown part is an equation; a hidden small one must not be the only answer to them."""
    hidden = tables.hide()
    row = lambda part: [int(part in cell) for cell in tables.cells]  # noqa: E731
    anyway = [
        [1] * len(tables.cells),
        *(row(part) for part in tables.known),
    ]  # the total, and what is one's own
    shown = [*anyway, *(row(part) for part in tables.counts if part not in hidden)]
    for part in hidden:
        if reveals_few(tables.counts[part]) and not solves(anyway, row(part)):
            assert not solves(shown, row(part)), part


def solves(equations: list[list[int]], wanted: list[int]) -> bool:
    return matrix_rank([*equations, wanted]) == matrix_rank(equations)


@settings(deadline=None)
@given(linked())
def test_what_is_small_is_hidden_and_what_the_reader_may_see_is_not(tables):
    hidden = tables.hide()
    assert not hidden & tables.known
    assert all(part in hidden | tables.known for part, count in tables.counts.items() if reveals_few(count))


def test_two_tables_of_the_same_rows_do_not_give_a_team_away():
    """Team A is small. Hiding another team is not enough when the locality of A shows what its other teams leave."""
    places = [
        ("d", "north", "s", "A"),
        ("d", "north", "s", "B"),
        ("d", "south", "s", "C"),
        ("d", "south", "s", "D"),
    ]
    held = [(3, 9), (20, 40), (18, 36), (19, 38)]
    cells = [tuple(zip(PLACES, place, strict=True)) for place in places]
    counts = {
        part: Count(*(sum(held[i][n] for i, cell in enumerate(cells) if part in cell) for n in (0, 1)), None)
        for cell in cells
        for part in cell
    }
    hidden = Linked(cells, counts).hide()
    assert ("team", "A") in hidden
    assert ("team", "B") in hidden or ("locality", "north") in hidden


def test_a_managers_own_team_does_not_stand_in_for_a_hidden_one():
    """What a manager sees anyway cannot be what keeps another team from being worked out."""
    cells = [tuple(zip(PLACES, ("d", "l", "s", team), strict=True)) for team in "ABC"]
    held = {"A": (3, 9), "B": (10, 20), "C": (40, 80)}
    counts = {("team", team): Count(*numbers, None) for team, numbers in held.items()}
    assert Linked(cells, counts).hide() == {("team", "A"), ("team", "B")}
    assert Linked(cells, counts, known={("team", "B")}).hide() == {("team", "A"), ("team", "C")}


@pytest.mark.parametrize(("held", "is_small"), [((5, 1), True), ((6, 1), False), ((0, 0), False)])
def test_of_a_mean_only_the_children_are_counted_and_not_the_workers(held, is_small):
    assert small(MEAN, Count(*held, None)) is is_small


def test_a_rate_or_a_mean_is_hidden_with_another_so_that_the_total_does_not_give_it_away():
    parts = {"A": Count(3, 2, 1.5), "B": Count(12, 3, 4.0), "C": Count(50, 5, 10.0)}
    assert hidden_parts(MEAN, parts) == {"A", "B"}


def test_what_is_left_of_a_share_is_small_too():
    assert hidden_parts(
        SHARE, {"A": Count(18, 20, 0.9), "B": Count(30, 60, 0.5), "C": Count(50, 90, 0.5)}
    ) == {"A", "B"}
