"""Is the money enough? A forecast against its budget, and external consultancy against the ceiling agreed for it.

Amounts are whole pounds. What is not known is None and stays so; it is never taken for nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from sherwood.kit.errors import SherwoodError


class BudgetStanding(Enum):
    """How a forecast stands to its budget; the words are shown wherever the colour is."""

    OVER = "over"
    EXACT = "exactly on budget"
    UNDER = "under"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Against:
    """A forecast beside its budget: `difference` is what it is over (above nought) or under (below)."""

    standing: BudgetStanding
    difference: int | None

    @property
    def words(self) -> str:
        if not self.difference:
            return self.standing.value.capitalize()
        return f"{pounds(abs(self.difference))} {self.standing.value}"


def against_budget(amount: int, forecast: int | None) -> Against:
    """A forecast that is exactly the budget is neither over nor under it."""
    if forecast is None:
        return Against(BudgetStanding.NOT_KNOWN, None)
    difference = forecast - amount
    if difference == 0:
        return Against(BudgetStanding.EXACT, 0)
    return Against(BudgetStanding.OVER if difference > 0 else BudgetStanding.UNDER, difference)


def together(sums: Iterable[int | None]) -> int | None:
    """The sum; not known when any part of it is not known, since the rest alone would look too small."""
    found = list(sums)
    return None if None in found else sum(amount for amount in found if amount is not None)


def check_position(spent: int | None, forecast: int | None) -> None:
    """Raise what is wrong with a position of spending and forecast."""
    if spent is None and forecast is None:
        raise SherwoodError("Enter what is spent, or what is forecast, or both. 0 means nothing is spent.")
    if spent is not None and forecast is not None and forecast < spent:
        raise SherwoodError(
            f"The forecast is for the whole year, so it cannot be less than the {pounds(spent)} spent already. "
            "Enter spending so far and what is still to come, together."
        )


@dataclass(frozen=True)
class AgreedCeiling:
    """What was agreed as the most that external consultancy may come to."""

    pounds: int
    days: Decimal


@dataclass(frozen=True)
class Used:
    """What external consultancy came to, so far."""

    pounds: int
    days: Decimal


def crossed(used: Used, ceiling: AgreedCeiling) -> list[str]:
    """What is above the ceiling, in words; empty while nothing is. Exactly at the ceiling is not above it."""
    over_pounds, over_days = used.pounds - ceiling.pounds, used.days - ceiling.days
    found = [f"{pounds(over_pounds)} over the ceiling of {pounds(ceiling.pounds)}"] if over_pounds > 0 else []
    return found + ([f"{days(over_days)} over the ceiling of {days(ceiling.days)}"] if over_days > 0 else [])


GROUPED = re.compile(r"[0-9]+|[0-9]{1,3}(?:(?P<by>[, \u00a0\u2009\u202f'’])[0-9]{3})(?:(?P=by)[0-9]{3})*")


def figures(text: str) -> str | None:
    """A number as people type it, as plain figures: 1,250 and 1 250 are 1250. None where the thousands do not group."""
    before, point, after = text.strip().partition(".")
    if not GROUPED.fullmatch(before) or (point and not re.fullmatch("[0-9]+", after)):
        return None
    return re.sub("[^0-9]", "", before) + point + after


def typed_pounds(text: str) -> int | None:
    """Whole pounds as people type them: £1,250.50 is 1251, since 50p and more count as a pound. None when it is not that."""
    read = figures(text.strip().removeprefix("£")) or ""
    before, _, after = read.partition(".")
    if not read or len(before) > 15 or len(after) not in (0, 2):  # 1.5 may be millions
        return None
    return int(Decimal(read).quantize(Decimal(1), ROUND_HALF_UP))


def pounds(amount: int | None) -> str:
    """£1,200; what is not known says so."""
    return "Not known" if amount is None else f"{'−' if amount < 0 else ''}£{abs(amount):,}"


def days(number: Decimal | int) -> str:
    """12 days, 1 day, 7.5 days."""
    return f"{number:,.1f}".removesuffix(".0") + (" day" if number == 1 else " days")


def share(part: Decimal | int, whole: Decimal | int) -> str:
    """90% of what is allowed; nothing is allowed where the whole is nought."""
    return f"{100 * part / whole:.0f}%" if whole else "nothing is allowed"
