"""Series drawn by hand, in a short notation, as what is read.

55/100*8        eight points of 55 of 100
20>45/100*8     eight points from 20 to 45 of 100, in even steps
~60/100*24      twenty-four points about 60 of 100, that wobble as points do
-*3             three points with nothing counted
?*2             two points that are not known
"""

import re
from datetime import date
from fractions import Fraction

from sherwood.kit.periods import Period, months, quarters, weeks
from sherwood.measuring.figures import Count
from sherwood.measuring.level import HeldBeside
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.signal import A_YEAR_AGO, LATEST, Series, together
from sherwood.measuring.target import MeasureTarget, TargetStep

AS_AT = date(2010, 2, 28)
NOT_KNOWN = "Conferences are on record up to 30 November 2009."
WOBBLE = (0, 3, -2, 1, -4, 2, -1, 4, -3, 1, 0, -2, 3, -1, 2, -3, 4, 0, -4, 1, -2, 3, -1, 2)
EVERY = {"week": weeks, "month": months, "quarter": quarters}
BACK = {"week": 52, "month": 12, "quarter": 4}
TOKEN = re.compile(r"(?:(~?)(\d+)(?:>(\d+))?/(\d+)|([-?]))(?:\*(\d+))?")


def points(text: str) -> list[tuple[int, int] | None]:
    """Numerator and denominator of each point; None for one that is not known."""
    series: list[tuple[int, int] | None] = []
    for token in text.split():
        read = TOKEN.fullmatch(token)
        assert read, f"“{token}” is not a point"
        wobbles, first, last, of, none, times = read.groups()
        for place in range(int(times or 1)):
            series.append(_point(wobbles, first, last, of, none, place, int(times or 1), len(series)))
    return series


def _point(wobbles, first, last, of, none, place, times, at) -> tuple[int, int] | None:
    if none:
        return (0, 0) if none == "-" else None
    met = int(first) + (round(place * (int(last) - int(first)) / max(1, times - 1)) if last else 0)
    if wobbles:
        met += round(WOBBLE[at % len(WOBBLE)] * int(of) / 100)
    return max(0, min(met, int(of)) if int(first) <= int(of) else met), int(of)


def counts(measure: Measure, text: str) -> tuple[Count, ...]:
    scale = 10_000 if measure.figure is Figure.RATE else 1
    return tuple(
        Count(0, 0, None, not_known=NOT_KNOWN)
        if point is None
        else Count(*point, scale * point[0] / point[1] if point[1] else None)
        for point in points(text)
    )


def spans(each: str, how_many: int, as_at: date = AS_AT) -> tuple[Period, ...]:
    found = [period for period in EVERY[each](date(as_at.year - 12, 1, 1), as_at) if period.last <= as_at]
    return tuple(found[-how_many:])


def series(
    text: str,
    key: str = "conferences_in_time",
    each: str = "month",
    as_at: date = AS_AT,
    target: MeasureTarget | None = None,
    immature: int = 0,
    hidden: tuple[int, ...] = (),
) -> Series:
    """The series of a measure, with the same time a year ago to hold it beside."""
    measure = all_measures()[key]
    figures = counts(measure, text)
    periods = spans(each, len(figures), as_at)
    mature = figures[: len(figures) - immature]
    several = LATEST[each] if measure.population.shape is Shape.EVENT else 1
    then = mature[len(mature) - BACK[each] - several : len(mature) - BACK[each]]
    baselines = (
        (HeldBeside(A_YEAR_AGO, as_at, then[0] if several == 1 else together(then)),)
        if len(then) == several
        else ()
    )
    places = frozenset(len(figures) + place if place < 0 else place for place in hidden)
    return Series(measure, each, periods, figures, baselines, target, immature, places)


def target(
    value: float, by: str, stood: str = "", tolerance: float = 0, highest: float | None = None
) -> MeasureTarget:
    """A target as it is written for a drawing: `stood` is “0.32 on 2009-11-30”."""
    path = ()
    if stood:
        start, _, on = stood.partition(" on ")
        path = (TargetStep(date.fromisoformat(on), Fraction(start)),)
    top = None if highest is None else Fraction(str(highest))
    return MeasureTarget(Fraction(str(value)), date.fromisoformat(by), Fraction(str(tolerance)), path, top)
