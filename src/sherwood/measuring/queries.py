"""How a figure is asked of the ledger, in SQL: `p` is the periods asked for, `l` the rows of the population."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sherwood.kit.errors import SherwoodError
from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import CHARACTERISTICS, PLACE, Shape

DIMENSIONS = (*PLACE, *CHARACTERISTICS)
Where = Mapping[str, Sequence[str]]  # dimension -> the values allowed; an empty sequence allows nothing

PERIODS = "(SELECT unnest($firsts) AS first, unnest($lasts) AS last, unnest($numbers) AS i) p"
WITHIN = {
    Shape.EVENT: 'l."on" BETWEEN p.first AND p.last',
    Shape.SPELL: "l.from_on <= p.last AND (l.until_on IS NULL OR l.until_on > p.last)",
    Shape.CENSUS: 'l."on" = p.last',
}
# each worker once, by the part of full time that they work; one whose part is not known as a whole one
FULL_TIME = """list_sum(list_transform(
    list(DISTINCT {'worker': l.worker, 'part': coalesce(l.full_time_equivalent, 1.0)}) FILTER ("counted"),
    lambda one: one.part))"""


@dataclass(frozen=True)
class Query:
    """A measure's rows in one ledger. `rows` is what they are read from, `columns` the names of its columns."""

    measure: Measure
    rows: str
    columns: frozenset[str]

    def of(self, where: Where | None) -> str:
        """The rows that belong to each of the periods."""
        within = WITHIN[self.measure.population.shape]
        return f"FROM {PERIODS} JOIN {self.rows} l ON {within} WHERE {narrowed(where)}"

    @property
    def parts(self) -> str:
        """Rows counted, rows met, rows unknown, workers, and workers as full-time equivalents."""
        workers, full_time = "0", "0"
        if self.measure.figure is Figure.MEAN:
            workers = f"count(DISTINCT l.worker) FILTER ({self._mark} IS NOT NULL)"
            known = "full_time_equivalent" in self.columns
            full_time = FULL_TIME.replace('"counted"', f"{self._mark} IS NOT NULL") if known else workers
        return (
            f"count({self._mark}), count(*) FILTER ({self._met}), count(*) FILTER ({self._unknown}), "
            f"{workers}, {full_time}"
        )

    @property
    def answer(self) -> str:
        """The answer of one row; null where it does not count."""
        return (
            f"CASE WHEN {self._unknown} THEN 'unknown' WHEN {self._mark} IS NULL THEN NULL "
            f"WHEN {self._met} THEN 'met' ELSE 'not met' END"
        )

    @property
    def shown(self) -> list[str]:
        """The columns that a reader is shown beside each row."""
        named = (*self.measure.population.clocks, self.measure.row_value or self.sorted_by, self.sorted_by)
        return [name for name in dict.fromkeys(named) if name in self.columns]

    @property
    def sorted_by(self) -> str:
        """The column by which a list is sorted; a ledger made before spells were cut has only their days."""
        population = self.measure.population
        return population.listed_by if population.listed_by in self.columns else population.sorted_by

    @property
    def later(self) -> str:
        """The answer under the rule in force on the day of the event; empty where no rule ever changed."""
        name = f"{self.measure.key}__later_rule"
        return f'l."{name}"' if name in self.columns else ""

    @property
    def _mark(self) -> str:
        return f'l."{self.measure.key}"'

    @property
    def _met(self) -> str:
        is_spell = self.measure.population.shape is Shape.SPELL
        return f"{self._mark} <= p.last" if is_spell else self._mark

    @property
    def _unknown(self) -> str:
        name = f"{self.measure.key}__unknown"
        return f'coalesce(l."{name}", false)' if name in self.columns else "false"


def narrowed(where: Where | None) -> str:
    """The test of rows that `where` allows, with its values as parameters named `where_team` and so on."""
    for name in where or {}:
        if name not in DIMENSIONS:
            raise SherwoodError(
                f"Figures cannot be narrowed by “{name}”. Choose from: {', '.join(DIMENSIONS)}."
            )
    tests = [f'list_contains($where_{name}, CAST(l."{name}" AS VARCHAR))' for name in where or {}]
    return " AND ".join(["true", *tests])
