"""What the apps above add to a measure: who is judged by it, what they want of it, and since when they work on it.

Each adds its function when it is ready; this app knows none of them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from sherwood.measuring.target import Target
from sherwood.reporting.trends import Begun


@dataclass(frozen=True)
class Use:
    """Something that a measure is read for."""

    words: str
    href: str


USES: list[Callable[..., list[Use]]] = []  # each is given the measure's key and the reader
TARGETS: list[Callable[[Collection[str]], Mapping[str, Sequence[Target]]]] = []  # by the keys of measures
BEGUN: list[Callable[[], Sequence[Begun]]] = []  # the days that every figure is held beside


def uses_of(key: str, user) -> list[Use]:
    return [use for source in USES for use in source(key, user)]
