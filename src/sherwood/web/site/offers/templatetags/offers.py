"""What the apps offer, in a template.

`{% tabs "programme" "money" %}`: a row of tabs, with the page that is open. `{% first_tab "programme" as up %}`: where a row
begins. `{% links "home" as more %}`: the links offered to one part of a page that this person can use.
"""

from operator import attrgetter

from django import template
from django.urls import reverse

from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Link, Tab, TabGroup

register = template.Library()


@register.inclusion_tag("offers/tabs.html")
def tabs(key: str, here: str, about: str = "") -> dict:
    """The tabs of a group; `about` is the key of the one thing that all their pages are of."""
    label = next(group.label for group in offered(TabGroup) if group.key == key)
    return {"label": label.format(about), "tabs": [_shown(tab, about, here) for tab in _row(key)]}


@register.simple_tag
def first_tab(key: str, about: str = "") -> dict:
    """The page that a row of tabs begins with: where a breadcrumb leads."""
    return _shown(_row(key)[0], about)


@register.simple_tag(takes_context=True)
def links(context, on: str, about: str = "") -> list[dict]:
    """The links offered to one part of a page that whoever reads it can use."""
    user = context["request"].user
    return [
        {"words": link.words, "title": link.title, "href": _address(link, about)}
        for link in offered(Link)
        if link.on == on and (link.permission is None or user.may(link.permission))
    ]


def _row(key: str) -> list[Tab]:
    return sorted((tab for tab in offered(Tab) if tab.group == key), key=attrgetter("place"))


def _shown(tab: Tab, about: str, here: str = "") -> dict:
    return {
        "words": tab.words.format(about),
        "href": _address(tab, about),
        "current": tab.url_name == here,
    }


def _address(page: Tab | Link, about: str) -> str:
    return reverse(page.url_name, args=[about] if about else [])
