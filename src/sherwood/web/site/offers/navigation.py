"""The navigation of every page: the words that the apps offer and that this person can use."""

from dataclasses import dataclass
from operator import attrgetter

from django.http import HttpRequest
from django.urls import reverse

from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Word


@dataclass(frozen=True)
class NavigationItem:
    text: str
    href: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, list[NavigationItem]]:
    """The context processor."""
    user = getattr(request, "user", None)
    return {"navigation": _items(request) if user and user.is_authenticated else []}


def _items(request: HttpRequest) -> list[NavigationItem]:
    words = [word for word in offered(Word) if word.permission is None or request.user.may(word.permission)]
    places = [(word, reverse(word.url_name)) for word in sorted(words, key=attrgetter("place"))]
    here = max((href for _, href in places if request.path.startswith(href)), key=len, default="")
    return [NavigationItem(word.text, href, href == here) for word, href in places]
