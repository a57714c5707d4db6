"""What the apps above may offer about a measure: who is judged by it, what they want of it, and since when."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sherwood.measuring.target import MeasureTarget
from sherwood.reporting.trends import Begun
from sherwood.web.site.offers import offered


@dataclass(frozen=True)
class Use:
    """Something that a measure is read for."""

    words: str
    href: str


@dataclass(frozen=True)
class Uses:
    """Gives what a measure is read for, by its key and the reader."""

    uses: Callable[..., list[Use]]


@dataclass(frozen=True)
class Aims:
    """Gives the targets that stand for measures, by their keys."""

    targets: Callable[[Collection[str]], Mapping[str, Sequence[MeasureTarget]]]


@dataclass(frozen=True)
class Beginnings:
    """Gives the days that every figure is held beside."""

    days: Callable[[], Sequence[Begun]]


def uses_of(key: str, user) -> list[Use]:
    return [use for source in offered(Uses) for use in source.uses(key, user)]
