"""Draws of chance, repeatable from a seed: each part of the simulation has a stream of its own.

With streams of their own, a change to one part (twelve more posts) does not shuffle the luck of the others, so two
runs can be compared.
"""

import math
import random
from collections.abc import Mapping


class Chance(random.Random):
    """The standard generator with the few draws it lacks."""

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def poisson(self, mean: float) -> int:
        """How many, when so many are expected: Knuth's product of uniforms, fit for the small means of a day."""
        floor, product, count = math.exp(-mean), self.random(), 0
        while product > floor:
            product *= self.random()
            count += 1
        return count

    def around(self, median: float, spread: float) -> float:
        """Lognormal: half fall below `median`; `spread` is the standard deviation of the logarithm."""
        return median * math.exp(self.gauss(0.0, spread))

    def days(self, mean: float) -> int:
        """Whole days of waiting when something may happen on any day alike, one at least."""
        return 1 + int(self.expovariate(1.0 / mean))

    def pick(self, weights: "Weights") -> str:
        """One of the keys, each as often as its weight says."""
        return self.choices(weights.keys, cum_weights=weights.totals)[0]


class Weights:
    """Keys with their running totals, worked out once."""

    def __init__(self, weights: Mapping[str, float]):
        self.keys = list(weights)
        self.totals: list[float] = []
        for weight in weights.values():
            self.totals.append(weight + (self.totals[-1] if self.totals else 0))


def stream(seed: int, name: str) -> Chance:
    """The stream of one part. A text seed gives the same draws on every machine."""
    return Chance(f"{seed}/{name}")
