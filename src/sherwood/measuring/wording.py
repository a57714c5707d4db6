"""Figures and signals in words a busy person reads once."""

from sherwood.kit.periods import Period, spoken
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.parts import NOT_KNOWN
from sherwood.measuring.population import Shape

DIMENSION_NAMES = {
    "district": "District",
    "locality": "Locality",
    "service": "Service",
    "team": "Team",
    "worker": "Worker",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "disabled": "Disability",
    "age_band": "Age",
}


def percent(share: float) -> str:
    """A share as a whole percentage; never rounded to 0% or 100% unless it is exactly that."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        return "over 99%"
    if rounded == 0 and share > 0:
        return "under 1%"
    return f"{rounded}%"


def figure_text(measure: Measure, count: Count) -> str:
    """A figure with its parts: “61% (214 of 351)”; “Not known” where the records do not reach."""
    if count.not_known:
        return NOT_KNOWN
    if measure.figure is Figure.SHARE:
        if count.value is None:
            return "None counted"
        return f"{percent(count.value)} ({count.numerator:,} of {count.denominator:,})"
    if count.value is None:
        return f"{count.numerator:,}; {measure.figure.value} not known"
    if measure.figure is Figure.RATE:
        return f"{count.value:.1f} per 10,000 ({count.numerator:,} of {count.denominator:,})"
    return f"{count.value:.1f} ({count.numerator:,} held by {_workers(count)})"


def _workers(count: Count) -> str:
    """People, and the full-time equivalents that a mean is of, where those are not as many."""
    full_time = count.numerator / count.value if count.value else 0
    heads = f"{count.denominator:,}"
    return heads if abs(full_time - count.denominator) < 0.05 else f"{heads}, {full_time:,.1f} full time"


def whole_figure_text(measure: Measure, count: Count) -> str:
    """A figure with what is not known of it, for whoever may see the rows: “100% (1 of 1), 2 not known”; or why there
    is none: “Not known. The records end on 8 March 2010.”"""
    said = figure_text(measure, count)
    if count.not_known:
        return f"{said}. {count.not_known}"
    return f"{said}, {count.unknown:,} not known" if count.unknown else said


def short_figure(measure: Measure, count: Count) -> str:
    """The value alone, for a chart or a tile."""
    if count.not_known:
        return NOT_KNOWN
    if count.value is None:
        return "None"
    return percent(count.value) if measure.figure is Figure.SHARE else f"{count.value:.1f}"


def when(measure: Measure, period: Period) -> str:
    """The period a figure is for, or the day, for a measure counted on a day."""
    return period.label if measure.population.shape is Shape.EVENT else f"on {spoken(period.last)}"


NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def spelled(number: int) -> str:
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"
