"""Everything a Board member can have of a small council is laid together, and what is hidden is solved for.

The files and pages come from the site, as a reader has them: those of each measure, the weekly report, the home page and the
portfolio. The truth only judges what the attack finds. What is hidden in one place and printed in another is found as it is.
"""

import csv
import itertools
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import duckdb
import pyarrow.parquet as pq
import pytest

import printed
from attack import NEAR, Known
from printed import Printed
from sherwood.governance.roles import Role
from sherwood.kit.periods import Period
from sherwood.measuring.disclosure import HIDDEN, is_small, total
from sherwood.measuring.figures import Count, Ledger
from sherwood.measuring.ledger import build_for
from sherwood.measuring.measure import Figure
from sherwood.measuring.parts import part_name
from sherwood.measuring.population import Shape
from sherwood.measuring.shelves import all_measures
from sherwood.reading.load import load
from sherwood.records.snapshots import Snapshot, Store
from sherwood.reporting import hiding, pairs
from sherwood.reporting.hiding import OTHER, PLACES
from sherwood.reporting.sections import headline_measures
from sherwood.reporting.trends import Trend
from sherwood.simulating import simulate, write_extract
from sherwood.web.evidence import files, ledgers, waiting
from sherwood.web.evidence.summaries import summaries
from sherwood.web.programme.programmes import signals
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.ui.records import manifest_of

DAY = date(2010, 3, 8)
CHARACTERISTICS = ("sex", "ethnicity", "disabled", "age_band")
EVERY_SPLIT = (*PLACES, *CHARACTERISTICS)
NUMBERS = (0, 1)  # numerator and denominator
LINKED = [
    ["looked_after_rate", "three_or_more_placements", "care_reviews_in_time"],
    ["referrals_to_initial_assessment", "re_referrals_within_12_months"],
]
GROUPS = [*LINKED, *([key] for key in all_measures() if not any(key in group for group in LINKED))]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def a_week_later(tmp_path_factory) -> Snapshot:
    folder, day = tmp_path_factory.mktemp("a_week_later"), DAY + timedelta(7)
    write_extract(simulate(2009, day, scale=0.2), folder / "extract")
    return load([folder / "extract"], Store(folder / "store"), as_at=day, by="Test", then=build_for())


@pytest.fixture
def placings(records):
    return duckdb.read_parquet(str(records.records / "teams.parquet")).to_arrow_table().to_pylist()


@pytest.fixture(scope="module")
def kept() -> dict:
    """What was had once of the small council is not asked for again."""
    return {}


@pytest.fixture
def board(signed_in, records):
    return signed_in(Role.BOARD_MEMBER)


# What a reader has


@dataclass
class Had:
    """What somebody has of one measure in one snapshot: figures as (numerator, denominator), and what is hidden."""

    points: dict[Period, tuple[int, int] | None] = field(default_factory=dict)  # None: hidden
    splits: dict[str, dict[str, tuple[int, int]]] = field(default_factory=dict)
    days: Period | None = None
    truth: dict[str, dict[str | None, Count]] = field(default_factory=dict)
    printed: list[Printed] = field(default_factory=list)  # in the weekly report, on home, in the portfolio


def rows_of(client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.reader(answer.content.decode().splitlines()))[1:]


def split_of(client, key: str, by: str, more: str = "") -> dict[str, tuple[int, int]]:
    rows = rows_of(client, f"/evidence/{key}/parts.csv?by={by}{more}")
    return {row[0]: (int(row[2]), int(row[3])) for row in rows if row[2]}


def points_of(client, key: str, each: str) -> dict[Period, tuple[int, int] | None]:
    is_event = all_measures()[key].population.shape is Shape.EVENT
    points: dict[Period, tuple[int, int] | None] = {}
    for row in rows_of(client, f"/evidence/{key}/figures.csv?each={each}"):
        days = [date.fromisoformat(cell) for cell in row[: 2 if is_event else 1]]
        numerator, denominator = row[len(days) : len(days) + 2]
        if numerator == str(HIDDEN):
            points[Period(days[0], days[-1])] = None
        elif numerator:
            points[Period(days[0], days[-1])] = (int(numerator), int(denominator))
    return points


def everything(client, key: str, snapshot: Snapshot, kept: dict | None = None) -> Had:
    if kept is not None:
        if key not in kept:
            kept[key] = everything(client, key, snapshot)
        return kept[key]
    had = Had()
    for each in ("week", "month", "quarter"):
        had.points |= points_of(client, key, each)
    page = client.get(f"/evidence/{key}/").context["page"]
    had.points |= _so_far(page.so_far)
    had.days = page.trend.breakdown_period
    for by in EVERY_SPLIT:
        had.splits[by] = split_of(client, key, by)
        had.truth[by] = Ledger(snapshot.ledger).breakdown(page.measure, had.days, by)
    return had


def everywhere(
    client, key: str, snapshot: Snapshot, kept: dict, places=("home", "portfolio", "report")
) -> Had:
    """All of it, with what is printed of the measure elsewhere than on its own pages."""
    had = everything(client, key, snapshot, kept)
    if "printed" not in kept:
        kept["printed"] = _read(client, snapshot, _days(client, snapshot), places)
    return replace(had, printed=[figure for figure in kept["printed"] if figure.key == key])


def _days(client, snapshot: Snapshot) -> dict[str, printed.Days]:
    as_at = manifest_of(snapshot).as_at
    pages = {key: client.get(f"/evidence/{key}/").context["page"] for key in all_measures()}
    return {key: printed.days_of(key, page, as_at) for key, page in pages.items()}


def _read(client, snapshot: Snapshot, days: dict[str, printed.Days], places: Iterable[str]) -> list[Printed]:
    teams = pq.read_table(snapshot.records / "teams.parquet")["team"].to_pylist()
    read = {
        "home": lambda: printed.on_home(client, days),
        "portfolio": lambda: printed.in_portfolio(client, days),
        "report": lambda: printed.in_report(client, days, set(teams)),
    }
    return list(dict.fromkeys(figure for place in places for figure in read[place]()))


def _so_far(so_far) -> dict[Period, tuple[int, int]]:
    """From the sentence, which names both sums."""
    counted = re.findall(r"([\d,]+) (?:of|held by) ([\d,]+)", so_far.sentence)
    if len(counted) != 2:
        return {}
    numbers = [tuple(int(number.replace(",", "")) for number in pair) for pair in counted]
    return dict(zip((so_far.now_period, so_far.then_period), numbers, strict=True))


# What follows from it


class Attack:
    """All that is had of a group of linked measures, as equations between cells of places, of characteristics and of days.

    Of two snapshots it knows the most that it could: exactly which of the numbers did not change from one to the other.
    """

    def __init__(self, haves: dict[str, list[tuple[Had, Snapshot]]], own: str = ""):
        """`own`: the team whose rows the reader may see."""
        self.known = Known()
        self.own = own
        self.targets: list[tuple[str, list[int], int]] = []
        self.told: list[tuple[str, str]] = []  # what is hidden, and where it is printed all the same
        self._systems: dict[tuple, tuple[list, list[int], list[int]]] = {}
        self._told: dict[tuple, tuple[Count, list[int], list[int]]] = {}
        for key, had_of in haves.items():
            measure = all_measures()[key]
            windows = [had.days for had, _ in had_of if had.days]
            points = [days for had, _ in had_of for days in had.points]
            elsewhere = [figure.period for had, _ in had_of for figure in had.printed if not figure.part]
            stretches = self._cut([*windows, *points, *elsewhere], measure)
            for had, snapshot in had_of:
                ledger = Ledger(snapshot.ledger)
                time = self._days(key, had, ledger, stretches)
                self._splits(key, had, snapshot, self._cut(windows, measure), time)
        self._nested(list(haves))

    def found(self) -> list[tuple[str, int | str]]:
        return [*self.told] + [
            (name, truth) for name, places, truth in self.targets if self.known.recovers(places, truth)
        ]

    def _days(self, key: str, had: Had, ledger: Ledger, stretches: list[Period]):
        """Points and sums over time, of stretches of days between one boundary and the next."""
        measure = all_measures()[key]
        met, rest = (self.known.unknowns(len(stretches)) for _ in NUMBERS)
        truths = ledger.series(measure, stretches)
        for i, (stretch, truth) in enumerate(zip(stretches, truths, strict=True)):
            self._unchanged((key, stretch), truth, [met[i]], [rest[i]])
        for period, said in had.points.items():
            inside = self._within(period, stretches, measure)
            if said is None:
                self.known.at_least([of[i] for of in (met, rest) for i in inside], 1)
                truth = ledger.figure(measure, period)
                if measure.figure is not Figure.SHARE:  # of a rate or a mean the children are the numerator
                    truth = Count(truth.numerator, truth.numerator, None)
                self._target(f"{key} {period}", measure, met, rest, inside, truth)
            else:
                self._equal(measure, met, rest, inside, said)
        for figure in had.printed:
            if not figure.part:
                inside = self._within(figure.period, stretches, measure)
                truth = ledger.figure(measure, figure.period)
                self._also(measure, met, rest, inside, figure, truth)
                is_hidden = had.points.get(figure.period, ()) is None or hiding.small(measure, truth)
                if is_hidden and truth.numerator + truth.denominator:
                    self.told.append((f"{key} {figure.period}", figure.where))
        return stretches, met, rest

    def _also(self, measure, met, rest, inside: list[int], figure: Printed, truth: Count) -> None:
        """What a figure that is printed elsewhere says of numbers: exactly how many, or within its rounding."""
        if figure.exact:
            self._equal(measure, met, rest, inside, figure.exact)
            return
        assert figure.between
        low, high = figure.between
        if measure.figure is Figure.SHARE:
            # what is met is at least the lower end of all, and at most the upper
            for end, sign in ((low - NEAR, 1), (high + NEAR, -1)):
                signs = {met[i]: sign * (end - 1) for i in inside} | {rest[i]: sign * end for i in inside}
                self.known.at_most(signs, 0)
        elif truth.value:  # the divisor is known to anyone: the people of the district, the workers
            each = truth.numerator / truth.value
            for end, sign in ((low * each - NEAR, -1), (high * each + NEAR, 1)):
                self.known.at_most(
                    {place: sign for of in (met, rest) for place in (of[i] for i in inside)}, sign * end
                )

    def _unchanged(self, name: tuple, truth: Count, met: list[int], rest: list[int]) -> None:
        """The same number in two snapshots is one unknown."""
        if name not in self._told:
            self._told[name] = (truth, met, rest)
            return
        before, met_before, rest_before = self._told[name]
        if (before.numerator, before.denominator) == (truth.numerator, truth.denominator):
            self.known.same(met, met_before)
            self.known.same(rest, rest_before)

    def _cut(self, periods: Iterable[Period], measure) -> list[Period]:
        if measure.population.shape is not Shape.EVENT:
            return [Period(day, day) for day in sorted({period.last for period in periods})]
        edges = sorted({edge for period in periods for edge in (period.first, period.last + timedelta(1))})
        return [Period(edge, after - timedelta(1)) for edge, after in itertools.pairwise(edges)]

    def _within(self, period: Period, stretches: list[Period], measure) -> list[int]:
        is_event = measure.population.shape is Shape.EVENT
        return [
            i for i, stretch in enumerate(stretches)
            if stretch.last <= period.last and (period.first <= stretch.first if is_event else stretch.last == period.last)
        ]  # fmt: skip

    def _splits(self, key: str, had: Had, snapshot: Snapshot, windows: list[Period], time) -> None:
        """A system for the places together, and one for each characteristic; each comes to what the days come to."""
        measure, ledger = all_measures()[key], Ledger(snapshot.ledger)
        stretches, *over_time = time
        assert had.days is not None
        pieces = [windows[i] for i in self._within(had.days, windows, measure)]
        for dimensions in (PLACES, *((by,) for by in CHARACTERISTICS)):
            finer = dimensions if "team" in dimensions or not self.own else (*dimensions, "team")
            places = sorted(ledger.cells(measure, had.days, finer), key=str)
            cells = [(piece, place) for piece in pieces for place in places]
            met, rest = (self.known.unknowns(len(cells)) for _ in NUMBERS)
            self._systems[key, snapshot.id, dimensions] = (cells, met, rest)
            truths: list[Count] = [Count(0, 0, None)] * len(cells)
            for piece in pieces:
                inside = [i for i, cell in enumerate(cells) if cell[0] == piece]
                counts = ledger.cells(measure, piece, finer)
                for i in inside:
                    truth = truths[i] = counts.get(cells[i][1], Count(0, 0, None))
                    self._unchanged((key, dimensions, cells[i]), truth, [met[i]], [rest[i]])
                    if self.own and cells[i][1][finer.index("team")] == self.own:
                        self._equal(measure, met, rest, [i], (truth.numerator, truth.denominator))
                days = self._within(piece, stretches, measure)
                for of, of_days in zip((met, rest), over_time, strict=True):
                    self.known.same([of[i] for i in inside], [of_days[i] for i in days])
            others = [
                i
                for i, (_, cell) in enumerate(cells)
                if not self.own or cell[finer.index("team")] != self.own
            ]
            for place, by in enumerate(dimensions):
                names = [part_name(by, cell[place]) for _, cell in cells]
                self._table(key, had, by, names, met, rest)
                if by == "team":
                    self._teams(key, had, names, met, rest)
                for name in sorted({names[i] for i in others} - set(had.splits[by])):
                    hidden = [i for i in others if names[i] == name]
                    truth = total(truths[i] for i in hidden)
                    self._target(
                        f"{key} {by} {name}", measure, met, rest, hidden, truth, bool(had.splits[by])
                    )

    def _table(self, key: str, had: Had, by: str, names: list[str], met: list[int], rest: list[int]) -> None:
        measure, shown = all_measures()[key], had.splits[by]
        for name, said in shown.items():
            inside = [
                i for i, other in enumerate(names) if (other not in shown if name == OTHER else other == name)
            ]
            self._equal(measure, met, rest, inside, said)
        for value in had.truth[by] if shown else ():  # else none of them is named
            inside = [i for i, other in enumerate(names) if other == part_name(by, value)]
            if part_name(by, value) not in shown and inside:
                self.known.at_least([of[i] for of in (met, rest) for i in inside], 1)

    def _teams(self, key: str, had: Had, names: list[str], met: list[int], rest: list[int]) -> None:
        """The teams that are printed elsewhere."""
        measure, shown = all_measures()[key], had.splits["team"]
        truths = {part_name("team", value): count for value, count in had.truth["team"].items()}
        for figure in had.printed:
            inside = [i for i, name in enumerate(names) if name == figure.part]
            if figure.part == OTHER:
                inside = [i for i, name in enumerate(names) if name not in shown]
            if figure.part and inside:
                truth = truths.get(figure.part, Count(0, 0, None))
                self._also(measure, met, rest, inside, figure, truth)
                if figure.part not in shown and figure.part != self.own:
                    self.told.append((f"{key} team {figure.part}", figure.where))

    def _nested(self, keys: list[str]) -> None:
        """Of measures of the same children, each counts some of those that the one before it counts."""
        for (key, id, dimensions), (cells, met, rest) in list(self._systems.items()):
            place = keys.index(key)
            wider = self._systems.get((keys[place - 1], id, dimensions)) if place else None
            for i, cell in enumerate(cells if wider else ()):
                j = wider[0].index(cell)
                self.known.not_more([met[i], rest[i]], [wider[1][j], wider[2][j]])

    def _equal(self, measure, met, rest, inside: list[int], said: tuple[int, int]) -> None:
        counted = [of[i] for of in (met, rest) for i in inside]
        if measure.figure is Figure.SHARE:
            self.known.equal([met[i] for i in inside], said[0])
            self.known.equal(counted, said[1])
        else:
            self.known.equal(counted, said[0])

    def _target(
        self, name: str, measure, met, rest, inside: list[int], truth: Count, whole: bool = False
    ) -> None:
        """What must not follow: a small number; and of a part that is hidden beside others, its size, small or not."""
        in_met, in_rest = [met[i] for i in inside], [rest[i] for i in inside]
        size = truth.denominator
        if is_small(size) or whole:
            self.targets.append((name, in_met + in_rest, size))
        if measure.figure is Figure.SHARE:
            for places, number in ((in_met, truth.numerator), (in_rest, size - truth.numerator)):
                if is_small(number):
                    self.targets.append((name, places, number))


@pytest.mark.parametrize("keys", GROUPS, ids=lambda keys: keys[0])
def test_nothing_hidden_follows_from_all_that_a_board_member_can_have(keys, board, records, kept, programme):
    attack = Attack({key: [(everywhere(board, key, records, kept), records)] for key in keys})
    assert attack.found() == []


@pytest.mark.parametrize("keys", [LINKED[0], ["core_assessments_open_overdue"]], ids=lambda keys: keys[0])
def test_nothing_hidden_follows_from_a_managers_own_rows_and_all_else(
    keys, signed_in, people, records, programme
):
    """The figures of a manager's home page are of their own rows, which are known."""
    (own,) = scope_of(people[Role.TEAM_MANAGER]).teams
    client, kept = signed_in(Role.TEAM_MANAGER), {}
    elsewhere = ("portfolio", "report")
    haves = {key: [(everywhere(client, key, records, kept, elsewhere), records)] for key in keys}
    attack = Attack(haves, own)
    assert any(own in had_name for had_name in everything(client, keys[0], records).splits["team"])
    assert attack.found() == []


def test_newcomers_are_in_no_split_a_small_number(board, records, kept):
    """By how many a part is larger in one measure of the same children than in another."""
    had = [everything(board, key, records, kept) for key in LINKED[0]]
    bases = [{by: {name: max(said) if i else said[0] for name, said in one.splits[by].items()} for by in EVERY_SPLIT} for i, one in enumerate(had)]  # fmt: skip
    for one, other in itertools.combinations(bases, 2):
        for by in EVERY_SPLIT:
            apart = [abs(one[by][name] - other[by][name]) for name in one[by].keys() & other[by].keys()]
            assert not any(is_small(many) for many in apart), by


def test_the_council_has_enough_to_hide_and_to_attack(board, records, kept):
    attack = Attack({key: [(everything(board, key, records, kept), records)] for key in LINKED[0]})
    assert len(attack.targets) > 50


def test_the_attack_recovers_what_hiding_small_parts_alone_gives_away(board, records, monkeypatch):
    """Else the tests above would prove nothing."""

    def primary(ledger, measure, period, by, where=None, own=None):
        parts = ledger.breakdown(measure, period, by, where)
        return {value: HIDDEN if hiding.small(measure, count) else count for value, count in parts.items()}

    ledgers._breakdown.cache_clear()
    monkeypatch.setattr(hiding, "breakdown", primary)
    attack = Attack({key: [(everything(board, key, records), records)] for key in LINKED[0][:2]})
    ledgers._breakdown.cache_clear()
    assert len(attack.found()) > 5


def test_the_report_home_and_the_portfolio_are_read(board, records, kept, programme):
    """Else nothing could be found there. What is printed exactly is what the pages of the measures say."""
    hads = {key: everywhere(board, key, records, kept) for key in all_measures()}
    found = [figure for had in hads.values() for figure in had.printed]
    assert {figure.where for figure in found} == {
        "home",
        "portfolio",
        "weekly report",
        "weekly report, a year ago",
    }
    assert {figure.part for figure in found if figure.part and figure.exact}
    assert len({figure.period for figure in found if figure.between}) > 20
    for figure in found:
        had = hads[figure.key]
        said = had.splits["team"].get(figure.part) if figure.part else had.points.get(figure.period)
        if said and figure.exact:
            assert figure.exact == said
        elif said and figure.between and all_measures()[figure.key].figure is Figure.SHARE:
            low, high = figure.between
            assert low - NEAR <= said[0] / said[1] <= high + NEAR


def _a_year_ago(monkeypatch):
    monkeypatch.setattr(headline_measures, "sum_is_hidden", lambda *asked: False)


def _the_teams(monkeypatch):
    def plain(ledger, measure, period, by, where=None, own=None):
        return ledger.breakdown(measure, period, by, where)

    monkeypatch.setattr(pairs, "breakdown", plain)


def _points_of_the_report(monkeypatch):
    monkeypatch.setattr(Trend, "hidden", frozenset())


def _summaries_of(module):
    def plant(monkeypatch):
        def open_to_all(*asked, **more):
            return summaries(*asked, **(more | {"to_anyone": False}))

        monkeypatch.setattr(module, "summaries", open_to_all)

    return plant


LEAKS = {
    "weekly report, a year ago": _a_year_ago,
    "weekly report, teams": _the_teams,
    "weekly report, points": _points_of_the_report,
    "home": _summaries_of(waiting),
    "portfolio": _summaries_of(signals),
}


@pytest.mark.parametrize("where", LEAKS)
def test_a_hidden_figure_that_is_printed_there_is_found(where, board, records, kept, programme, monkeypatch):
    """One leak at a time is planted, in one place; the pages of the measures hide as they do."""
    honest = {key: everything(board, key, records, kept) for key in all_measures()}
    files._weekly_report.cache_clear()
    with monkeypatch.context() as planting:
        days = _days(board, records)
        LEAKS[where](planting)
        found = _read(board, records, days, [where.partition(",")[0].removeprefix("weekly ")])
    files._weekly_report.cache_clear()
    told = [
        told
        for key, had in honest.items()
        for told in Attack(
            {key: [(replace(had, printed=[figure for figure in found if figure.key == key]), records)]}
        ).told
    ]
    assert told
    assert all(place.startswith(where.partition(", teams")[0].partition(", points")[0]) for _, place in told)


def test_a_sum_that_is_printed_there_gives_a_hidden_week_away(board, records, kept):
    """Of the sum itself nothing is hidden: the week is solved for, from the sum and the week beside it."""
    key = "core_assessments_in_time"
    had, ledger = everything(board, key, records, kept), Ledger(records.ledger)
    measure = all_measures()[key]
    weeks = [days for days in had.points if (days.last - days.first).days == 6]
    hidden, shown = next(
        (one, other)
        for one, other in itertools.permutations(weeks, 2)
        if had.points[one] is None and had.points[other] and one.last + timedelta(1) == other.first
    )
    both = Period(hidden.first, shown.last)
    truth = ledger.figure(measure, both)
    planted = Printed(key, "home", both, exact=(truth.numerator, truth.denominator))
    attack = Attack({key: [(replace(had, printed=[planted]), records)]})
    assert f"{key} {hidden}" in {name for name, _ in attack.found()}
    assert f"{key} {hidden}" not in {name for name, _ in Attack({key: [(had, records)]}).found()}


def test_the_attack_recovers_a_small_number_from_a_rounded_share():
    """43% of 7 children are three; how many they are is known."""
    known = Known()
    met, rest = known.unknowns(2)
    known.equal([met, rest], 7)
    known.at_most({met: 0.425 - 1, rest: 0.425}, 0)
    known.at_most({met: 1 - 0.435, rest: -0.435}, 0)
    assert known.recovers([met], 3)


def test_the_attack_recovers_a_small_month_from_a_quarter_and_its_other_months():
    known = Known()
    months = known.unknowns(3)
    known.equal(months, 60)
    known.equal(months[:1], 30)
    known.equal(months[1:2], 26)
    assert known.recovers(months[2:], 4)


@pytest.mark.parametrize("keys", [LINKED[0], ["conferences_in_time"], ["initial_assessments_in_time"]], ids=lambda keys: keys[0])  # fmt: skip
def test_nothing_hidden_follows_from_two_snapshots_a_week_apart(
    keys, board, records, kept, a_week_later, settings, programme
):
    first = {key: everywhere(board, key, records, kept) for key in keys}
    settings.STORE_ROOT = a_week_later.path.parent.parent
    later: dict = {}
    second = {key: everywhere(board, key, a_week_later, later) for key in keys}
    attack = Attack({key: [(first[key], records), (second[key], a_week_later)] for key in keys})
    assert attack.found() == []


def test_whatever_way_a_reader_comes_a_split_is_the_same(board, records):
    """A walk from page to page and from interval to interval gives nothing that the plain pages do not."""
    walk, keys = random.Random(20100308), list(all_measures())
    plain: dict[tuple[str, str], dict] = {}
    for _ in range(15):
        key, by, each = walk.choice(keys), walk.choice(EVERY_SPLIT), walk.choice(("week", "month", "quarter"))
        had = plain.setdefault((key, by), split_of(board, key, by))
        assert split_of(board, key, by, f"&each={each}") == had
        page = board.get(f"/evidence/{key}/?by={by}&each={each}").context["page"]
        assert {part.name: (part.count.numerator, part.count.denominator) for part in page.parts} == had
        for place, count in enumerate(page.trend.counts):
            assert page.trend.is_hidden(place) == hiding.small(page.measure, count)


def test_measures_of_the_same_children_are_the_ones_that_are_split_alike(records):
    """Two stocks that hold nearly the same children on the same day are linked, whatever they are called."""
    ledger, day = Ledger(records.ledger), Period(date(2010, 2, 28), date(2010, 2, 28))
    stocks = {
        key: ledger.counted(measure, day, "child")
        for key, measure in all_measures().items()
        if measure.population.shape is not Shape.EVENT
    }
    for key, children in stocks.items():
        linked = hiding.linked(ledger, key, day)
        for other, others in stocks.items():
            alike = len(children & others) > 0.8 * max(len(children | others), 1)
            assert not alike or other in linked, (key, other)
    assert set(hiding.linked(ledger, "looked_after_rate", day)) == set(LINKED[0])
    assert set(hiding.linked(ledger, LINKED[1][0], Period(date(2010, 1, 1), DAY))) == set(LINKED[1])


def test_a_total_that_would_give_a_hidden_week_away_is_in_no_table(board, records, kept):
    """Where a point in the days of a split is hidden, each table of it leaves something out and does not say how many."""
    checked = 0
    for key, measure in all_measures().items():
        had = everything(board, key, records, kept)
        days = had.days
        if not hiding.total_is_secret(Ledger(records.ledger), measure, days):
            continue
        whole = Ledger(records.ledger).figure(measure, days)
        for by in EVERY_SPLIT:
            shown = had.splits[by]
            assert OTHER not in shown
            assert sum(count for _, count in shown.values()) < whole.denominator or not whole.denominator
        checked += 1
    assert checked
