"""A diary with room for so many meetings on a working day, shared by all who ask."""

from collections import defaultdict
from datetime import date

from sherwood.kit.working_days import deadline, ordinal
from sherwood.simulating.county import open_day


class Diary:
    """Room for `a_day` meetings on average: a fraction is room on some days and not on others."""

    def __init__(self, a_day: float):
        self.a_day = max(a_day, 0.5)
        self.booked: dict[int, int] = defaultdict(int)

    def book(self, day: date) -> date:
        """The first working day with room, from `day` on."""
        day = open_day(day)
        number = ordinal(day)
        later = 0
        while self.booked[number + later] >= self._room(number + later):
            later += 1
        self.booked[number + later] += 1
        return deadline(day, later)

    def _room(self, number: int) -> int:
        return int((number + 1) * self.a_day) - int(number * self.a_day)
