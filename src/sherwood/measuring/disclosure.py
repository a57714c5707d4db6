"""Small numbers hidden in anything that goes beyond the people entitled to the rows.

A count of 1 to 5 is hidden, and so is a figure whose numerator, or its complement, is. Where just one part of a
breakdown is hidden it could be worked out from the total, so the next smallest is hidden with it.

Source: the rule of the Department for Education's children in need statistics (1 to 5, with secondary suppression).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from sherwood.measuring.figures import Count

FEWEST_SHOWN = 6
Key = TypeVar("Key")


@dataclass(frozen=True)
class Hidden:
    """In place of a figure: there is one, and it is not shown for privacy."""

    def __str__(self) -> str:
        return "Hidden for privacy"


HIDDEN = Hidden()


def is_small(count: int) -> bool:
    return 0 < count < FEWEST_SHOWN


def reveals_few(count: Count) -> bool:
    """Whether a figure, or what is left of its denominator, is a small number of children."""
    return any(is_small(n) for n in (count.numerator, count.denominator, count.denominator - count.numerator))


def hide(figure: Count) -> Count | Hidden:
    """A figure that stands alone, hidden when it is small."""
    return HIDDEN if reveals_few(figure) else figure


def hide_parts(parts: Mapping[Key, Count]) -> dict[Key, Count | Hidden]:
    """The parts of a breakdown whose total is shown elsewhere, with what must be hidden hidden.

    Hidden parts are never so few, nor hold so few children, that total minus the rest gives one of them away.
    """
    hidden = {key for key, count in parts.items() if reveals_few(count)}
    while hidden and _can_be_worked_out([parts[key] for key in hidden]):
        left = [key for key, count in parts.items() if key not in hidden and count.denominator > 0]
        if not left:
            break
        hidden.add(min(left, key=lambda key: (parts[key].denominator, str(key))))
    return {key: HIDDEN if key in hidden else count for key, count in parts.items()}


def _can_be_worked_out(hidden: list[Count]) -> bool:
    """One hidden part equals the total less the rest; several of them together may still be a small number."""
    together = Count(sum(c.numerator for c in hidden), sum(c.denominator for c in hidden), None)
    return len(hidden) == 1 or reveals_few(together)
