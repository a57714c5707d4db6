"""Is an option worth its money? Discounting, benefit-cost ratio, switching values, sensitivity, risk.

Amounts are whole pounds in real terms (the prices of year 0), by year from 0. Sums are exact decimals; nothing is
rounded before it is shown. Year 0 is not discounted. Money is never the whole answer: benefits that have no price are
scored beside it (`score`), and a ratio under 1 is not by itself poor value.

Source: HM Treasury Green Book. The rates are dated rows, so that an appraisal can be worked again as it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from sherwood.kit.errors import SherwoodError


@dataclass(frozen=True)
class RateBand:
    """The rate a year for the years from `first` on."""

    first: int
    rate: Decimal


@dataclass(frozen=True)
class Rates:
    """A schedule of discount rates in force from a day, with its source."""

    from_on: date
    bands: tuple[RateBand, ...]
    source: str


STANDARD = (
    Rates(
        date(2003, 1, 1),
        (
            RateBand(1, Decimal("0.035")),
            RateBand(31, Decimal("0.030")),
            RateBand(76, Decimal("0.025")),
            RateBand(126, Decimal("0.020")),
            RateBand(201, Decimal("0.015")),
            RateBand(301, Decimal("0.010")),
        ),
        "HM Treasury Green Book: social time preference rate, 3.5% to year 30, 3.0% to year 75 and on",
    ),
)


def rates_on(day: date, schedules: Sequence[Rates] = STANDARD) -> Rates:
    """The schedule in force on a day."""
    found = [rates for rates in schedules if rates.from_on <= day]
    if not found:
        raise SherwoodError("No discount rates are held for so early a day. Add a dated row with its source.")
    return max(found, key=lambda rates: rates.from_on)


def discount_factor(year: int, rates: Rates) -> Decimal:
    """What a pound of `year` is worth in year 0: 1 in year 0, then divided by 1 + the year's own rate each year."""
    if not year >= 0:
        raise SherwoodError("Years are counted from 0, the first.")
    factors = accumulate(
        (1 + _rate(rates, n) for n in range(1, year + 1)), lambda a, b: a * b, initial=Decimal(1)
    )
    return 1 / list(factors)[-1]


def _rate(rates: Rates, year: int) -> Decimal:
    return next(band.rate for band in reversed(rates.bands) if band.first <= year)


def present_value(by_year: Mapping[int, int | Decimal], rates: Rates) -> Decimal:
    """The worth in year 0 of amounts by year."""
    return sum((amount * discount_factor(year, rates) for year, amount in by_year.items()), Decimal(0))


@dataclass(frozen=True)
class OptionRisk:
    """Something that may go wrong with an option: its probability (0 to 1) and what it would cost."""

    words: str
    probability: Decimal
    impact: int

    @property
    def expected_loss(self) -> Decimal:
        return self.probability * self.impact


@dataclass(frozen=True)
class Option:
    """One way of doing it. `uplift` is added to costs for optimism (0.2 is a fifth more), with its reason.

    `scores`: benefits that have no price, each from 0 to 5, by name.
    """

    name: str
    costs: Mapping[int, int | Decimal]
    benefits: Mapping[int, int | Decimal]
    disbenefits: Mapping[int, int | Decimal]
    risks: tuple[OptionRisk, ...] = ()
    uplift: Decimal = Decimal(0)
    scores: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Appraised:
    """An option in year-0 pounds: cost with its uplift, benefit less disbenefit, expected loss and what is left."""

    option: Option
    cost: Decimal
    benefit: Decimal
    expected_loss: Decimal

    @property
    def net(self) -> Decimal:
        return self.benefit - self.cost - self.expected_loss

    @property
    def ratio(self) -> Decimal | None:
        """Benefit for each pound of cost; None where nothing is spent."""
        return self.benefit / self.cost if self.cost else None


def appraise(option: Option, rates: Rates) -> Appraised:
    cost = present_value(option.costs, rates) * (1 + option.uplift)
    benefit = present_value(option.benefits, rates) - present_value(option.disbenefits, rates)
    loss = sum((risk.expected_loss for risk in option.risks), Decimal(0))
    return Appraised(option, cost, benefit, loss)


@dataclass(frozen=True)
class Switch:
    """How far one amount would have to move, all else as it is, for the net value to become that of another option."""

    what: str
    change: Decimal | None  # 0.25: a quarter more; None: no change of it would do


def switching_values(option: Option, other: Option, rates: Rates) -> tuple[Switch, Switch]:
    """How far the costs, and the benefits, of `option` must change before `other` is as good."""
    ours, theirs = appraise(option, rates), appraise(other, rates)
    gap = ours.net - theirs.net
    gross = present_value(option.benefits, rates)
    return (
        Switch("costs", gap / ours.cost if ours.cost else None),
        Switch("benefits", -gap / gross if gross else None),
    )


def sensitivity(
    option: Option, rates: Rates, by: Sequence[Decimal] = (Decimal("-0.2"), Decimal("0.2"))
) -> list[tuple[str, Decimal]]:
    """The net value if costs, or benefits, were lower or higher by a part."""
    found = []
    for part in by:
        words = f"{abs(part):.0%} {'lower' if part < 0 else 'higher'}"
        costs = {year: amount * (1 + part) for year, amount in option.costs.items()}
        benefits = {year: amount * (1 + part) for year, amount in option.benefits.items()}
        found.append((f"Costs {words}", appraise(replace(option, costs=costs), rates).net))
        found.append((f"Benefits {words}", appraise(replace(option, benefits=benefits), rates).net))
    return found


def score(option: Option, weights: Mapping[str, int]) -> Decimal | None:
    """The weighted mean of an option's scores, from 0 to 5; None where a benefit is not scored.

    Weights are data of the case, shown beside the scores.
    """
    given = option.scores or {}
    total = sum(weights.values())
    if not total or any(name not in given for name in weights):
        return None
    return Decimal(sum(weights[name] * given[name] for name in weights)) / total


def missing_options(kinds: Sequence[str]) -> list[str]:
    """What the list of options lacks, in words: do nothing, do the minimum, and two real ones."""
    lacks = []
    if "do_nothing" not in kinds:
        lacks.append("doing nothing")
    if "do_minimum" not in kinds:
        lacks.append("doing the minimum")
    real = sum(kind == "real" for kind in kinds)
    if real < 2:
        lacks.append("two real options" if real == 0 else "a second real option")
    return lacks
