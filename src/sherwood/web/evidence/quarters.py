"""Is it better than last quarter? The answer for each measure, and for all of them in a sentence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sherwood.measuring.disclosure import HIDDEN
from sherwood.measuring.shelves import all_measures, in_reading_order
from sherwood.records.snapshots import Snapshot
from sherwood.reporting.quarters import QuarterAnswer, SoFar, so_far
from sherwood.web.evidence.entitlement import Entitlement
from sherwood.web.evidence.ledgers import Narrowed, ledger_of
from sherwood.web.site.ui.records import manifest_of

WORDS = {
    QuarterAnswer.BETTER: "better",
    QuarterAnswer.WORSE: "worse",
    QuarterAnswer.HIGHER: "higher, which is neither better nor worse",
    QuarterAnswer.LOWER: "lower, which is neither better nor worse",
    QuarterAnswer.ALIKE: "no different, as far as can be told",
}


@dataclass(frozen=True)
class QuarterLine:
    key: str
    so_far: SoFar

    @property
    def is_of_time(self) -> bool:
        """Whether it answers “are children seen sooner?”: the measures that have a time limit."""
        return bool(self.so_far.measure.rule)

    def shown(self, figure: str) -> str:
        """One of its figures in words, unless they are not for this reader."""
        return str(HIDDEN) if self.so_far.hidden else getattr(self.so_far, figure)


def quarter_of_measure(snapshot: Snapshot, key: str, to_anyone: bool, narrowed: Narrowed = ()) -> SoFar:
    return _so_far(snapshot, key, to_anyone, narrowed)


@lru_cache(maxsize=512)
def _so_far(snapshot: Snapshot, key: str, to_anyone: bool, narrowed: Narrowed) -> SoFar:
    return so_far(
        ledger_of(snapshot), all_measures()[key], manifest_of(snapshot).as_at, dict(narrowed), to_anyone
    )


def quarter_lines(snapshot: Snapshot, allowed: Entitlement) -> list[QuarterLine]:
    """Each measure that can be compared, those with a time limit first."""
    lines = [
        QuarterLine(key, quarter_of_measure(snapshot, key, not allowed.scope.all))
        for key in in_reading_order(all_measures())
    ]
    known = [line for line in lines if line.so_far.answer is not QuarterAnswer.NOT_KNOWN]
    return sorted(known, key=lambda line: not line.is_of_time)


def answer(lines: Sequence[QuarterLine]) -> str:
    """The Board's question in a sentence: first of what has a time limit, then of everything."""
    if not lines:
        return "No measure has figures for both quarters."
    timed = [line for line in lines if line.is_of_time]
    said = [f"{line.so_far.measure.title}: {line.so_far.answer.value.lower()}" for line in timed]
    counts = Counter(line.so_far.answer for line in lines)
    together = [f"{counts[one]} {words}" for one, words in WORDS.items() if counts[one]]
    return f"{'; '.join(said)}{'. ' if said else ''}Of all {len(lines)} measures that can be compared: {', '.join(together)}."
