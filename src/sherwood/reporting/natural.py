"""The interval by which a measure is read, and the days that its breakdown is of."""

from sherwood.kit import periods
from sherwood.kit.periods import Period
from sherwood.measuring.measure import Measure
from sherwood.measuring.population import Shape

EVERY = {"week": periods.weeks, "month": periods.months, "quarter": periods.quarters}
TOGETHER = {"week": 13, "month": 3, "quarter": 4}  # how many make the period of a breakdown


def natural_interval(measure: Measure) -> str:
    """Weeks for work that is counted by the hundred, quarters for what is rare, months for the rest."""
    return measure.population.read_by


def points_in(measure: Measure, period: Period) -> list[Period]:
    """The weeks, months or quarters that have a day in a period; none of what is counted on a day."""
    if measure.population.shape is not Shape.EVENT:
        return []
    return list(EVERY[natural_interval(measure)](period.first, period.last))
