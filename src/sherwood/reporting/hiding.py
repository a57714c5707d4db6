"""What is hidden of figures that are shown side by side, so that none can be worked out from the others.

`measuring.disclosure` hides within one table. A reader sees several tables of the same rows: by district, by locality,
by service and by team. A team hidden in one must follow neither from the rest together nor from the rows that the
reader is entitled to anyway.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sherwood.kit.periods import Period
from sherwood.measuring.disclosure import HIDDEN, Hidden, hide_parts, reveals_few
from sherwood.measuring.figures import Count, Ledger, Where
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import Shape
from sherwood.measuring.shelves import key_of

PLACES = ("district", "locality", "service", "team")
PRIME = 2**61 - 1  # sums are compared in the whole numbers modulo this: exact enough, and fast

Part = tuple[str, str | None]  # a dimension, and one of its values
Parts = dict[str | None, Count]


def small(measure: Measure, count: Count) -> bool:
    """Whether a figure gives away a small number of children. Of a rate or a mean, only the children count."""
    return reveals_few(_children(measure, count))


def hidden_parts(measure: Measure, parts: Mapping) -> set:
    """Which parts of a total that is shown must be hidden."""
    shown = hide_parts({key: _children(measure, count) for key, count in parts.items()})
    return {key for key, value in shown.items() if value is HIDDEN}


def breakdown(
    ledger: Ledger,
    key: str,
    measure: Measure,
    period: Period,
    by: str,
    where: Where | None = None,
    own: frozenset[str] = frozenset(),
) -> dict[str | None, Count | Hidden]:
    """A breakdown as it may be shown to anyone, or to somebody who may see the rows of their `own` teams."""
    if by not in PLACES:
        parts = ledger.breakdown(key, measure, period, by, where)
        hidden = hidden_parts(measure, parts)
    else:
        tables = {place: ledger.breakdown(key, measure, period, place, where) for place in PLACES}
        parts = tables[by]
        hidden = {
            value
            for place, value in hidden_places(ledger, key, measure, period, tables, where, own)
            if place == by
        }
    return {value: HIDDEN if value in hidden else count for value, count in parts.items()}


def hidden_places(
    ledger: Ledger,
    key: str,
    measure: Measure,
    period: Period,
    tables: Mapping[str, Parts],
    where: Where | None = None,
    own: frozenset[str] = frozenset(),
) -> set[Part]:
    """Which parts of the tables by place are hidden, when a reader may see all four."""
    counts = {
        (place, value): _children(measure, count)
        for place, parts in tables.items()
        for value, count in parts.items()
    }
    if not any(reveals_few(count) for count in counts.values()):
        return set()
    cells = _cells(ledger, key, measure, period, where or {})
    return Linked(cells, counts, known={("team", team) for team in own}).hide()


def _cells(
    ledger: Ledger, key: str, measure: Measure, period: Period, where: Where
) -> list[tuple[Part, ...]]:
    """Each place that has rows in the period: its district, locality, service and team together."""
    within = {
        Shape.EVENT: '"on" BETWEEN $first AND $last',
        Shape.CENSUS: '"on" = (SELECT max("on") FROM read_parquet($path) WHERE "on" BETWEEN $first AND $last)',
        Shape.SPELL: "from_on <= $last AND (until_on IS NULL OR until_on > $last) AND $first <= $last",
    }[measure.population.shape]
    path = ledger.folder / f"{key_of(measure.population)}.parquet"
    found = ledger.cursor.execute(
        f"""
        SELECT DISTINCT {", ".join(PLACES)} FROM read_parquet($path)
        WHERE "{key}" IS NOT NULL AND {within} ORDER BY ALL
        """,
        {"path": str(path), "first": period.first, "last": period.last},
    )
    cells = [tuple(zip(PLACES, row, strict=True)) for row in found.fetchall()]
    return [cell for cell in cells if all(value in where.get(place, [value]) for place, value in cell)]


@dataclass
class Linked:
    """Tables whose parts are sums of the same cells. What is published is the total and every part not hidden."""

    cells: Sequence[tuple[Part, ...]]
    counts: Mapping[Part, Count]
    known: set[Part] = field(default_factory=set)  # shown whatever it holds: the reader may see its rows
    hidden: set[Part] = field(default_factory=set)

    def hide(self) -> set[Part]:
        """Hide what is small, then the least that must go with it."""
        self.hidden = {part for part, count in self.counts.items() if reveals_few(count)} - self.known
        while more := self._next():
            self.hidden.add(more)
        return self.hidden

    def _next(self) -> Part | None:
        """The smallest part by which something hidden is given away; None when nothing is."""
        published = self._published()
        sums = Sums([[1] * len(self.cells), *(self._vector([part]) for part in published)])
        for group in self._groups():
            if reveals_few(_sum(self.counts[part] for part in group)):
                ways = [published[i - 1] for i in sums.giving(self._vector(group)) if i]
                if can_go := [part for part in ways if part not in self.known]:
                    return min(can_go, key=lambda part: (self.counts[part].denominator, str(part)))
        return None

    def _published(self) -> list[Part]:
        """The widest places first, so that what gives a part away is found among as few as possible."""
        shown = [part for part in self.counts if part not in self.hidden]
        return sorted(shown, key=lambda part: (-len(self._places([part])), str(part)))

    def _groups(self) -> list[list[Part]]:
        """Each hidden part, and those of one table that stand together in the whole or in a part of another."""
        alone = sorted(([part] for part in self.hidden), key=str)
        around = [set(range(len(self.cells))), *(self._places([part]) for part in self._published())]
        tables = [sorted((part for part in self.hidden if part[0] == place), key=str) for place in PLACES]
        together = [
            [part for part in table if self._places([part]) <= whole] for table in tables for whole in around
        ]
        return alone + [group for group in together if len(group) > 1]

    def _places(self, group: Iterable[Part]) -> set[int]:
        wanted = set(group)
        return {i for i, cell in enumerate(self.cells) if wanted & set(cell)}

    def _vector(self, group: Iterable[Part]) -> list[int]:
        places = self._places(group)
        return [int(i in places) for i in range(len(self.cells))]


class Sums:
    """Published sums of cells, each a row of ones and noughts, and what can be worked out from them."""

    def __init__(self, vectors: Sequence[list[int]]):
        self.width = len(vectors[0])
        self._rows: dict[
            int, list[int]
        ] = {}  # by the place of its first number, which is 1; then how it was made
        for i, vector in enumerate(vectors):
            self._add(vector + [int(i == other) for other in range(len(vectors))])
        self._of = len(vectors)

    def giving(self, vector: list[int]) -> list[int]:
        """Which of the published sums together give this one; none when it cannot be worked out."""
        left = self._reduced(vector + [0] * self._of)
        if any(left[: self.width]):
            return []
        return [i for i, times in enumerate(left[self.width :]) if times]

    def _add(self, row: list[int]) -> None:
        left = self._reduced(row)
        first = next((i for i in range(self.width) if left[i]), None)
        if first is not None:
            inverse = pow(left[first], -1, PRIME)
            self._rows[first] = [number * inverse % PRIME for number in left]

    def _reduced(self, row: list[int]) -> list[int]:
        for first in sorted(self._rows):
            if times := row[first]:
                row = [(a - times * b) % PRIME for a, b in zip(row, self._rows[first], strict=True)]
        return row


def _children(measure: Measure, count: Count) -> Count:
    """The numbers of children in a figure: of a rate or a mean only its numerator is one."""
    return count if measure.figure is Figure.SHARE else Count(count.numerator, count.numerator, None)


def _sum(counts: Iterable[Count]) -> Count:
    found = list(counts)
    return Count(sum(c.numerator for c in found), sum(c.denominator for c in found), None)
