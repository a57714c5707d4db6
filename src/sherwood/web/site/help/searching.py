"""Words of the glossary in the search."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.site.help.glossary import glossary
from sherwood.web.site.search.offered import Searched, SearchHit, answers


def _find(request: HttpRequest, words: str) -> Iterable[SearchHit]:
    """By the word alone: what it means names many others."""
    for term in glossary().values():
        if answers(words, term.word):
            yield SearchHit(term.word, f"{reverse('glossary')}#{term.anchor}", term.means.replace("*", ""))


SEARCHED = (Searched("What words mean", 90, tuple(Permission), "what a word means", _find),)
