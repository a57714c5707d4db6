"""The looked-after return (SSDA903): written from the records of a council, and read again by hand."""

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from recount.council import Council, Row

SEXES = {"1": "M", "2": "F", "M": "M", "F": "F"}
MISSING = {"M": "missing", "A": "away"}
SAME_CARERS = ("L", "T", "U")
EPISODES = [
    *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"),
    *("REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
]


@dataclass(frozen=True)
class Episode:
    child: str
    began_on: date
    over_on: date | None
    legal: str
    kind: str
    provider: str
    home: str
    reason: str


def write_return(council: Council, folder: Path, years: range, draw: random.Random) -> None:
    """The files of collection years, each named by the year it begins in, as they stood at the end of it.

    One child in twenty is forgotten in the last of several years.
    """
    folder.mkdir(parents=True, exist_ok=True)
    forgotten = {child for child in council.children if len(years) > 1 and draw.random() < 0.05}
    episodes = [episode for child in council.children for episode in _episodes(council, child, draw)]
    for year in years:
        first, last = date(year, 4, 1), date(year + 1, 3, 31)
        of_year = [
            one
            for one in episodes
            if one.began_on <= last
            and (one.over_on is None or one.over_on >= first)
            and not (year == years[-1] and one.child in forgotten)
        ]
        children = sorted({one.child for one in of_year})
        _write(folder / f"{year}-episodes.csv", EPISODES, (_episode_row(one, last) for one in of_year))
        header = (_header_row(council.child(child), child) for child in children)
        _write(folder / f"{year}-header.csv", ["CHILD", "SEX", "DOB", "ETHNIC"], header)
        held = (
            [
                record.child,
                _uk(council.child(record.child).born_on),
                _uk(record.held_on),
                record.participation,
            ]
            for record in council.table("care_reviews")
            if record.child in children and first <= record.held_on <= last
        )
        _write(folder / f"{year}-reviews.csv", ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"], held)


def _episodes(council: Council, child: str, draw: random.Random) -> Iterator[Episode]:
    """A new episode with any change of legal status or placement, and now and then a stay in hospital or a change of
    what the same carers are called."""
    care = sorted(council.by("care_episodes", "child").get(child, []), key=lambda row: row.started_on)
    stays = sorted(council.by("placements", "child").get(child, []), key=lambda row: row.started_on)
    before: Episode | None = None
    for record in care:
        days = {record.started_on} | {
            stay.started_on
            for stay in stays
            if record.started_on < stay.started_on
            and (not record.ended_on or stay.started_on < record.ended_on)
        }
        for began_on, over_on in zip(sorted(days), [*sorted(days)[1:], record.ended_on], strict=True):
            stay = next((stay for stay in reversed(stays) if stay.started_on <= began_on), Row(kind="U4"))
            home = f"NG{int(re.sub(r'[^0-9]', '', stay.placement or '') or 0)} 1AA"
            episode = Episode(
                child, began_on, over_on, record.legal_status, stay.kind, stay.provider or "PR1", home, ""
            )
            for part in _with_absences(episode, draw):
                before = replace(part, reason=part.reason or _reason(before, part))
                yield before


def _with_absences(episode: Episode, draw: random.Random) -> Iterator[Episode]:
    lasts = ((episode.over_on or date(2010, 1, 1)) - episode.began_on).days
    if lasts < 60 or draw.random() < 0.5:
        yield episode
        return
    away_on = episode.began_on + timedelta(draw.randint(5, lasts - 30))
    back_on = away_on + timedelta(draw.randint(1, 14))
    yield replace(episode, over_on=away_on)
    if draw.random() < 0.3:  # another kind of placement with the same carers
        yield replace(episode, began_on=away_on, reason=draw.choice("TU"), kind="U6")
        return
    yield replace(episode, began_on=away_on, over_on=back_on, kind="T1", home="HO1 1SP", reason="P")
    spelled = draw.choice([episode.home, episode.home.lower(), episode.home.replace(" ", "")])
    yield replace(episode, began_on=back_on, home=spelled, reason="P")


def _reason(before: Episode | None, now: Episode) -> str:
    if before is None or before.over_on != now.began_on:
        return "S"
    moved, order = before.home != now.home, before.legal != now.legal
    return "B" if moved and order else "P" if moved else "L"


def _episode_row(episode: Episode, last: date) -> list:
    over_on = episode.over_on if episode.over_on and episode.over_on <= last else None
    ended = "X1" if over_on else ""
    home = "" if re.match("NG0 ", episode.home) else episode.home
    return [
        episode.child, _uk(episode.began_on), episode.reason, episode.legal, "N1", episode.kind, episode.provider,
        _uk(over_on), ended, "", "NG1 9ZZ", home, "",
    ]  # fmt: skip


def _header_row(who: Row, child: str) -> list:
    sex = {"M": "1", "F": "2"}.get(who.sex or "", "")
    return [child, sex, _uk(who.born_on), who.ethnicity]


def _uk(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _write(path: Path, headings: list[str], rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        out = csv.writer(opened)
        out.writerow(headings)
        out.writerows(rows)


def read_return(folder: Path, as_at: date) -> Council:
    """Of an episode or a review that several years tell, the latest stands; of a child too."""
    years = _years(folder)
    episodes: dict[tuple[str, date], Row] = {}
    tables: dict[str, dict] = {"children": {}, "care_reviews": {}, "missing_episodes": {}}
    for number, year in sorted(years.items()):
        last, of_year = date(year + 1, 3, 31), defaultdict(set)
        for row in _rows(folder / f"{number}-episodes.csv"):
            told_twice = row.decom in of_year[row.child]  # in one file: the first stands
            of_year[row.child].add(row.decom)
            if row.decom <= last and not told_twice:
                episodes[row.child, row.decom] = Row(**vars(row), year=year)
                tables["children"].setdefault(row.child, Row(child=row.child))
        for row in _rows(folder / f"{number}-reviews.csv"):
            if row.review <= last:
                key = f"{row.child}|{row.review}"
                tables["care_reviews"][key] = Row(review=key, child=row.child, held_on=row.review)
        for row in _rows(folder / f"{number}-missing.csv"):
            if row.mis_start and row.mis_start <= last:
                key = f"{row.child}|{row.missing}|{row.mis_start}"
                over_on = row.mis_end if row.mis_end and row.mis_end <= last else None
                tables["missing_episodes"][key] = Row(
                    missing_episode=f"{row.child}|{MISSING[row.missing]}|{row.mis_start}", child=row.child,
                    started_on=row.mis_start, ended_on=over_on,
                )  # fmt: skip
        for name in ("header", "uasc"):
            for row in _rows(folder / f"{number}-{name}.csv"):
                known = tables["children"].setdefault(row.child, Row(child=row.child))
                said = Row(born_on=row.dob, sex=SEXES.get(row.sex or ""), ethnicity=row.ethnic)
                vars(known).update({key: value for key, value in vars(said).items() if value is not None})
    held = {name: list(rows.values()) for name, rows in tables.items()}
    told = sorted(episodes.values(), key=lambda row: (row.child, row.decom))
    held["care_episodes"] = [_care(row, set(years.values())) for row in told]
    held["placements"] = list(_stretches(told))
    return Council(held, as_at)


def _years(folder: Path) -> dict[str, int]:
    """By the number in their names, the year that the files begin in: the number, or where their dates fit that better,
    the year before."""
    names = [path.name.partition("-")[0] for path in folder.glob("*-episodes.csv")]
    begun = {name: [row.decom for row in _rows(folder / f"{name}-episodes.csv")] for name in names}
    after = sum(day > date(int(name), 3, 31) for name, days in begun.items() for day in days)
    ends_in_it = after < sum(map(len, begun.values())) / 20
    return {name: int(name) - ends_in_it for name in names}


def _rows(path: Path) -> Iterator[Row]:
    if not path.exists():
        return
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    for record in frame.to_dict("records"):
        yield Row(**{name.lower(): _value(name, text.strip()) for name, text in record.items()})


def _value(name: str, text: str):
    if not text:
        return None
    if name in ("DECOM", "DEC", "DOB", "REVIEW", "DUC", "MIS_START", "MIS_END"):
        return pd.to_datetime(text, dayfirst=True).date()
    return text


def _care(row: Row, years: set[int]) -> Row:
    """Open in a year, and not in the next one's file: known to last to the end of the year."""
    unseen = row.dec is None and row.year + 1 in years
    return Row(
        episode=f"{row.child}|{row.decom}", child=row.child, started_on=row.decom, ended_on=row.dec,
        legal_status=row.ls, known_to_on=date(row.year + 1, 3, 31) if unseen else None,
    )  # fmt: skip


def _stretches(told: list[Row]) -> Iterator[Row]:
    """Episodes that the return itself says to be with the same carers are one stretch, of the kind it began as."""
    by_child: dict[str, list[Row]] = defaultdict(list)
    latest: dict[str, Row] = {}
    for row in told:
        before, is_away = latest.get(row.child), (row.place or "").startswith("T")
        stretches = by_child[row.child]
        if before and before.dec == row.decom and row.rne in SAME_CARERS and is_away == before.is_away:
            stretches[-1].ended_on = row.dec
        else:
            home = re.sub("[^A-Z0-9]", "", (row.pl_post or "").upper()) or (row.urn or "").lstrip("X")
            stretches.append(Row(
                placement=f"{row.child}|{row.decom}", child=row.child, started_on=row.decom, ended_on=row.dec,
                kind=row.place, provider=row.place_provider, home=home or None,
            ))  # fmt: skip
        latest[row.child] = Row(dec=row.dec, is_away=is_away)
    for stretches in by_child.values():
        yield from stretches
