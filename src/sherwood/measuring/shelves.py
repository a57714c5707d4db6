"""The two shelves of this folder."""

from collections.abc import Iterable
from functools import cache

from sherwood.kit.errors import SherwoodError
from sherwood.kit.shelf import shelf
from sherwood.measuring import measures, populations
from sherwood.measuring.measure import Measure
from sherwood.measuring.population import Population


@cache
def all_measures() -> dict[str, Measure]:
    return shelf(measures, Measure)


@cache
def all_populations() -> dict[str, Population]:
    return shelf(populations, Population)


def measure_called(key: str) -> Measure:
    """The measure with this key; hyphens are read as underscores."""
    wanted = key.replace("-", "_")
    if wanted not in all_measures():
        raise SherwoodError(f"There is no measure “{key}”. `sherwood measures` lists those there are.")
    return all_measures()[wanted]


# by the first word of a measure's key: the order in which a service is gone through, front door first
READING_ORDER = (
    *("initial", "core", "single", "re", "referrals", "conferences", "plans", "second"),
    *("looked", "care", "three", "children"),
)


def in_reading_order(keys: Iterable[str]) -> list[str]:
    """Keys of measures in the order a person reads them; a measure and its companion stand together."""

    def place(key: str) -> tuple[int, bool, str]:
        word = key.split("_")[0]
        known = READING_ORDER.index(word) if word in READING_ORDER else len(READING_ORDER)
        return known, all_measures()[key].met_from is not None, key

    return sorted(keys, key=place)


def measures_of(population: Population) -> dict[str, Measure]:
    return {key: measure for key, measure in all_measures().items() if measure.population is population}


def key_of(population: Population) -> str:
    return next(key for key, found in all_populations().items() if found is population)
