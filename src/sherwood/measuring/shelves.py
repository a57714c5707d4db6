"""The two shelves of this folder."""

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


def measures_of(population: Population) -> dict[str, Measure]:
    return {key: measure for key, measure in all_measures().items() if measure.population is population}


def key_of(population: Population) -> str:
    return next(key for key, found in all_populations().items() if found is population)
