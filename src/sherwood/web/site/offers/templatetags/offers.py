"""What the apps offer, in a template.

`{% tabs "programme" "money" %}`: a row of tabs, and the row below the one that is open. `{% first_tab "programme" as up %}`:
where a row begins. `{% links "home" as more %}`: the links offered to one part of a page that this person can use.
`{% banners %}`: what nobody may miss these days.
"""

from operator import attrgetter

from django import template
from django.urls import reverse

from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Banner, Link, Tab, TabGroup

register = template.Library()


@register.inclusion_tag("offers/tabs.html")
def tabs(key: str, here: str, about: str = "") -> dict:
    """The rows of tabs from a group down to the page that is open; `about` is the key of the one thing they are all of."""
    group = next(group for group in offered(TabGroup) if group.key == key)
    rows = []
    while group:
        parts = _row(group.key)
        now = next((part for part in parts if _holds(part, here)), None)
        shown = [_shown(part, about, part is now) for part in parts]
        rows.append({"label": group.label.format(about), "tabs": shown})
        group = now if isinstance(now, TabGroup) else None
    return {"rows": [row for row in rows if len(row["tabs"]) > 1]}


@register.simple_tag
def first_tab(key: str, about: str = "") -> dict:
    """The page that a row of tabs begins with: where a breadcrumb leads."""
    return _shown(_row(key)[0], about)


@register.inclusion_tag("offers/banners.html", takes_context=True)
def banners(context) -> dict:
    """What nobody may miss these days."""
    return {"lines": [line for banner in offered(Banner) for line in banner.lines(context["request"])]}


@register.simple_tag(takes_context=True)
def links(context, on: str, about: str = "") -> list[dict]:
    """The links offered to one part of a page that whoever reads it can use."""
    user = context["request"].user
    return [
        {"words": link.words, "title": link.title, "href": _address(link, about)}
        for link in offered(Link)
        if link.on == on and (link.permission is None or user.may(link.permission))
    ]


def _row(key: str) -> list[Tab | TabGroup]:
    """What stands in a row: pages, and groups of pages that have any."""
    pages: list[Tab | TabGroup] = [tab for tab in offered(Tab) if tab.group == key]
    groups = [group for group in offered(TabGroup) if group.under == key and _row(group.key)]
    return sorted([*pages, *groups], key=attrgetter("place"))


def _holds(part: Tab | TabGroup, here: str) -> bool:
    if isinstance(part, Tab):
        return part.url_name == here
    return any(_holds(inner, here) for inner in _row(part.key))


def _first(part: Tab | TabGroup) -> Tab:
    return part if isinstance(part, Tab) else _first(_row(part.key)[0])


def _shown(part: Tab | TabGroup, about: str, is_here: bool = False) -> dict:
    """`current` is what aria-current says: the page that is open, or true of a group that holds it."""
    current = ("page" if isinstance(part, Tab) else "true") if is_here else ""
    words = part.words if isinstance(part, Tab) else part.label
    return {"words": words.format(about), "href": _address(_first(part), about), "current": current}


def _address(page: Tab | Link, about: str) -> str:
    return reverse(page.url_name, args=[about] if about else [])
