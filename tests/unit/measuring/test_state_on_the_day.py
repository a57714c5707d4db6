"""A stock is split by what was true on the day counted: the children's ages, and where their teams stood, that day."""

import random
from datetime import date, timedelta

import pytest

from sherwood.kit.periods import Period
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build
from sherwood.measuring.shelves import measure_called
from sherwood.records.parquet import write_rows
from sherwood.records.tables import CARE_EPISODES, CHILDREN, INVOLVEMENTS, TEAMS

KEY = "looked_after_rate"
RATE = measure_called(KEY)
AS_AT = date(2012, 3, 31)
FIRST = date(2004, 2, 27)
PLACES = ("district", "locality", "service", "team", "worker")
BANDS = ((1, "under 1"), (5, "01 to 04"), (10, "05 to 09"), (16, "10 to 15"))


def years_old(born_on, day):
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def band_of(born_on, day):
    if day < born_on:
        return "unborn"
    return next((band for years, band in BANDS if years_old(born_on, day) < years), "16 and over")


def built(folder, **tables):
    records, out = folder / "records", folder / "ledger"
    records.mkdir(parents=True)
    out.mkdir()
    for table, rows in tables.values():
        write_rows(table, rows, records)
    build(records, out, AS_AT)
    return Ledger(out)


def council(draw):
    """Children of every age in care at every time, in teams that move about, some of them nowhere for a while."""
    somewhere = [None, "North", "South", "East"]
    births = [date(2000, 2, 29), date(2004, 2, 29), date(2008, 2, 29)]
    children, episodes = [], []
    for number in range(60):
        born_on = draw.choice([*births, FIRST + timedelta(draw.randrange(-4000, 2500))])
        child = {"child": f"C{number}", "born_on": born_on if number % 11 else None}
        if number % 13:
            children.append(child)
        started_on = max(born_on, FIRST) + timedelta(draw.randrange(0, 900))
        for spell in range(draw.randrange(1, 4)):
            ended_on = started_on + timedelta(draw.randrange(0, 1500))
            open_ = ended_on > AS_AT
            episodes.append({
                "episode": f"E{number}-{spell}", "child": f"C{number}", "legal_status": "C2", "started_on": started_on,
                "ended_on": None if open_ else ended_on, "team": draw.choice([None, "T1", "T2", "T3"]), "worker": "W",
            })  # fmt: skip
            started_on = ended_on + timedelta(draw.choice([0, 0, 30]))
            if open_:
                break
    teams = []
    for team in ("T1", "T2"):
        day = FIRST + timedelta(draw.randrange(0, 400))
        for number in range(4):
            until = day + timedelta(draw.randrange(30, 700))
            place = {unit: draw.choice(somewhere) for unit in ("district", "locality", "service")}
            teams.append(
                place | {"placing": f"{team}-{number}", "team": team, "from_on": day, "to_on": until}
            )
            day = until + timedelta(draw.choice([1, 1, -20, 100]))
    return children, episodes, teams


@pytest.mark.parametrize("seed", range(6))
def test_the_parts_of_a_stock_are_its_total_and_each_child_is_as_old_as_that_day(tmp_path, seed):
    draw = random.Random(seed)
    children, episodes, teams = council(draw)
    ledger = built(tmp_path, a=(CHILDREN, children), b=(CARE_EPISODES, episodes), c=(TEAMS, teams))
    born = {child["child"]: child["born_on"] for child in children}
    turning = [date(day.year + 5, day.month, day.day) for day in born.values() if day and day.day != 29]
    days = [*turning[:8], date(2009, 2, 28), date(2009, 3, 1), date(2008, 2, 29), AS_AT]
    for day in [day for day in days if FIRST <= day <= AS_AT]:
        period = Period(day, day)
        total = ledger.figure(RATE, period).numerator
        rows = ledger.rows(RATE, period)
        assert len(rows) == total == len({row.row for row in rows})
        for by in (*PLACES, "sex", "age_band"):
            split = ledger.breakdown(RATE, period, by)
            assert sum(count.numerator for count in split.values()) == total
        for band, count in ledger.breakdown(RATE, period, "age_band").items():
            named = ledger.rows(RATE, period, {"age_band": [band]}) if band else []
            assert {band_of(born[row.child], day) for row in named} <= {band}
            assert len(named) == (count.numerator if band else 0)


@pytest.mark.parametrize("seed", range(4))
def test_a_stock_is_in_the_place_its_team_had_that_day(tmp_path, seed):
    """As a plain reading of the teams says: of places that overlap, the one that began later stands."""
    children, episodes, teams = council(random.Random(100 + seed))
    ledger = built(tmp_path, a=(CHILDREN, children), b=(CARE_EPISODES, episodes), c=(TEAMS, teams))
    for day in (FIRST + timedelta(days) for days in range(200, 2900, 97)):
        for place in PLACES[:3]:
            for value, count in ledger.breakdown(RATE, Period(day, day), place).items():
                where = {place: [value]} if value else None
                rows = ledger.rows(RATE, Period(day, day), where)
                in_it = [row for row in rows if place_of(teams, row.team, place, day) == value]
                assert len(in_it) == count.numerator


def place_of(teams, team, unit, day):
    stands = [one for one in teams if one["team"] == team and one["from_on"] <= day]
    latest = max(stands, key=lambda one: (one["from_on"], one["placing"]), default=None)
    return latest[unit] if latest and day <= latest["to_on"] else None


def test_the_dates_of_a_row_are_those_of_the_whole_spell(tmp_path):
    """Not of the piece that the day falls in; and it is one row, whatever birthdays and moves lie within it."""
    child = {"child": "C1", "born_on": date(2005, 6, 1)}
    held = {"involvement": "I1", "child": "C1", "worker": "W1", "team": "T1", "started_on": date(2005, 9, 1)}
    moves = [
        {"placing": "1", "team": "T1", "district": "North", "to_on": date(2009, 12, 31)},
        {"placing": "2", "team": "T1", "district": "South", "from_on": date(2010, 1, 1)},
    ]
    ledger = built(tmp_path, a=(CHILDREN, [child]), b=(INVOLVEMENTS, [held]), c=(TEAMS, moves))
    held_by_worker = measure_called("children_held_per_worker")
    for day, district, band in (
        (date(2009, 12, 31), "North", "01 to 04"),
        (date(2012, 3, 1), "South", "05 to 09"),
    ):
        period = Period(day, day)
        (row,) = ledger.rows(held_by_worker, period)
        assert (row.row, row.values["began_on"], row.values["ended_on"]) == ("I1", date(2005, 9, 1), None)
        assert list(ledger.breakdown(held_by_worker, period, "district")) == [district]
        assert list(ledger.breakdown(held_by_worker, period, "age_band")) == [band]
    assert ledger.span(held_by_worker) == (date(2005, 9, 1), date(2005, 9, 1))


def test_what_lasts_on_the_day_of_the_records_has_no_end_yet(tmp_path):
    """Not the child's next birthday, nor the eighteenth, nor an end that is planned."""
    child = {"child": "C1", "born_on": date(2005, 6, 1)}
    care = [
        {"episode": "E1", "child": "C1", "legal_status": "C2", "started_on": date(2006, 1, 1)},
        {"episode": "E2", "child": "C2", "legal_status": "C2", "started_on": date(2006, 1, 1), "ended_on": date(2013, 1, 1)},
    ]  # fmt: skip
    ledger = built(tmp_path, a=(CHILDREN, [child]), b=(CARE_EPISODES, care))
    rows = ledger.rows(RATE, Period(AS_AT, AS_AT))
    assert [row.values["ended_on"] for row in rows] == [None, None]
    path = str(ledger.folder / "looked_after.parquet")
    lasting = ledger.cursor.execute(
        "SELECT row FROM read_parquet($1) WHERE until_on IS NULL ORDER BY 1", [path]
    )
    assert lasting.fetchall() == [("E1",), ("E2",)]
