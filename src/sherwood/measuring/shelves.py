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


def in_reading_order(keys: Iterable[str]) -> list[str]:
    """Keys of measures as a service is gone through, front door first; a measure and its companion stand together."""

    def place(key: str) -> tuple[int, str, bool]:
        measure = all_measures()[key]
        is_companion = measure.met_from is not None and bool(measure.companion)
        leader = measure.companion if is_companion else key
        return measure.place or measure.population.place, leader, is_companion

    return sorted(keys, key=place)


def measures_of(population: Population) -> list[Measure]:
    return [measure for measure in all_measures().values() if measure.population is population]


def key_of(population: Population) -> str:
    return next(key for key, found in all_populations().items() if found is population)
