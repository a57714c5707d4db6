"""The list of children behind a figure: the same rows, as far as its reader reaches."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.http import QueryDict

from sherwood.kit.periods import Period
from sherwood.measuring.figures import Count, Row
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.shelves import measure_called
from sherwood.measuring.wording import figure_text
from sherwood.records.snapshots import Snapshot
from sherwood.reporting.trends import said
from sherwood.web.evidence.entitlement import NARROWED_BY, Entitlement
from sherwood.web.evidence.ledgers import ledger_of
from sherwood.web.evidence.listed import ROWS_A_PAGE, page_of
from sherwood.web.evidence.pages import asked_trend, intervals_for


@dataclass(frozen=True)
class AnswerChoice:
    """A choice of rows by their answer, in the words of the measure, and how many there are."""

    key: str
    words: str
    count: int


@dataclass(frozen=True)
class ChildrenPage:
    """The rows behind a figure, as far as this person reaches, and the figure they make."""

    key: str
    measure: Measure
    rows: Page
    columns: list[str]
    figure: str  # with its time
    answer: str
    answers: list[AnswerChoice]
    nothing: str  # what to say where there is no row
    whose: str  # to the reader
    of: str  # for the trail

    @property
    def headings(self) -> list[str]:
        return [HEADINGS.get(name) or name.replace("_", " ").capitalize() for name in self.columns]

    @property
    def is_share(self) -> bool:
        return self.measure.figure is Figure.SHARE

    @property
    def question(self) -> str:
        """The head of the column of answers."""
        met = answer_words(self.measure)["met"]
        return "In the figure?" if met == "Yes" else f"{met}?"

    @property
    def lines(self) -> list[tuple[Row, str, list[tuple[str, object]]]]:
        """Each row with its answer in words and its values under their headings."""
        words = answer_words(self.measure)
        return [
            (
                row,
                words[row.answer],
                list(zip(self.headings, (row.values[name] for name in self.columns), strict=True)),
            )
            for row in self.rows
        ]


def children_page(
    snapshot: Snapshot,
    key: str,
    asked: QueryDict,
    allowed: Entitlement,
    as_at: date,
    size: int = ROWS_A_PAGE,
) -> ChildrenPage:
    measure, key = measure_called(key), key.replace("-", "_")
    period = _children_period(snapshot, key, asked, allowed, as_at)
    where = allowed.within(asked)
    ledger = ledger_of(snapshot)
    count = ledger.figure(measure, period, where)
    answer = asked.get("answer", "") if asked.get("answer") in answer_words(measure) else ""
    answers = _answers(measure, count, answer)

    def read(limit: int, offset: int) -> list[Row]:
        return ledger.rows(measure, period, where, answer, limit, offset)

    how_many = next(one.count for one in answers if one.key == answer)
    rows = page_of(how_many, read, asked.get("page"), size)
    places = [value for name in NARROWED_BY if (value := asked.get(name))]
    if not answers[0].count:  # what was typed may be anything, even a child: it is not repeated
        places = ["a part with no rows"] if places else []
    return ChildrenPage(
        key, measure, rows, _columns(measure, rows), said(measure, figure_text(measure, count), period),
        answer, answers, _nothing(measure, count, answer),
        whose=", ".join(places if places and allowed.scope.all else [allowed.scope.yours, *places]),
        of=", ".join([allowed.scope.words, *places]),
    )  # fmt: skip


def _children_period(
    snapshot: Snapshot, key: str, asked: QueryDict, allowed: Entitlement, as_at: date
) -> Period:
    """The period of the figure that the list stands behind; of what lasts, on request, the day of the records."""
    made = asked_trend(snapshot, key, asked, allowed, intervals_for(snapshot, key, allowed))
    if asked.get("when") == "now" and made.measure.population.shape is Shape.SPELL:
        return Period(as_at, as_at)
    return made.breakdown_period


def answer_words(measure: Measure) -> dict[str, str]:
    """What “met” means here: in time, overdue, or plainly yes."""
    if measure.rule:
        return {"met": "In time", "not met": "Not in time", "unknown": "Not known"}
    if measure.met_from is not None:
        return {"met": "Overdue", "not met": "Not overdue", "unknown": "Not known"}
    return {"met": "Yes", "not met": "No", "unknown": "Not known"}


def _nothing(measure: Measure, count: Count, answer: str) -> str:
    """Why a list is empty: there is no figure, or none of its rows has the answer asked for."""
    if count.not_known:
        return count.not_known
    words = answer_words(measure).get(answer, "").lower()
    return f"There are none whose answer is: {words}." if words else "There are none."


def _answers(measure: Measure, count: Count, asked: str) -> list[AnswerChoice]:
    """How many rows each choice has: the parts of the figure itself; and the one asked for, though it has none."""
    words = answer_words(measure)
    if measure.figure is not Figure.SHARE:
        others = [AnswerChoice(asked, words[asked], 0)] if asked else []
        return [AnswerChoice("", "All", count.numerator), *others]
    parts = {"not met": count.denominator - count.numerator, "met": count.numerator, "unknown": count.unknown}
    if not count.unknown and asked != "unknown":
        del parts["unknown"]
    return [
        AnswerChoice("", "All", sum(parts.values())),
        *(AnswerChoice(key, words[key], n) for key, n in parts.items()),
    ]


HEADINGS = {
    "on": "Day",
    "clock_started_on": "Clock started",
    "due_on": "Due",
    "began_on": "From",
    "ended_on": "Ended",
    "started_on": "Started",
    "before_on": "Referral before",
    "period_on": "In care since",
}


def _columns(measure: Measure, rows: Page) -> list[str]:
    """The values beside each row, but for those that say nothing: the day of a census, which stands above the list;
    a beginning beside the start of the clock, which is the same day; what no row of the page has."""
    names = list(rows[0].values) if len(rows) else []
    said_already = {"on"} if measure.population.shape is Shape.CENSUS else set()
    said_already |= {"began_on"} if "clock_started_on" in names else set()
    return [
        name
        for name in names
        if name not in said_already and any(row.values[name] is not None for row in rows)
    ]
