"""What the apps above add to a measure's page: who is judged by it. Each adds its function when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """Something that a measure is read for."""

    words: str
    href: str


USES: list[Callable[..., list[Use]]] = []  # each is given the measure's key and the reader


def uses_of(key: str, user) -> list[Use]:
    return [use for source in USES for use in source(key, user)]
