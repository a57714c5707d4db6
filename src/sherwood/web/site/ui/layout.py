"""What the frame around every page shows: navigation, the day, the age of the data."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from sherwood.governance.roles import Permission
from sherwood.records.snapshots import Damaged, Manifest, Snapshot
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.records import current_snapshot, manifest_of


@dataclass(frozen=True)
class Word:
    """A word of the navigation, where it leads, and the permission it takes (none: anyone signed in)."""

    text: str
    url_name: str
    permission: Permission | None = None


WORDS = (
    Word("Home", "home"),
    Word("Programme", "portfolio", Permission.SEE_PROGRAMME),
    Word("Evidence", "measures", Permission.SEE_MEASURES),
    Word("Practice", "practice"),
    Word("Reports", "reports", Permission.SEE_PROGRAMME),
    Word("Data", "data", Permission.SEE_DATA),
)


@dataclass(frozen=True)
class Item:
    text: str
    href: str
    current: bool


def page(request: HttpRequest) -> dict:
    """The context processor. The navigation shows words that exist and that this person can use."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    snapshot = current_snapshot(request)
    data = _manifest(snapshot) if snapshot else None
    return {
        "product": settings.PRODUCT,
        "council": settings.COUNCIL or (data.council if data else ""),
        "demonstration": settings.DEMONSTRATION,
        "today": today(),
        "navigation": navigation(request) if signed_in else [],
        "data": data if signed_in else None,
    }


def _manifest(snapshot: Snapshot) -> Manifest | None:
    """None where it cannot be read: the frame is drawn all the same, to say so."""
    try:
        return manifest_of(snapshot)
    except Damaged:
        return None


def navigation(request: HttpRequest) -> list[Item]:
    places = [
        (word, href)
        for word in WORDS
        if (href := _address(word.url_name))
        and (word.permission is None or request.user.may(word.permission))
    ]
    here = max((href for _, href in places if request.path.startswith(href)), key=len, default="")
    return [Item(word.text, href, href == here) for word, href in places]


def _address(url_name: str) -> str:
    """Empty for a part of the house that is not built yet."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
