"""What an app adds to the search, and what it needs to find rows by words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from sherwood.governance.roles import Permission

MOST = 20  # shown under one heading; more words find fewer
MOST_WORDS = 8  # of what was typed that are looked for; the rest is left


@dataclass(frozen=True)
class SearchHit:
    """One thing that answers: its words, where they lead (empty: nowhere), and what stands beside them."""

    words: str
    href: str
    more: str = ""


@dataclass(frozen=True)
class Searched:
    """A part of the search: its heading, its place among the others, and what of it answers to words.

    It is asked for those who hold any of the permissions `needs`; to others not even `hint`, which says what may be looked
    for, is shown.

    `find` gives what the person who asks may see and no more, at most one beyond `MOST`, in as many queries however many
    rows there are. Where rows are about children it writes the look on the trail itself.
    """

    heading: str
    place: int
    needs: Sequence[Permission]
    hint: str
    find: Callable[[HttpRequest, str], Iterable[SearchHit]]


def wanted(words: str) -> list[str]:
    """The words that are looked for, apart and in small letters."""
    return words.lower().split()[:MOST_WORDS]


def answers(words: str, *texts: str) -> bool:
    """Whether every word stands in one of the texts."""
    said = " ".join(texts).lower()
    return all(word in said for word in wanted(words))


def answering(rows: QuerySet, words: str, fields: Sequence[str]) -> QuerySet:
    """The first rows in which each word stands in one of the fields, in the order of the rows."""
    for word in wanted(words):
        rows = rows.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields)))
    return rows[: MOST + 1]


def search_of(
    heading: str,
    place: int,
    needs: Sequence[Permission],
    hint: str,
    rows: Callable[..., QuerySet],
    fields: Sequence[str],
    drawn: Callable[..., SearchHit],
) -> Searched:
    """A part that is one table: `rows`, what a person may see of it; `drawn`, how a row is shown."""

    def find(request: HttpRequest, words: str) -> Iterable[SearchHit]:
        return map(drawn, answering(rows(request.user), words, fields))

    return Searched(heading, place, needs, hint, find)


def brief(words: str, most: int = 160) -> str:
    """Words that may be long, for a line of the search."""
    return Truncator(words).chars(most)
