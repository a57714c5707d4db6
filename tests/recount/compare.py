"""Every figure, split and list of Sherwood's beside the recount's."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from recount.answers import Answer, split
from recount.care import living_in
from recount.council import DIMENSIONS, Council
from recount.days import periods
from recount.shelf import EVENT, MEAN, RATE, SHELF, Reach
from sherwood.kit.periods import Period
from sherwood.measuring.figures import Count, Ledger
from sherwood.measuring.shelves import all_measures

MOST_UNKNOWN = 0.05  # of those whose district is not known, before no district has a rate
ALL_ROWS = 1_000_000
KINDS = ("month", "week", "quarter")
Span = tuple[date, date]


def differences(
    council: Council, ledger: Ledger, reach: Reach, first: date, splits: Iterable[str] = DIMENSIONS
) -> Iterator[str]:
    """What differs, in sentences, of every period that has a day since `first`: the figures of months, weeks and
    quarters, the lists of months, and the splits of months by each of `splits`."""
    if missing := set(SHELF) ^ set(all_measures()):
        yield f"On one shelf only: {', '.join(sorted(missing))}"
    for key in sorted(SHELF.keys() & all_measures().keys()):
        for kind in KINDS if SHELF[key].counted == EVENT else KINDS[:1]:
            spans = periods(first, council.as_at, kind)
            counts = ledger.series(all_measures()[key], [Period(*span) for span in spans])
            for span, said in zip(spans, counts, strict=True):
                asked = Asked(council, ledger, reach, key, span)
                yield from _of_period(asked, said, splits if kind == "month" else None)


@dataclass(frozen=True)
class Asked:
    """A measure and a period, of a council as this recount read it and of its ledger."""

    council: Council
    ledger: Ledger
    reach: Reach
    key: str
    span: Span

    @property
    def where(self) -> str:
        return f"{self.key}, {Period(*self.span).label}"

    @property
    def asked(self) -> tuple:
        return all_measures()[self.key], Period(*self.span)


def _of_period(asked: Asked, said: Count, splits: Iterable[str] | None) -> Iterator[str]:
    ours = SHELF[asked.key]
    is_known = ours.is_known(asked.council, *asked.span, asked.reach)
    if is_known != (said.not_known == ""):
        known = "known" if is_known else "not known"
        yield f"{asked.where}: {known} by recount; Sherwood: {said.not_known or said}"
    if not is_known or said.not_known:
        return
    answers = ours.answers(asked.council, *asked.span, asked.reach)
    yield from _of_part(asked.where, figure(asked.council, asked.key, answers, asked.span), said)
    if splits is None:
        return
    yield from _of_list(asked.where, answers, asked.ledger.rows(*asked.asked, limit=ALL_ROWS))
    for by in splits:
        parts = ours_by(asked.council, asked.key, answers, by, asked.span)
        yield from _of_split(f"{asked.where}, {by}", parts, asked.ledger.breakdown(*asked.asked, by))


def ours_by(council: Council, key: str, answers: list[Answer], by: str, span: Span) -> dict:
    parts = split(answers, by)
    rated = key != RATE or (by == "district" and len(parts.get(None, ())) <= MOST_UNKNOWN * len(answers))
    return {
        part: figure(council, key, found, span, part or "") if rated and not (key == RATE and part is None)
        else (len(found), 0, 0, None)
        for part, found in parts.items()
    }  # fmt: skip


def figure(
    council: Council, key: str, answers: list[Answer], span: Span, district: str = ""
) -> tuple[int, int, int, float | None]:
    """Numerator, denominator, how many are unknown, and the value: of a rate per 10,000, of a mean per full-time worker."""
    met, counted, unknown = SHELF[key].figure(answers)
    if key == RATE:
        counted = living_in(council, min(span[1], council.as_at), district or None)
        return met, counted, 0, 10_000 * met / counted if counted else None
    if key == MEAN:
        workers = {one.parts["worker"]: one.full_time for one in answers}
        return met, counted, 0, met / sum(workers.values()) if workers else None
    return met, counted, unknown, met / counted if counted else None


def _of_part(where: str, ours: tuple, theirs) -> Iterator[str]:
    said = (theirs.numerator, theirs.denominator, theirs.unknown)
    if said != ours[:3]:
        yield f"{where}: recount {ours[:3]}, Sherwood {said} (numerator, denominator, unknown)"
    elif (ours[3] is None) != (theirs.value is None) or abs((ours[3] or 0) - (theirs.value or 0)) > 1e-9:
        yield f"{where}: recount {ours[3]}, Sherwood {theirs.value}"


def _of_split(where: str, ours: dict, theirs: dict) -> Iterator[str]:
    for part in sorted(ours.keys() | theirs.keys(), key=str):
        if part not in theirs or part not in ours:
            yield f"{where} {part}: recount {ours.get(part)}, Sherwood {theirs.get(part)}"
        else:
            yield from _of_part(f"{where} {part}", ours[part], theirs[part])


def _of_list(where: str, answers: list[Answer], rows: list) -> Iterator[str]:
    ours = Counter((one.row, one.child, one.said, one.parts["team"], one.parts["worker"]) for one in answers)
    theirs = Counter((one.row, one.child, one.answer, one.team, one.worker) for one in rows)
    if ours != theirs:
        only_ours, only_theirs = sorted((ours - theirs), key=str), sorted((theirs - ours), key=str)
        yield f"{where}, list: only in the recount {_few(only_ours)}; only in Sherwood {_few(only_theirs)}"


def _few(rows: list[tuple]) -> str:
    return "; ".join(f"{row} of {child}: {said}" for row, child, said, *_ in rows[:5]) + (
        f" and {len(rows) - 5} more" if len(rows) > 5 else "" if rows else "none"
    )
