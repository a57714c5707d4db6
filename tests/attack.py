"""An attack on what is hidden: every figure that a reader has is an equation, and what they leave open is solved for."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from sherwood.measuring.disclosure import is_small

NEAR = 1e-6


class Known:
    """What somebody knows of numbers of children: equations, and that none of them is below nought."""

    def __init__(self):
        self.width = 0
        self._equal: list[tuple[list[int], float]] = []
        self._at_most: list[tuple[dict[int, float], float]] = []

    def unknowns(self, many: int) -> list[int]:
        self.width += many
        return list(range(self.width - many, self.width))

    def equal(self, places: Sequence[int], number: float) -> None:
        self._equal.append((list(places), number))

    def same(self, ours: Iterable[int], theirs: Iterable[int]) -> None:
        self.not_more(ours, theirs)
        self.not_more(theirs, ours)

    def not_more(self, ours: Iterable[int], theirs: Iterable[int]) -> None:
        signs: dict[int, float] = {}
        for place in ours:
            signs[place] = signs.get(place, 0) + 1
        for place in theirs:
            signs[place] = signs.get(place, 0) - 1
        self._at_most.append((signs, 0))

    def at_most(self, signs: dict[int, float], number: float) -> None:
        """That numbers, each taken so many times, come to no more than this."""
        self._at_most.append((signs, number))

    def at_least(self, places: Sequence[int], number: float) -> None:
        self._at_most.append(({place: -1 for place in places}, -number))

    def most(self, places: Sequence[int]) -> float:
        return self._end(places, -1)

    def least(self, places: Sequence[int]) -> float:
        return self._end(places, 1)

    def recovers(self, places: Sequence[int], truth: int) -> bool:
        """Whether a number is known to be exactly what it is, or to be small."""
        if not truth:
            return False
        most = self.most(places)
        if most > truth + NEAR and not (is_small(truth) and most < 6 - NEAR):
            return False
        least = self.least(places)
        return least > most - NEAR or (least > 1 - NEAR and most < 6 - NEAR)

    def _end(self, places: Sequence[int], sign: int) -> float:
        wanted = np.zeros(self.width)
        wanted[list(places)] = sign
        solved = linprog(wanted, **self._system, bounds=(0, None), method="highs")
        if solved.status == 3:  # no end to it
            return np.inf
        assert solved.status == 0, f"what is known is at odds with itself: {solved.message}"
        return sign * solved.fun

    @cached_property
    def _system(self) -> dict:
        """What is known when it is first solved."""
        equal = [({place: 1.0 for place in places}, number) for places, number in self._equal]
        return self._matrix("eq", equal) | self._matrix("ub", self._at_most)

    def _matrix(self, name: str, rows: list) -> dict:
        if not rows:
            return {}
        numbers, across, down = [], [], []
        for row, (signs, _) in enumerate(rows):
            across += list(signs)
            numbers += list(signs.values())
            down += [row] * len(signs)
        shape = (len(rows), self.width)
        return {f"A_{name}": csr_array((numbers, (down, across)), shape), f"b_{name}": [of for _, of in rows]}
