"""What the pages of this app show, put together from the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import Period, spoken
from sherwood.measuring import rulebook
from sherwood.measuring.control import RULE_SET as CHART_RULE_SET
from sherwood.measuring.disclosure import RULE, Hidden, is_small
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Better, Figure, Measure
from sherwood.measuring.parts import part_name
from sherwood.measuring.population import Shape
from sherwood.measuring.sentence import wanted_words
from sherwood.measuring.shelves import all_measures, in_reading_order, measure_called
from sherwood.measuring.signal import RULE_SET
from sherwood.measuring.target import MeasureTarget
from sherwood.measuring.wording import DIMENSION_NAMES, when
from sherwood.records.reach import in_words
from sherwood.records.snapshots import Manifest, Snapshot
from sherwood.reporting import charts
from sherwood.reporting.blocks import Picture
from sherwood.reporting.hiding import OTHER, PLACES
from sherwood.reporting.natural import EVERY, natural_interval
from sherwood.reporting.pairs import hidden_words
from sherwood.reporting.pictures import picture
from sherwood.reporting.quarters import SoFar
from sherwood.reporting.sections.headline_measures import standing
from sherwood.reporting.trends import PLAIN, TOO_LITTLE, Setting, Trend
from sherwood.web.evidence import models
from sherwood.web.evidence.aims import settings_of, targets_of
from sherwood.web.evidence.comparing import BesidePictures, Chosen, beside, chosen, part_text, published
from sherwood.web.evidence.entitlement import Entitlement
from sherwood.web.evidence.ledgers import (
    Narrowed,
    breakdown_of,
    gives_away,
    is_sum_hidden,
    ledger_of,
    trend_of,
)
from sherwood.web.evidence.models import Factor
from sherwood.web.evidence.quarters import quarter_of_measure
from sherwood.web.evidence.summaries import Summary, summary

BETTER = {
    Better.HIGHER: "higher",
    Better.LOWER: "lower",
    Better.CONTEXT: "neither: it is for context",
}


@dataclass(frozen=True)
class BreakdownPart:
    """One line of a breakdown."""

    name: str
    text: str
    count: Count
    share: int | None  # whole per cent, for the bar beside it
    narrowing: dict[str, str]  # what the list of its children is narrowed to; empty where it is out of reach


@dataclass(frozen=True)
class MeasurePage:
    """Everything on the page of one measure."""

    key: str
    measure: Measure
    trend: Trend
    summary: Summary
    intervals: list[str]
    picture: Picture
    companion: Summary | None
    by: str
    parts: list[BreakdownPart]
    parts_hidden: str  # a sentence
    parts_when: str
    rules: tuple[rulebook.Rule, ...]
    straddlers: tuple[int, int, int]
    so_far: SoFar
    chosen: Chosen
    compared: BesidePictures
    published: str
    targets: list[MeasureTarget]
    kept_targets: list[models.Target]
    kept_phases: list[models.Phase]

    @cached_property
    def svg(self) -> str:
        """Drawn when a page shows it; a file does not."""
        return charts.svg(self.picture.specification) if self.trend.can_be_drawn else ""

    @cached_property
    def narrow_svg(self) -> str:
        return charts.svg(charts.narrow(self.picture.specification)) if self.trend.can_be_drawn else ""

    @property
    def gap(self) -> str:
        """Why some of the points are not known; empty where all are."""
        return next((count.not_known for count in self.trend.counts if count.not_known), "")

    @property
    def average(self) -> str:
        """Of what the average in force is."""
        return self.trend.spans[-1].average if self.trend.spans else ""

    @property
    def wanted(self) -> list[tuple[str, MeasureTarget]]:
        return [(wanted_words(self.measure, target), target) for target in self.targets]

    @property
    def is_share(self) -> bool:
        return self.measure.figure is Figure.SHARE

    @property
    def natural(self) -> str:
        return self.trend.series.each

    @property
    def levels(self) -> list[str]:
        """The baselines with their days."""
        return [
            f"{level.baseline.words} ({spoken(level.baseline.on)})" for level in self.trend.reading.levels
        ]

    rule_set, chart_rule_set, hiding_rule = RULE_SET, CHART_RULE_SET, RULE.sentences

    @property
    def by_name(self) -> str:
        return DIMENSION_NAMES[self.by]

    @property
    def better(self) -> str:
        band = self.measure.band
        return f"between {band[0]:.0%} and {band[1]:.0%}" if band else BETTER[self.measure.better]

    @property
    def both_ways(self) -> bool:
        """Whether standing out either way is neither better nor worse in itself."""
        return self.measure.better in (Better.BAND, Better.CONTEXT)

    @property
    def too_little(self) -> str:
        return TOO_LITTLE.format(self.trend.each)

    @property
    def unknown(self) -> str:
        """How many of the latest could not be timed; a few are not counted out to anyone."""
        count = self.trend.latest.unknown
        return "Some" if self.trend.to_anyone and is_small(count) else f"{count:,}" if count else ""


def headline(shown: list[Summary]) -> str:
    """How the measures stand, in a sentence."""
    return standing(summary.signal.name for summary in shown)


def trends_of(snapshot: Snapshot, allowed: Entitlement, factor: Factor | None = None) -> list[Trend]:
    keys = [key for key in in_reading_order(all_measures()) if factor is None or key in factor.measures]
    settings = settings_of(keys)
    return [trend_of(snapshot, key, setting=settings[key], to_anyone=not allowed.scope.all) for key in keys]


def intervals_for(snapshot: Snapshot, key: str, allowed: Entitlement) -> list[str]:
    """The intervals a trend may be shown by.

    A quarter less two months shows the third. So where any figure of a measure of events is hidden, it is shown by
    one interval only; the others are for those who may see the rows.
    """
    measure = measure_called(key)
    if measure.population.shape is Shape.CENSUS:  # looked at on the last day of each month, and no other
        return [interval for interval in EVERY if interval != "week"]
    if measure.population.shape is not Shape.EVENT or allowed.scope.all:
        return list(EVERY)
    natural = natural_interval(measure)
    return [interval for interval in EVERY if interval == natural or not gives_away(snapshot, key, interval)]


def measure_page(snapshot: Snapshot, key: str, asked: QueryDict, allowed: Entitlement, user) -> MeasurePage:
    measure = measure_called(key)
    key = key.replace("-", "_")
    intervals = intervals_for(snapshot, key, allowed)
    settings = settings_of([key, measure.companion] if measure.companion else [key])
    part = chosen(asked, allowed)
    if part.narrowed:
        settings = settings_of(list(settings), part.dimension, part.part)
    made = asked_trend(snapshot, key, asked, allowed, intervals, settings[key], part.narrowed)
    by = asked.get("by", "") if asked.get("by") in allowed.dimensions else "district"
    period = made.breakdown_period
    parts = _parts(snapshot, measure, period, by, allowed, part.narrowed)
    whole = ledger_of(snapshot).figure(measure, period, dict(part.narrowed))
    if made.to_anyone and is_sum_hidden(snapshot, key, period):
        whole = Count(0, 0, None)
    truth = ledger_of(snapshot).breakdown(measure, period, by, dict(part.narrowed))
    compared = beside(snapshot, measure, by, parts, truth, whole, allowed, made.each, period)
    hidden = [part_name(by, value) for value, count in parts.items() if isinstance(count, Hidden)]
    companion = (
        trend_of(
            snapshot,
            measure.companion,
            setting=settings[measure.companion],
            to_anyone=made.to_anyone,
            narrowed=part.narrowed,
        )
        if measure.companion
        else None
    )
    return MeasurePage(
        key=key,
        measure=measure,
        trend=made,
        summary=summary(made),
        intervals=intervals,
        picture=picture(made),
        companion=summary(companion) if companion else None,
        by=by,
        parts=[
            _part(measure, by, value, count, allowed)
            for value, count in parts.items()
            if isinstance(count, Count) and not compared.not_compared
        ],
        parts_hidden=hidden_words(by, hidden, len(parts.keys() - {OTHER}))
        if hidden and not compared.not_compared
        else "",
        parts_when=when(measure, period),
        rules=rulebook.rows_of(measure.rule) if measure.rule else (),
        straddlers=_straddlers(snapshot, measure, period, allowed),
        so_far=quarter_of_measure(snapshot, key, made.to_anyone, part.narrowed),
        chosen=part,
        compared=compared,
        published=published(measure, period),
        targets=sorted(targets_of([key]).get(key, []), key=lambda target: target.by_on),
        kept_targets=list(models.Target.visible_to(user).filter(measure=key)),
        kept_phases=list(models.Phase.visible_to(user).filter(measure=key)),
    )


def asked_trend(
    snapshot: Snapshot,
    key: str,
    asked: QueryDict,
    allowed: Entitlement,
    intervals: list[str],
    setting: Setting = PLAIN,
    narrowed: Narrowed = (),
) -> Trend:
    """The trend an address asks for; of rows that the reader may see nothing is hidden."""
    each = asked.get("each", "") if asked.get("each") in intervals else ""
    to_anyone = not allowed.scope.all and not narrowed
    return trend_of(snapshot, key, each=each, setting=setting, to_anyone=to_anyone, narrowed=narrowed)


def places_of(snapshot: Snapshot, key: str) -> dict[str, list[str]]:
    """The parts of the service that the latest figures of a measure can be split by, by dimension."""
    trend, ledger = trend_of(snapshot, key.replace("-", "_")), ledger_of(snapshot)
    return {
        place: [part for part in ledger.breakdown(trend.measure, trend.breakdown_period, place) if part]
        for place in PLACES
    }


def _straddlers(
    snapshot: Snapshot, measure: Measure, period: Period, allowed: Entitlement
) -> tuple[int, int, int]:
    """Work that began under one limit and ended under the next; no small numbers to those not entitled."""
    of, met, later = counts = ledger_of(snapshot).straddlers(measure, period)
    if allowed.scope.all or not of:
        return counts
    few = any(is_small(count) for count in (of, met, later, of - met, of - later, abs(later - met)))
    return (0, 0, 0) if few or is_sum_hidden(snapshot, measure.key, period) else counts


def _parts(
    snapshot: Snapshot,
    measure: Measure,
    period: Period,
    by: str,
    allowed: Entitlement,
    narrowed: Narrowed = (),
) -> Mapping[str | None, Count | Hidden]:
    if narrowed:
        return ledger_of(snapshot).breakdown(measure, period, by, dict(narrowed))
    if allowed.scope.all or by == "worker":
        narrowed = allowed.where if by == "worker" else None
        return ledger_of(snapshot).breakdown(measure, period, by, narrowed)
    return breakdown_of(snapshot, measure.key, period, by, allowed.own)


def _part(measure: Measure, by: str, value: str | None, count: Count, allowed: Entitlement) -> BreakdownPart:
    is_share = measure.figure is Figure.SHARE and by != "worker"
    share = round(count.value * 100) if is_share and count.value is not None else None
    narrowing = {by: value} if value is not None and allowed.reaches(by, value) else {}
    return BreakdownPart(part_name(by, value), part_text(measure, by, count), count, share, narrowing)


def known_measure(key: str) -> bool:
    try:
        measure_called(key)
    except SherwoodError:
        return False
    return True


@dataclass(frozen=True)
class TableReach:
    """How far one table goes, in words."""

    table: str
    words: str
    why: str
    origin: str = ""  # the files and sheets that its rows come from


def reaches_of(manifest: Manifest) -> list[TableReach]:
    return [
        TableReach(
            table.replace("_", " "), in_words(reach), reach.why, "; ".join(manifest.origins.get(table, ()))
        )
        for table, reach in manifest.reach.items()
    ]
