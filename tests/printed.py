"""The figures of measures that the weekly report, the home page and the portfolio print, read as a reader reads them.

A figure with its parts is exact; one that is rounded (“43%”) leaves a little room. Those of a sentence are taken where it
names their day or their week; “between 25% and 44%” and “when the programme began” are not.
"""

import csv
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lxml import html

from sherwood.kit.periods import Period
from sherwood.measuring.disclosure import HIDDEN
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.sentence import point_when
from sherwood.measuring.shelves import all_measures
from sherwood.measuring.wording import when
from sherwood.reporting.hiding import OTHER
from sherwood.reporting.natural import natural_interval
from sherwood.reporting.trends import SHOWN, whole_periods

DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
VALUE = rf"(?:{HIDDEN}|None counted|None|Not known|over 99%|under 1%|\d+%|[\d,]+\.\d)"
NUMBER = r"\d+(?:,\d{3})*"
PARTS = rf"(?P<met>{NUMBER}) (?:of|held by) (?P<all>{NUMBER})(?:, [\d,.]+ full time)?"
FIGURE = rf"(?P<value>{VALUE})(?: per 10,000)?(?: \(?{PARTS}\)?)?"
FOOTER = re.compile(r"[^\n]*Records as at[^\n]*snapshot .*?Page \d+ of \d+", re.S)
COUNTED = re.compile(rf"{NUMBER} (?:of|held by) {NUMBER}\b(?! (?:teams|rows))")


@dataclass(frozen=True)
class Printed:
    """A figure: of what days, of which team where of one, its parts where it has them, else between which it lies."""

    key: str
    where: str
    period: Period
    part: str = ""
    exact: tuple[int, int] | None = None
    between: tuple[float, float] | None = None


@dataclass(frozen=True)
class Days:
    """The days that figures of a measure may be of, as a reader knows them from its page."""

    each: str
    natural: tuple[Period, ...]  # the points of its trend
    split: Period  # those of its breakdown
    so_far: tuple[Period, Period]
    as_at: date

    def named(self, key: str, words: str) -> Period:
        """The days that words behind a figure name."""
        measure = all_measures()[key]
        known = {when(measure, period): period for period in (*self.natural, *self.so_far, self.split)}
        said = [name for name in known if words.startswith(name)]
        assert said, f"of which days is a figure of {key}? {words[:60]}"
        return _as_counted(measure, known[max(said, key=len)])

    def ending(self, key: str, text: str) -> Period:
        """The week, month or quarter to a day that a table names, or the day."""
        last = datetime.strptime(text, "%d %b %Y").date()  # noqa: DTZ007 - a day
        (period,) = whole_periods(self.each, last, 1)
        assert period.last == last, f"{key}: no {self.each} ends on {text}"
        return period


def days_of(key: str, page, as_at: date) -> Days:
    each = natural_interval(all_measures()[key])
    so_far = page.so_far.now_period, page.so_far.then_period
    return Days(each, whole_periods(each, as_at, SHOWN[each]), page.trend.breakdown_period, so_far, as_at)


def _as_counted(measure: Measure, period: Period) -> Period:
    return period if measure.population.shape is Shape.EVENT else Period(period.last, period.last)


def _figure(
    key: str, where: str, period: Period, found: re.Match[str] | str, part: str = ""
) -> list[Printed]:
    """Nothing where a figure is hidden or not known."""
    measure = all_measures()[key]
    period = _as_counted(measure, period)
    groups = found.groupdict() if isinstance(found, re.Match) else {"value": found}
    value, met = groups["value"], groups.get("met")
    if met:
        exact = int(met.replace(",", "")), int(groups["all"].replace(",", ""))
        return [Printed(key, where, period, part, exact)]
    if value in (str(HIDDEN), "Not known"):
        return []
    if value.startswith("None"):
        return [Printed(key, where, period, part, (0, 0))]
    return [Printed(key, where, period, part, between=_room(measure, value))]


def _room(measure: Measure, value: str) -> tuple[float, float]:
    """Between what a rounded figure lies, in the unit of the measure: a share from 0 to 1."""
    if value in ("0%", "100%"):  # these are never rounded
        return (0.0, 0.0) if value == "0%" else (1.0, 1.0)
    if value.startswith(("over", "under")):
        return (0.985, 1.0) if value.startswith("over") else (0.0, 0.015)
    number = float(value.removesuffix("%").replace(",", ""))
    if measure.figure is Figure.SHARE:
        return (number - 0.5) / 100, (number + 0.5) / 100
    return number - 0.05, number + 0.05


def _titles() -> dict[str, str]:
    return {measure.title: key for key, measure in all_measures().items()}


def _of_titles() -> str:
    return "|".join(re.escape(title) for title in sorted(_titles(), key=len, reverse=True))


def _said(text: str, where: str, days: dict[str, Days]) -> Iterator[Printed]:
    """Figures that stand behind the title of their measure with the time they are for, and those in their sentences."""
    pattern = re.compile(rf"(?P<title>{_of_titles()}):? {FIGURE},? (?P<when>(?:on )?[A-Z\d][^.;]*)")
    found = list(pattern.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        key = _titles()[match["title"]]
        yield from _figure(key, where, days[key].named(key, match["when"]), match)
        yield from _in_sentence(key, where, text[match.end() : end], days[key])


def _in_sentence(key: str, where: str, text: str, days: Days) -> Iterator[Printed]:
    """“28% on 17 January, 16% on 7 March 2010”: figures with the time of their point."""
    for period in days.natural:
        for beside in (days.as_at, None):
            words = point_when(all_measures()[key], days.each, period, beside)
            for found in re.finditer(rf"(?P<value>{VALUE}) {re.escape(words)}(?! \d)", text):
                yield from _figure(key, where, period, found["value"])


def on_home(client, days: dict[str, Days]) -> list[Printed]:
    page = html.fromstring(client.get("/").content)
    cards = page.find_class("sherwood-card")
    text = " ".join(" ".join(card.text_content().split()) for card in cards)
    found = list(_said(text, "home", days))
    _all_are_read(" ".join(page.xpath("string(//main)").split()), found)
    return found


def in_portfolio(client, days: dict[str, Days]) -> list[Printed]:
    """On the page and in its file."""
    page = " ".join(html.fromstring(client.get("/programme/").content).xpath("string(//main)").split())
    rows = list(csv.reader(client.get("/programme/portfolio.csv").content.decode("utf-8-sig").splitlines()))
    text = " ; ".join([page, *(" ; ".join(row) for row in rows)])
    found = list(_said(text, "portfolio", days))
    _all_are_read(text, found)
    return found


def in_report(client, days: dict[str, Days], teams: Iterable[str]) -> list[Printed]:
    """In the weekly report: its tables of measures and of teams, its paragraphs, and the figures behind its pictures."""
    text = text_of(client.get("/evidence/weekly-report.pdf").content)
    headlines, _, rest = text.partition(" Where something happened ")
    happened, _, behind = rest.partition(" The figures behind the pictures ")
    behind, _, _ = behind.partition(" How good the data is ")
    assert headlines and happened and behind
    said = [*_said(happened, "weekly report", days), *_of_teams(happened, days, teams)]
    _all_are_read(happened, said)
    table, tables = list(_headlines(headlines, days)), list(_behind(behind, days))
    assert table and tables
    return [*said, *table, *tables]


def text_of(pdf: bytes) -> str:
    """Cell by cell, on one line, without what stands at the foot of each page."""
    command = ["pdftotext", "-raw", "-", "-"]
    raw = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(FOOTER.sub(" ", raw).split())


def _headlines(text: str, days: dict[str, Days]) -> Iterator[Printed]:
    quarter, _, table = text.partition(" Each measure: ")
    again = rf"(?P<title>{_of_titles()}): [a-z ]+, (?P<now>{VALUE}) after (?P<then>{VALUE})"
    for found in re.finditer(again, quarter):
        key = _titles()[found["title"]]
        for period, name in zip(days[key].so_far, ("now", "then"), strict=True):
            yield from _figure(key, "weekly report", period, found[name])
    row = (
        rf"(?P<title>{_of_titles()})(?: \([^)]+\))? (?P<now>{VALUE}) (?P<day>{DAY}) "
        rf"(?:None set|\S+(?: to \S+)? by {DAY}) (?P<before>{VALUE})"
    )
    rows = list(re.finditer(row, table))
    assert re.search(rf" Of {len(rows)} measures? with records", quarter), (
        "a row of the first page was not read"
    )
    for found in rows:
        key = _titles()[found["title"]]
        period = days[key].ending(key, found["day"])
        yield from _figure(key, "weekly report", period, found["now"])
        yield from _figure(key, "weekly report, a year ago", period.same_last_year(), found["before"])


def _of_teams(text: str, days: dict[str, Days], teams: Iterable[str]) -> Iterator[Printed]:
    """The tables of teams: of the measure above each, or of those that its heads name."""
    names = "|".join(re.escape(name) for name in sorted((*teams, OTHER), key=len, reverse=True))
    cell = re.sub(r"\?P<\w+>", "?:", FIGURE)
    row = re.compile(rf"(?P<team>{names}) (?P<first>{cell})(?: (?P<second>{cell}))?(?= |$)")
    above, *tables = text.split("Teams, the worst first: ")
    for table in tables:
        heads = table[: table.index(next(row.finditer(table))["team"])]
        keys = [_titles()[title] for title in re.findall(_of_titles(), heads)]
        keys = keys or [_titles()[re.findall(rf"({_of_titles()}) {cell}", above)[-1]]]
        for found in row.finditer(table):
            for key, name in zip(keys, ("first", "second"), strict=False):
                figure = re.fullmatch(FIGURE, found[name])
                assert figure
                yield from _figure(key, "weekly report", days[key].split, figure, found["team"])
        above = table


def _behind(text: str, days: dict[str, Days]) -> Iterator[Printed]:
    """A row for each week, month or quarter, and a column for each measure."""
    for table in re.split(r"By (?:week|month|quarter) ", text)[1:]:
        heads, _, _ = table.partition(re.search(DAY, table)[0])  # type: ignore[index]
        keys = [_titles()[title] for title in re.findall(_of_titles(), heads)]
        rows = re.findall(rf"({DAY})((?: {VALUE}){{{len(keys)}}})", table)
        assert len(rows) == len(re.findall(DAY, table)), "a row of a table was not read"
        for day, cells in rows:
            for key, value in zip(keys, re.findall(VALUE, cells), strict=True):
                yield from _figure(key, "weekly report", days[key].ending(key, day), value)


def _all_are_read(text: str, found: list[Printed]) -> None:
    """Nothing is printed with its parts that was not taken: else a leak could stand there unseen."""
    read = {figure.exact for figure in found}
    for said in COUNTED.findall(text):
        numbers = tuple(int(number) for number in re.findall(r"\d+", said.replace(",", "")))
        assert numbers in read, f"“{said}” is printed and was not read"
