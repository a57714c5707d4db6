"""One placement is one thing, whatever the format it came by: histories told twice give the same figures."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from sherwood.kit.periods import Period
from sherwood.measuring.figures import Ledger
from sherwood.measuring.ledger import build
from sherwood.measuring.shelves import measure_called
from sherwood.reading.load import load
from sherwood.records.snapshots import Store

KEY = "three_or_more_placements"
MEASURE = measure_called(KEY)
FIRST, AS_AT = date(2020, 4, 1), date(2021, 3, 31)
FOSTERED, ADOPTED_BY_THEM = ("U1", "U3", "U4", "U6"), ("A3", "A5")


@dataclass
class Stay:
    """A child's time in care as it went, and what each format writes down of it."""

    child: str
    kind: str
    home: str
    began_on: date
    reason: str = "S"
    legal: str = "C2"
    adopted: bool = False
    homes_left_on: list[date] = field(default_factory=list)
    episodes: list[tuple] = field(default_factory=list)
    stretches: list[tuple] = field(default_factory=list)

    def __post_init__(self):
        self.stretch_on, self.stretch_kind = self.began_on, self.kind

    def episode(self, until, reason, kind=None, home=None):
        """What the return has: an episode that ends with any change, and why the next began."""
        self.episodes.append(
            (self.began_on, until, self.reason, self.legal, kind or self.kind, home or self.home)
        )
        self.began_on, self.reason = until, reason

    def stretch(self, until, kind=None, home=None):
        """What a case system has: a row for each stretch with the same carers, of the kind it began as."""
        self.stretches.append((self.stretch_on, until, kind or self.stretch_kind, home or self.home))
        self.stretch_on, self.stretch_kind = until, self.kind

    def moves(self, day, kind, home):
        self.episode(day, "P"), self.stretch(day)
        self.kind = self.stretch_kind = kind
        self.home = home
        self.homes_left_on.append(day)

    def gets_another_order(self, day):
        self.episode(day, "L")
        self.legal = "E1" if self.legal == "C2" else "C2"

    def is_in_hospital(self, day, days, new=None):
        """And comes back to the same home, or goes on to a new one."""
        self.episode(day, "P"), self.stretch(day)
        back_on = day + timedelta(days)
        self.episode(back_on, "P", "T1", "HO1 1SP"), self.stretch(back_on, "T1", "HO1 1SP")
        if new:
            self.kind, self.home = new
            self.homes_left_on.append(day)
        self.stretch_kind = self.kind

    def is_adopted_by_the_carers(self, day, kind, reason):
        self.episode(day, reason)
        if reason == "P":  # entered as a change of placement, and so another row; the carers are the same
            self.stretch(day)
            self.kind = self.stretch_kind = kind
        else:
            self.kind = kind if reason == "T" else self.kind
        self.adopted = True

    def ends(self):
        self.episode(None, ""), self.stretch(None)

    def placements(self):
        """How many homes in the year to the day, the one on its first day included: as whoever lived it would count."""
        return 1 + sum(FIRST < day <= AS_AT for day in self.homes_left_on)


def lived(draw, number):
    stay = Stay(
        f"{number}", draw.choice(FOSTERED), f"NG{number} 1AA", FIRST - timedelta(draw.randrange(0, 300))
    )
    homes = iter(f"NG{number} {n}BB" for n in range(2, 9))
    day = stay.began_on + timedelta(draw.randrange(3, 90))
    while day < AS_AT - timedelta(20):
        others = [kind for kind in FOSTERED if kind != stay.kind]
        act = draw.choice(["move", "order", "hospital", "hospital", "hospital, then elsewhere", "adoption"])
        if act == "move" and not stay.adopted:
            stay.moves(day, draw.choice(others), next(homes))
        elif act == "order":
            stay.gets_another_order(day)
        elif act == "hospital":
            stay.is_in_hospital(day, draw.randrange(1, 15))
        elif act == "hospital, then elsewhere" and not stay.adopted:
            stay.is_in_hospital(day, draw.randrange(1, 15), (draw.choice(others), next(homes)))
        elif act == "adoption" and not stay.adopted:
            stay.is_adopted_by_the_carers(day, draw.choice(ADOPTED_BY_THEM), draw.choice("PT"))
        day = max(day, stay.began_on) + timedelta(draw.randrange(5, 120))
    stay.ends()
    return stay


def spelled(draw, text):
    return draw.choice([text, text.lower(), text.replace(" ", ""), f" {text} "])


def uk(day):
    return f"{day:%d/%m/%Y}" if day else ""


def as_return(draw, stays, folder):
    """Each collection year's file has the episodes of that year, as they stood at its end."""
    lines = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    for year in (2018, 2019, 2020):
        first, last = date(year, 4, 1), date(year + 1, 3, 31)
        rows = [
            f"{stay.child},{uk(on)},{why},{legal},N1,{kind},PR1,"
            f"{uk(until) if until and until <= last else ''},{'X1' if until and until <= last else ''},,,"
            f"{spelled(draw, home)},\n"
            for stay in stays
            for on, until, why, legal, kind, home in stay.episodes
            if on <= last and (until is None or until >= first)
        ]
        if rows:
            (folder / f"episodes {year}.csv").write_text(lines + "".join(rows))
    return folder


def as_tables(draw, stays, folder, with_homes):
    care = "".join(f"{stay.child},{stay.child},{stay.episodes[0][0]},C2\n" for stay in stays)
    (folder / "care_episodes.csv").write_text("episode,child,started_on,legal_status\n" + care)
    rows = [
        f"{stay.child}-{i},{stay.child},{on},{until or ''},{kind},PR1,{spelled(draw, home) if with_homes else ''}\n"
        for stay in stays
        for i, (on, until, kind, home) in enumerate(stay.stretches)
    ]
    draw.shuffle(rows)
    heads = "placement,child,started_on,ended_on,kind,provider,home\n"
    (folder / "placements.csv").write_text(heads + "".join(rows))
    return folder


def counted(folder, store):
    """By child. How far so small a source reaches is no matter here, so its ledger is built without."""
    snapshot, ledger = load([folder], Store(store), as_at=AS_AT), folder / "ledger"
    ledger.mkdir()
    build(snapshot.records, ledger, AS_AT)
    rows = Ledger(ledger).rows(MEASURE, Period(AS_AT, AS_AT))
    return {row.child: row.values["placements"] for row in rows}


@pytest.mark.parametrize("seed", range(3))
def test_the_return_and_the_record_tables_count_the_same_placements(tmp_path, seed):
    draw = random.Random(seed)
    stays = [lived(draw, number) for number in range(10, 70)]
    expected = {stay.child: stay.placements() for stay in stays}
    assert len(set(expected.values())) > 2
    told = {}
    for name, tell in (
        ("return", lambda folder: as_return(draw, stays, folder)),
        ("tables", lambda folder: as_tables(draw, stays, folder, True)),
        ("tables without homes", lambda folder: as_tables(draw, stays, folder, False)),
    ):
        folder = tmp_path / name
        folder.mkdir()
        told[name] = counted(tell(folder), tmp_path / f"store of {name}")
    assert told["return"] == expected
    assert told["tables"] == expected
    assert told["tables without homes"] == expected
