"""What a recount gives: the rows that count for a measure, each with its answer, and the figure they make."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from recount.council import DIMENSIONS, Council

MET, LATE, UNKNOWN = "met", "not met", "unknown"
Parts = tuple[int, int, int]  # numerator, denominator, unknown


@dataclass(frozen=True)
class Answer:
    """One row that counts: the key of its record, its child, its answer, and its parts of each split."""

    row: str
    child: str
    said: str
    parts: dict[str, str | None] = field(hash=False, compare=False)
    full_time: float = 1.0


def answer(council: Council, record, row: str, said: str, day: date, **more) -> Answer:
    state = council.state(record.child, record.team, day)
    return Answer(row, record.child, said, {"worker": record.worker, "team": record.team} | state, **more)


def judged(is_met: bool | None) -> str:
    return UNKNOWN if is_met is None else MET if is_met else LATE


def share(answers: Iterable[Answer]) -> Parts:
    said = [one.said for one in answers]
    return said.count(MET), said.count(MET) + said.count(LATE), said.count(UNKNOWN)


def held(answers: Iterable[Answer]) -> Parts:
    """Children held, and by how many workers."""
    answers = list(answers)
    return len(answers), len({one.parts["worker"] for one in answers}), 0


def split(answers: Iterable[Answer], by: str) -> dict[str | None, list[Answer]]:
    assert by in DIMENSIONS
    groups: dict[str | None, list[Answer]] = defaultdict(list)
    for one in answers:
        groups[one.parts[by]].append(one)
    return groups
