"""What the pages of this app show, put together from the ledger."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from sherwood.governance.ratings import Signal
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import Period
from sherwood.measuring import rulebook
from sherwood.measuring.disclosure import Hidden
from sherwood.measuring.figures import Count
from sherwood.measuring.measure import Better, Measure
from sherwood.measuring.shelves import all_measures, in_reading_order, measure_called
from sherwood.measuring.wording import DIMENSION_NAMES, figure_text, spelled, when
from sherwood.records.snapshots import Snapshot
from sherwood.reporting import charts
from sherwood.reporting.blocks import Picture
from sherwood.reporting.trends import BASELINE, EVERY, Trend, picture
from sherwood.web.evidence import quarantine
from sherwood.web.evidence.entitlement import Entitlement
from sherwood.web.evidence.ledgers import ledger_of, trend_of
from sherwood.web.evidence.summaries import Summary, summary

ROWS_A_PAGE = 50
BETTER = {
    Better.HIGHER: "higher",
    Better.LOWER: "lower",
    Better.CONTEXT: "neither: it is for context",
}
ANSWERS = {"": "All", "not met": "Not met", "met": "Met", "unknown": "Unknown"}


@dataclass(frozen=True)
class Part:
    """One line of a breakdown."""

    name: str
    text: str
    hidden: bool
    share: int | None  # whole per cent, for the bar beside it


@dataclass(frozen=True)
class MeasurePage:
    """Everything on the page of one measure."""

    key: str
    measure: Measure
    trend: Trend
    summary: Summary
    picture: Picture
    svg: str
    companion: Summary | None
    by: str
    parts: list[Part]
    parts_when: str
    rules: tuple[rulebook.Rule, ...]
    straddlers: tuple[int, int, int]

    @property
    def by_name(self) -> str:
        return DIMENSION_NAMES[self.by]

    @property
    def better(self) -> str:
        band = self.measure.band
        return f"between {band[0]:.0%} and {band[1]:.0%}" if band else BETTER[self.measure.better]

    @property
    def baseline(self) -> str:
        return spelled(BASELINE[self.trend.each])

    @property
    def any_hidden(self) -> bool:
        return any(self.trend.is_hidden(i) for i in range(len(self.trend.counts)))


def headline(shown: list[Summary]) -> str:
    """How the measures stand, in a sentence."""
    counted = Counter(one.signal for one in shown)
    parts = [
        f"{counted[signal]} {words}"
        for signal, words in (
            (Signal.WORSENING, "getting worse"),
            (Signal.IMPROVING, "improving"),
            (Signal.STEADY, "with no clear change"),
            (Signal.CHANGED, "changed, where neither way is better"),
            (Signal.TOO_FEW, "too early to say"),
        )
        if counted[signal]
    ]
    return (
        f"Of {len(shown)} measures with records: {', '.join(parts)}."
        if shown
        else "No measure has any records."
    )


def list_page(snapshot: Snapshot) -> tuple[list[Summary], list[Measure]]:
    """Each measure that has records in a line, and those that have none."""
    trends = [trend_of(snapshot, key) for key in in_reading_order(all_measures())]
    return [summary(made) for made in trends if made.has_figures], [
        made.measure for made in trends if not made.has_figures
    ]


def measure_page(snapshot: Snapshot, key: str, asked: QueryDict, allowed: Entitlement) -> MeasurePage:
    measure = measure_called(key)
    key = key.replace("-", "_")
    each = asked.get("each", "") if asked.get("each") in EVERY else ""
    made = trend_of(snapshot, key, each=each, to_anyone=not allowed.scope.all)
    by = asked.get("by", "") if asked.get("by") in allowed.dimensions else "district"
    drawn = picture(made)
    period = made.breakdown_period
    companion = summary(trend_of(snapshot, measure.companion)) if measure.companion else None
    return MeasurePage(
        key=key,
        measure=measure,
        trend=made,
        summary=summary(made),
        picture=drawn,
        svg=charts.svg(drawn.specification),
        companion=companion,
        by=by,
        parts=_parts(snapshot, key, measure, period, by, allowed),
        parts_when=when(measure, period),
        rules=rulebook.rows_of(measure.rule) if measure.rule else (),
        straddlers=ledger_of(snapshot).straddlers(key, measure, period),
    )


def _parts(
    snapshot: Snapshot, key: str, measure: Measure, period: Period, by: str, allowed: Entitlement
) -> list[Part]:
    narrowed = allowed.where if by == "worker" else None
    parts = ledger_of(snapshot).breakdown(key, measure, period, by, narrowed)
    return [_part(measure, name, count) for name, count in allowed.shown(measure, by, parts).items()]


def _part(measure: Measure, name: str | None, count: Count | Hidden) -> Part:
    words = {"true": "Yes", "false": "No"}.get(name or "", name) or "Not known"
    if isinstance(count, Hidden):
        return Part(words, str(count), True, None)
    share = round(count.value * 100) if measure.figure.name == "SHARE" and count.value is not None else None
    return Part(words, figure_text(measure, count), False, share)


@dataclass(frozen=True)
class Listed:
    """Rows that are read a page at a time, in the form a paginator takes."""

    total: int
    read: Callable[[int, int], list]  # limit, offset

    def count(self) -> int:
        return self.total

    def __len__(self) -> int:
        return self.total

    def __getitem__(self, places: slice) -> list:
        return self.read(places.stop - places.start, places.start)


@dataclass(frozen=True)
class ChildrenPage:
    """The rows behind a figure, as far as this person reaches, and the figure they make."""

    key: str
    measure: Measure
    rows: Page
    headings: list[str]
    figure: str
    when: str
    answer: str
    scope: str


def children_page(snapshot: Snapshot, key: str, asked: QueryDict, allowed: Entitlement) -> ChildrenPage:
    measure, key = measure_called(key), key.replace("-", "_")
    made = trend_of(snapshot, key)
    period = made.breakdown_period
    answer = asked.get("answer", "") if asked.get("answer") in ANSWERS else ""
    ledger = ledger_of(snapshot)
    count = ledger.figure(key, measure, period, allowed.where)

    def read(limit: int, offset: int) -> list:
        return ledger.rows(key, measure, period, allowed.where, answer, limit, offset)

    rows = Paginator(Listed(_rows_of(measure, count, answer), read), ROWS_A_PAGE).get_page(asked.get("page"))
    names = list(rows[0].values) if len(rows) else []
    return ChildrenPage(
        key, measure, rows, [_heading(name) for name in names], figure_text(measure, count), when(measure, period),
        answer, allowed.scope.words,
    )  # fmt: skip


HEADINGS = {
    "on": "Day",
    "clock_started_on": "Clock started",
    "due_on": "Due",
    "from_on": "From",
    "until_on": "Until",
    "started_on": "Started",
    "before_on": "Referral before",
    "period_on": "In care since",
}


def _heading(name: str) -> str:
    return HEADINGS.get(name) or name.replace("_", " ").capitalize()


def _rows_of(measure: Measure, count: Count, answer: str) -> int:
    """How many rows a list with this answer has: the parts of the figure itself."""
    if measure.figure.name != "SHARE":
        return count.numerator if answer in ("", "met") else 0
    return {
        "": count.denominator + count.unknown,
        "met": count.numerator,
        "not met": count.denominator - count.numerator,
        "unknown": count.unknown,
    }[answer]


def known_measure(key: str) -> bool:
    try:
        measure_called(key)
    except SherwoodError:
        return False
    return True


def put_aside_page(snapshot: Snapshot, whole_rows: bool, asked: str | None) -> Page:
    """A page of the rows, or of the single values, that a load put aside."""

    def read(limit: int, offset: int) -> list[quarantine.Line]:
        return quarantine.lines(snapshot, whole_rows, limit, offset)

    listed = Listed(quarantine.how_many(snapshot, whole_rows), read)
    return Paginator(listed, ROWS_A_PAGE).get_page(asked)


def csv_rows(page: MeasurePage) -> list[list]:
    """The trend as a table to download: the unit is in the heading, a value that is not known is empty."""
    unit = {"SHARE": "share from 0 to 1", "RATE": "per 10,000", "MEAN": "mean"}[page.measure.figure.name]
    heading = ["first_day", "last_day", "numerator", "denominator", f"value ({unit})", "unknown"]
    return [
        heading,
        *(
            [period.first, period.last, *_csv_figure(page.trend, i)]
            for i, period in enumerate(page.trend.periods)
        ),
    ]


def _csv_figure(made: Trend, i: int) -> list:
    if made.is_hidden(i):
        return ["hidden"] * 4
    count = made.counts[i]
    return [count.numerator, count.denominator, count.value, count.unknown]
