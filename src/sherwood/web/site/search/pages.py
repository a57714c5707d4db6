"""What answers to words, part by part as the apps offer it."""

from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from django.http import HttpRequest

from sherwood.web.site.offers import offered
from sherwood.web.site.search.offered import MOST, Searched, SearchHit


@dataclass(frozen=True)
class FoundPart:
    """What was found under one heading; `has_more` beyond what is shown."""

    heading: str
    found: list[SearchHit]
    has_more: bool


def open_to(user) -> list[Searched]:
    """The parts that this person may search, in their order."""
    parts = [part for part in offered(Searched) if any(map(user.may, part.needs))]
    return sorted(parts, key=attrgetter("place"))


def found_by(request: HttpRequest, words: str) -> list[FoundPart]:
    """Every part in which anything answers, in their order."""
    parts = []
    for part in open_to(request.user):
        if found := list(islice(part.find(request, words), MOST + 1)):
            parts.append(FoundPart(part.heading, found[:MOST], len(found) > MOST))
    return parts


def in_words(parts: list[FoundPart]) -> str:
    """How much was found."""
    count = sum(len(part.found) for part in parts)
    if not count:
        return "Nothing you may see answers to that."
    if any(part.has_more for part in parts):
        return f"More than {count} things answer. Add a word to see fewer."
    return "1 thing answers." if count == 1 else f"{count} things answer."
