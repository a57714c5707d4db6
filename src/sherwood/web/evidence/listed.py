"""Rows that a paginator reads a page at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

ROWS_A_PAGE = 50
ALL_ROWS = 1_000_000  # on one page: what is taken away as a file


@dataclass(frozen=True)
class Listed:
    """Rows that are read a page at a time, in the form a paginator takes."""

    total: int
    read: Callable[[int, int], list]  # limit, offset

    def count(self) -> int:
        return self.total

    def __len__(self) -> int:
        return self.total

    def __iter__(self) -> Iterator:
        return iter(self.read(self.total, 0))

    def __getitem__(self, places: slice) -> list:
        return self.read(places.stop - places.start, places.start)


def page_of(total: int, read: Callable[[int, int], list], asked: str | None, size: int = ROWS_A_PAGE) -> Page:
    """The page asked for; the first for what is no number, the last for one too high."""
    return Paginator(Listed(total, read), size).get_page(asked)
