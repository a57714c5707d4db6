"""Children looked after, their placements and their reviews, counted as their pages say."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from recount.answers import MET, UNKNOWN, Answer, answer, judged
from recount.council import Council, Row
from recount.days import DAY, earliest, months_on, working_day_after, year_to

SHORT_BREAKS = ("V3", "V4")
FOUR_WEEKS, WORKING_DAYS_SINCE_2011 = 28, 20
REGULATIONS_2010 = date(2011, 4, 1)
MANY = 3  # placements


@dataclass
class Stay:
    """An unbroken time in care: its episodes, each with the day it was over (None while it lasts)."""

    began_on: date
    episodes: list[tuple[Row, date | None]]

    @property
    def over_on(self) -> date | None:
        return self.episodes[-1][1]

    def episode_on(self, day: date) -> Row | None:
        on_the_day = (
            record
            for record, over_on in self.episodes
            if record.started_on <= day and (over_on is None or over_on > day)
        )
        return next(on_the_day, None)


def stays(council: Council) -> dict[str, list[Stay]]:
    return council.kept("stays", _stays)


def _stays(council: Council) -> dict[str, list[Stay]]:
    """An episode is over when it ended, at 18, at death, and at the latest when the child's next one starts; one that a
    later return no longer names, on the day after the last that it is known to last."""
    by_child: dict[str, list[Stay]] = defaultdict(list)
    for child, records in council.by("care_episodes", "child").items():
        grown_on = council.childhood_ends(child)
        records = [
            record
            for record in sorted(records, key=lambda record: (record.started_on, record.episode))
            if record.legal_status not in SHORT_BREAKS
            and record.started_on <= council.as_at
            and (grown_on is None or record.started_on < grown_on)
        ]
        for record, following in zip_longest(records, records[1:]):
            unseen_on = record.known_to_on + DAY if record.known_to_on and not following else None
            next_on = following.started_on if following else None
            over_on = earliest(record.ended_on, grown_on, unseen_on, next_on)
            before = by_child[child]
            if before and before[-1].over_on == record.started_on:
                before[-1].episodes.append((record, over_on))
            else:
                before.append(Stay(record.started_on, [(record, over_on)]))
    return by_child


def looked_after(council: Council, day: date) -> Iterator[tuple[str, Stay, Row]]:
    """Each child looked after at the end of a day, but for short breaks."""
    for child, times in stays(council).items():
        for stay in times:
            record = stay.episode_on(day)
            if record:
                yield child, stay, record
                break


def in_care(council: Council, day: date) -> Iterator[Answer]:
    for _, _, record in looked_after(council, day):
        yield answer(council, record, record.episode, MET, day)


def many_placements(council: Council, day: date, known_from: date | None) -> Iterator[Answer]:
    """`known_from`: from when placements are whole; None where each child's latest is all there is."""
    counts = told(council, day)
    for child, stay, record in looked_after(council, day):
        since = year_to(day)
        if known_from and (since >= known_from or stay.began_on >= known_from):
            said = judged(placements_between(council, child, since, day) >= MANY)
        elif counts:
            said = judged(counts[child] >= MANY) if child in counts else UNKNOWN
        else:
            continue
        yield answer(council, record, f"{child} on {day}", said, day)


def told(council: Council, day: date) -> dict[str, int]:
    """How many placements the source itself counts for each child on a day."""
    return {
        record.child: record.number
        for record in council.table("source_counts")
        if record.what == "placements" and record.counted_on == day
    }


def placements_between(council: Council, child: str, since: date, day: date) -> int:
    """Placements that a child was in at the end of any day from `since` to `day`."""
    return sum(
        began_on <= day and (ended_on is None or ended_on > since)
        for began_on, ended_on in placements(council, child)
    )


def placements(council: Council, child: str) -> list[tuple[date, date | None]]:
    return council.kept(f"placements of {child}", lambda _: _placements(council, child))


def _placements(council: Council, child: str) -> list[tuple[date, date | None]]:
    """Stretches of a day or more put together: back at the same home after temporary absences, and adoption by the
    carers, go on with the placement before."""
    records = council.by("placements", "child").get(child, [])
    lasting = [record for record in records if record.ended_on is None or record.ended_on > record.started_on]
    spans: list[tuple[date, date | None]] = []
    home: Row | None = None  # the latest stretch that was no absence
    away, last_on = False, None  # whether the child was away since, and when the latest stretch ended
    for record in sorted(lasting, key=lambda record: (record.started_on, record.placement)):
        unbroken, last_on = last_on is not None and last_on == record.started_on, record.ended_on
        if (record.kind or "").startswith("T"):
            home, away = (home, True) if unbroken else (None, True)
            continue
        if home and unbroken and ((away and same_home(home, record)) or adopted_by_carers(home, record)):
            ends = (spans[-1][1], record.ended_on)
            spans[-1] = (spans[-1][0], None if None in ends else max(ends))
        else:
            spans.append((record.started_on, record.ended_on))
        home, away = record, False
    return spans


def same_home(before: Row, record: Row) -> bool:
    if plain(before.home) and plain(record.home):
        return plain(before.home) == plain(record.home)
    same_kind = record.kind is not None and record.kind == before.kind
    return same_kind and not_another(before.provider, record.provider)


def adopted_by_carers(before: Row, record: Row) -> bool:
    was_fostered = before.kind is not None and not before.kind.startswith("A")
    if record.kind in ("A3", "A5"):
        return was_fostered
    to_adopters = record.kind in ("A4", "A6")
    return before.kind in ("U2", "U5") and to_adopters and not_another(before.home, record.home)


def not_another(before: str | None, now: str | None) -> bool:
    return not plain(before) or not plain(now) or plain(before) == plain(now)


def plain(text: str | None) -> str:
    return re.sub(r"[\s-]", "", text or "").upper()


def reviews_in_time(council: Council, day: date, known_from: date, care_from: date) -> Iterator[Answer]:
    """`known_from` and `care_from`: from when reviews and care are whole. Whoever was in care before must have been
    reviewed by six months on; of a stay that may be the end of a longer one nobody knows when reviews were due."""
    since = year_to(day)
    for child, stay, record in looked_after(council, day):
        is_known = months_on(since, -6) >= known_from or stay.began_on >= known_from
        if not is_known or (day - stay.began_on).days < FOUR_WEEKS:
            continue
        late = [
            due_on
            for due_on, held_on in reviews_due(council, child, stay, known_from, care_from)
            if due_on <= day
            and (held_on is None or held_on > due_on)
            and (held_on is None or held_on >= since)
        ]
        may_be_longer = known_from <= stay.began_on < care_from and months_on(since, -6) < stay.began_on
        yield answer(council, record, f"{child} on {day}", judged(None if may_be_longer else not late), day)


def reviews_due(
    council: Council, child: str, stay: Stay, known_from: date, care_from: date
) -> Iterator[tuple[date, date | None]]:
    """The day each review of a stay was due, and the day it was held."""
    held = sorted({
        record.held_on
        for record in council.by("care_reviews", "child").get(child, [])
        if stay.began_on <= record.held_on <= (stay.over_on or council.as_at) and record.held_on <= council.as_at
    })  # fmt: skip
    from_the_start = stay.began_on >= max(known_from, care_from)
    seen_by = max(known_from - DAY, stay.began_on)
    due_on = first_due(stay.began_on) if from_the_start else months_on(seen_by, 6)
    for number, held_on in enumerate(held, 1):
        yield due_on, held_on
        due_on = months_on(held_on, 3 if number == 1 and from_the_start else 6)
    yield due_on, None


def first_due(began_on: date) -> date:
    if began_on >= REGULATIONS_2010:
        return working_day_after(began_on, WORKING_DAYS_SINCE_2011)
    return began_on + DAY * FOUR_WEEKS


def living_in(council: Council, day: date, district: str | None = None) -> int:
    """Children aged 0 to 17 living in a district, or in the whole council; 0 where that is not known.

    An estimate is of 30 June of its year and stands until the next.
    """
    districts = {record.district for record in council.table("teams")}
    estimates = [record for record in council.table("population") if date(record.year, 6, 30) <= day]
    areas = {record.area: record for record in sorted(estimates, key=lambda record: record.year)}
    if district:
        return areas[district].children if district in areas else 0
    whole = [record.children for area, record in areas.items() if area not in districts]
    return whole[0] if whole else sum(record.children for record in areas.values())
