"""A target: the value wanted of a measure, by when, how near is near enough, and the path there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from sherwood.measuring.measure import Better


class Standing(Enum):
    """How a figure stands beside its target."""

    MET = "at the target or beyond it"
    ON_PATH = "not at the target yet, and on the path to it"
    BEHIND = "not at the target yet, and behind the path to it"
    MISSED = "not at the target, and its day has passed"


@dataclass(frozen=True)
class TargetStep:
    """What is wanted on a day on the way."""

    on: date
    value: Fraction


@dataclass(frozen=True)
class MeasureTarget:
    """`value`, and `tolerance` in the same unit: a share between 0 and 1, a rate per 10,000, a mean.

    `path` is the trajectory, the oldest first: where the figure stood, and any step agreed on the way; it is straight
    between two of them. Empty where none was agreed: then anything short of the target is behind.
    `of` says where it comes from, `agreed` who agreed it and when.
    """

    value: Fraction
    by_on: date
    tolerance: Fraction = Fraction(0)
    path: tuple[TargetStep, ...] = ()
    highest: Fraction | None = None  # of a band that is wanted: its upper end, `value` being the lower
    of: str = ""
    agreed: str = ""

    def wanted_on(self, day: date) -> Fraction | None:
        """The value on the path on a day; None before the path begins and where there is none."""
        if day >= self.by_on:
            return self.value
        steps = [*self.path, TargetStep(self.by_on, self.value)]
        for before, after in pairwise(steps):
            if before.on <= day < after.on:
                part = Fraction((day - before.on).days, (after.on - before.on).days)
                return before.value + part * (after.value - before.value)
        return None

    def gap(self, value: Fraction, better: Better) -> Fraction:
        """How far a value is short of the target; nought or less when it is met."""
        if self.highest is not None:
            return max(self.value - value, value - self.highest)
        return value - self.value if better is Better.LOWER else self.value - value

    def standing(self, value: Fraction, day: date, better: Better) -> Standing:
        if self.gap(value, better) <= 0:
            return Standing.MET
        if day > self.by_on:
            return Standing.MISSED
        wanted = self.wanted_on(day)
        if wanted is None or self.highest is not None:
            return Standing.ON_PATH if self.gap(value, better) <= self.tolerance else Standing.BEHIND
        short = value - wanted if better is Better.LOWER else wanted - value
        return Standing.ON_PATH if short <= self.tolerance else Standing.BEHIND

    def drawn(self, days: Sequence[date]) -> list[tuple[date, Fraction]]:
        """The path as a line over these days: its corners among them, and the target from its day on."""
        if not days:
            return []
        corners = sorted({*(step.on for step in self.path), self.by_on, days[0], days[-1]})
        within = [day for day in corners if days[0] <= day <= max(days[-1], self.by_on)]
        return [(day, wanted) for day in within if (wanted := self.wanted_on(day)) is not None]
