"""What every part of the simulation shares: the day it is, what is to happen when, and the records being made."""

import math
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from sherwood.kit.errors import SherwoodError
from sherwood.kit.working_days import add_months, deadline, is_working, ordinal
from sherwood.simulating.chance import Chance, stream
from sherwood.simulating.parameters import District, Parameters
from sherwood.simulating.rows import ROWS, SIMULATED

EARLIEST, LATEST = date(1998, 1, 5), date(2028, 6, 30)  # bank holidays are known from 1998 to 2028


class County:
    """One county in the making. Parts are attached to it by `council.simulate` and reach one another through it."""

    def __init__(self, seed: int, until: date, years: int, scale: float, parameters: Parameters):
        self.seed, self.until, self.parameters = seed, until, parameters
        self.history_from = add_months(until, -12 * years).replace(day=1)
        self.begins = add_months(self.history_from, -parameters.warm_up_months)
        self.care_begins = add_months(self.begins, -parameters.care_warm_up_months)
        if years < 1 or scale <= 0 or self.care_begins < EARLIEST or until.year > LATEST.year - 1:
            raise SherwoodError(
                f"A history of {years} years to {until.year} at scale {scale} cannot be simulated: it needs a year "
                "or more, a scale above 0, a beginning six years after January 1998 or later, and an end by 2027."
            )
        self.districts, self.size = _districts_for(scale, parameters)
        self.scale = scale
        self.today = self.care_begins
        self.ordinal = ordinal(self.today)  # of the working day
        self.records: dict[str, list[Any]] = {table: [] for table in SIMULATED}
        self._agenda: dict[date, list[tuple[Callable[..., None], tuple]]] = defaultdict(list)
        self._counts: dict[str, int] = defaultdict(int)

    def chance(self, name: str) -> Chance:
        return stream(self.seed, name)

    def add(self, table: str, **columns: Any) -> Any:
        """A new row of a record table; it may be filled in later."""
        row = ROWS[table](**columns)
        self.records[table].append(row)
        return row

    def identifier(self, letters: str, digits: int = 6) -> str:
        self._counts[letters] += 1
        return f"{letters}{self._counts[letters]:0{digits}}"

    def on(self, day: date, do: Callable[..., None], *what: Any) -> None:
        """Let something happen on a day to come, or at once when the day has come."""
        if day <= self.today:
            do(*what)
        elif day <= self.until:
            self._agenda[day].append((do, what))

    def turn_to(self, day: date) -> None:
        """Make it this day, and let happen what was to happen on it, in the order it was planned."""
        self.today, self.ordinal = day, ordinal(day)
        for do, what in self._agenda.pop(day, ()):
            do(*what)

    def after(self, working_days: int) -> date:
        """The day so many working days from today."""
        return deadline(self.today, working_days)

    def working_days_since(self, day: date) -> int:
        return self.ordinal - ordinal(day)

    def rise(self, day: date) -> float:
        """How much of the rise in demand has come by `day`, from 0 to 1."""
        demand = self.parameters.demand
        span = (demand.rise_until - demand.rise_from).days
        return min(1.0, max(0.0, (day - demand.rise_from).days / span))

    def caution(self) -> float:
        """How much likelier today than before the rise a step up to protection or care is."""
        return 1.0 + self.parameters.demand.caution * self.rise(self.today)


def open_day(day: date) -> date:
    """`day` itself when it is a working day, else the next one. Days beyond the calendar are never reached."""
    if day > LATEST:
        return day
    return day if is_working(day) else deadline(day, 1)


def days_on(day: date, days: float) -> date:
    return day + timedelta(days=int(days))


def age_on(day: date, born_on: date) -> int:
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _districts_for(scale: float, parameters: Parameters) -> tuple[list[District], float]:
    """The districts of a county of this scale, and how large each is beside its full size.

    A small county has fewer districts rather than seven tiny ones, whose teams would have half a worker.
    """
    every = parameters.place.districts
    chosen = list(every[: max(1, math.ceil(scale * len(every) - 1e-9))])
    return chosen, scale * sum(d.share for d in every) / sum(d.share for d in chosen)
