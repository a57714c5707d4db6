"""A measure beside others: its teams on one axis, how far chance alone spreads them, and what England and others have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict

from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import Period
from sherwood.measuring.benchmarks import Benchmark, benchmarks_for, in_words
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.neighbours import kept
from sherwood.measuring.parts import too_many_unknown, too_many_unknown_words, unknown_share
from sherwood.measuring.wording import DIMENSION_NAMES, figure_text
from sherwood.records.snapshots import Snapshot
from sherwood.reporting import charts
from sherwood.reporting.hiding import OTHER, PLACES
from sherwood.reporting.pairs import worst_first
from sherwood.web.evidence.entitlement import NARROWED_BY, Entitlement
from sherwood.web.evidence.ledgers import Narrowed, trend_of

FEWEST_OF_ONE_WORKER = 20  # counted, below which no share is given of one person's work
MOST_TEAMS = 24  # pictures beside one another


@dataclass(frozen=True)
class Chosen:
    """The part of the service that a page is narrowed to, within somebody's reach; the whole council where empty."""

    part: str = ""
    dimension: str = ""
    narrowed: Narrowed = ()


def chosen(asked: QueryDict, allowed: Entitlement) -> Chosen:
    """What an address narrows a page to: a part whose rows the reader may see, never more."""
    for dimension in NARROWED_BY:
        value = asked.get(dimension)
        if value and allowed.sees_children and allowed.reaches(dimension, value):
            within = allowed.within({dimension: value})
            return Chosen(value, dimension, tuple((name, tuple(parts)) for name, parts in within.items()))
    return Chosen()


@dataclass(frozen=True)
class BesidePictures:
    """Pictures of a breakdown, each with a sentence, and why there is none."""

    teams_svg: str = ""
    teams_sentence: str = ""
    funnel_svg: str = ""
    funnel_sentence: str = ""
    not_compared: str = ""  # why the parts are not compared


def beside(
    snapshot: Snapshot,
    measure: Measure,
    by: str,
    parts: Mapping[str | None, object],
    truth: Mapping[str | None, Count],
    whole: Count,
    allowed: Entitlement,
    each: str,
    period: Period,
) -> BesidePictures:
    """How the parts that are shown compare. Whether too many are of no known part is asked of the true ones."""
    shown = {value: count for value, count in parts.items() if isinstance(count, Count)}
    if too_many_unknown(measure, by, truth):
        share = unknown_share(measure, by, truth) if allowed.scope.all else None
        return BesidePictures(not_compared=too_many_unknown_words(DIMENSION_NAMES[by], share))
    if by == "worker" or by not in PLACES:
        return BesidePictures()
    known = {
        value: count for value, count in shown.items() if value and value != OTHER and count.value is not None
    }
    svg, sentence = _funnel(measure, known, whole, _others(measure.key, period))
    teams_svg, teams_sentence = _teams(snapshot, measure, by, known, allowed, each)
    return BesidePictures(teams_svg, teams_sentence, svg, sentence)


def _funnel(
    measure: Measure, known: Mapping[str | None, Count], whole: Count, others: Sequence[Benchmark]
) -> tuple[str, str]:
    """Each part by how many it counted, with the limits that chance alone gives at each number."""
    if measure.figure is not Figure.SHARE or len(known) < 3 or whole.value in (None, 0.0, 1.0):
        return "", ""
    assert whole.value is not None
    points = [
        {"name": str(value), "of": count.denominator, "value": count.value} for value, count in known.items()
    ]
    published = [(f"{other.area} {other.value:g}%", other.value / 100) for other in others]
    specification, outside = charts.funnel(points, whole.value, published)
    said = (
        f"Further from the whole than chance alone explains: {', '.join(outside)}."
        if outside
        else "No part lies further from the whole than chance alone explains."
    )
    if published:
        areas = " and ".join(other.area for other in others)
        said += f" The dotted line{'s are' if len(others) > 1 else ' is'} what {areas} had."
    return charts.svg(specification), said


def _teams(
    snapshot: Snapshot,
    measure: Measure,
    by: str,
    known: Mapping[str | None, Count],
    allowed: Entitlement,
    each: str,
) -> tuple[str, str]:
    """The trend of each part on one axis, the worst first: of those whose rows the reader may see."""
    names = [value for value in worst_first(measure, known) if value and allowed.scope.all]
    if len(names) < 2:
        return "", ""
    series = []
    for name in names[:MOST_TEAMS]:
        trend = trend_of(snapshot, measure.key, each=each, to_anyone=False, narrowed=((by, (name,)),))
        series += [
            {"name": name, "on": period.last.isoformat(), "value": count.value}
            for period, count in zip(trend.periods, trend.counts, strict=True)
        ]
    share = measure.figure is Figure.SHARE
    order = "the worst first" if measure.better.value in ("higher", "lower") else "the highest first"
    first = figure_text(measure, known[names[0]])
    return (
        charts.svg(charts.small_multiples(series, names[:MOST_TEAMS], share)),
        f"Each {DIMENSION_NAMES[by].lower()} on one axis, {order}: {names[0]}, {first}.",
    )


def part_text(measure: Measure, by: str, count: Count) -> str:
    """A part's figure; of one worker no share is made of a few, because it would judge a person by chance."""
    if by == "worker" and measure.figure is Figure.SHARE and 0 < count.denominator < FEWEST_OF_ONE_WORKER:
        return f"{count.numerator:,} of {count.denominator:,}"
    return figure_text(measure, count)


def _others(key: str, period: Period) -> list[Benchmark]:
    """What is published of others for the last year that had ended; England's alone where the council's file cannot be read."""
    try:
        return benchmarks_for(key, period.last, kept(settings.HOME))
    except SherwoodError:  # changed by hand since it was checked
        return benchmarks_for(key, period.last)


def published(measure: Measure, period: Period) -> str:
    """What England had, and those the council compares itself with, in sentences; empty where nothing of late is
    published."""
    try:
        return in_words(measure, benchmarks_for(measure.key, period.last, kept(settings.HOME)))
    except SherwoodError:  # changed by hand since it was checked
        england = in_words(measure, benchmarks_for(measure.key, period.last))
        return f"{england} The council's own values cannot be read; the page of whom it compares itself with says why.".strip()
