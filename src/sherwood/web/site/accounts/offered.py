"""What the apps above may offer about who: the bodies that agree, decide or review beside the posts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


class OfferedBody(Protocol):
    """A group by a key and a name."""

    key: str
    name: str


@dataclass(frozen=True)
class Bodies:
    """Gives the bodies that a form may choose."""

    bodies: Callable[[], Iterable[OfferedBody]]
