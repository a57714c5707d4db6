"""When reports are due, what days each is for, and where it stands: plain rules over plain dates.

A cadence says from which day on, and every how many days, something falls due. A later cadence takes over on its own
first day, so that a change never moves a day that has passed.
"""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import Period, week_of

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Cadence:
    """Due on `first_due_on` and every so many days from then on; or, `by_month`, on that day of every month, and on the last day
    of a month that has no such day."""

    first_due_on: date
    every_days: int
    by_month: bool = False

    def __post_init__(self) -> None:
        if self.every_days < 1:
            raise SherwoodError(
                f"A report is due every so many days, one or more; not every {self.every_days}."
            )


class ExpectedStanding(Enum):
    """Where something expected stands; the value is how a page says it."""

    MISSED = "Missed"
    LATE = "Late"
    RETURNED = "Returned"
    SUBMITTED = "Submitted"
    DRAFT = "Draft"
    DUE = "Due"
    ACCEPTED = "Accepted"

    @property
    def behind(self) -> bool:
        """Nothing has come, and its day has passed."""
        return self in (ExpectedStanding.MISSED, ExpectedStanding.LATE)

    @property
    def come_in(self) -> bool:
        return self in (ExpectedStanding.SUBMITTED, ExpectedStanding.ACCEPTED, ExpectedStanding.RETURNED)


def together(ordinary: Iterable[Cadence], tighter: Iterable[Cadence] = ()) -> list[Cadence]:
    """The cadences that hold one after another; from the first of the tighter ones on, only those."""
    tighter = sorted(tighter)
    kept = [day for day in ordinary if not tighter or day.first_due_on < tighter[0].first_due_on]
    return sorted([*kept, *tighter])


def due_days(cadences: Sequence[Cadence], first: date, last: date, also: date | None = None) -> list[date]:
    """The days from `first` to `last`, both included, on which something falls due; `also` is one more such day, unless
    something falls due in its week already."""
    found = _by_cadence(cadences, first, last)
    if also and first <= also <= last and not _by_cadence(cadences, week_of(also).first, week_of(also).last):
        found.add(also)
    return sorted(found)


def _by_cadence(cadences: Sequence[Cadence], first: date, last: date) -> set[date]:
    found: set[date] = set()
    ordered = sorted(cadences)
    for cadence, following in zip(ordered, [*ordered[1:], None], strict=False):
        end = min(last, following.first_due_on - DAY) if following else last
        found |= set(_days_of(cadence, first, end))
    return found


def _months_of(cadence: Cadence, first: date, last: date) -> Iterable[date]:
    begin = cadence.first_due_on
    month = max(begin.year * 12 + begin.month - 1, first.year * 12 + first.month - 1)
    while (day := _day_in(month, begin.day)) <= last:
        if day >= max(first, begin):
            yield day
        month += 1


def _day_in(month: int, day: int) -> date:
    """That day of a month counted from year 0, or its last."""
    year, number = divmod(month, 12)
    return date(year, number + 1, min(day, monthrange(year, number + 1)[1]))


def _days_of(cadence: Cadence, first: date, last: date) -> Iterable[date]:
    if cadence.by_month:
        yield from _months_of(cadence, first, last)
        return
    behind = max((first - cadence.first_due_on).days, 0)
    day = cadence.first_due_on + timedelta(-(-behind // cadence.every_days) * cadence.every_days)
    while day <= last:
        yield day
        day += timedelta(cadence.every_days)


def next_due(cadences: Sequence[Cadence], after: date, also: date | None = None) -> date | None:
    """The first due day later than `after`; None when nothing ever falls due again."""
    ordered = sorted(cadences)
    if not ordered:
        return also if also and also > after else None
    longest = max(31 if day.by_month else day.every_days for day in ordered)
    reach = max(after, ordered[-1].first_due_on, *([also] if also else [])) + timedelta(longest)
    return next(iter(due_days(ordered, after + DAY, reach, also)), None)


def period_of(cadences: Sequence[Cadence], due_on: date, also: date | None = None) -> Period:
    """The days a report is for: since the day after the one before it fell due. The first is for as long as the
    cadence's own step."""
    ordered = sorted(cadences)
    step = (
        ordered[max(bisect_right([day.first_due_on for day in ordered], due_on) - 1, 0)].every_days
        if ordered
        else 7
    )
    earlier = due_days(ordered, ordered[0].first_due_on, due_on - DAY, also) if ordered else []
    return Period(earlier[-1] + DAY if earlier else due_on - timedelta(step) + DAY, due_on)


def standing(*, due_on: date, next_due_on: date | None, on: date, state: str) -> ExpectedStanding:
    """Where it stands on a day. `state` is what has come: "", "draft", "submitted", "accepted" or "returned".

    Late once its day has passed with nothing submitted; missed once the next one falls due without it.
    """
    if state in ("submitted", "accepted", "returned"):
        return ExpectedStanding[state.upper()]
    if next_due_on is not None and on >= next_due_on:
        return ExpectedStanding.MISSED
    if on > due_on:
        return ExpectedStanding.LATE
    return ExpectedStanding.DRAFT if state == "draft" else ExpectedStanding.DUE


def days_late(due_on: date, came_on: date | None, on: date) -> int:
    """Days after its due day that it came, or is now without having come; 0 when it was in time."""
    return max(((came_on or on) - due_on).days, 0)
