"""`{% tabs "programme" "money" %}`: a row of tabs as the apps offer them, with the page that is open."""

from operator import attrgetter

from django import template
from django.urls import reverse

from sherwood.web.site.offers import offered
from sherwood.web.site.offers.kinds import Tab, TabGroup

register = template.Library()


@register.inclusion_tag("offers/tabs.html")
def tabs(key: str, here: str, about: str = "") -> dict:
    """The tabs of a group; `about` is the key of the one thing that all their pages are of."""
    group = next(group for group in offered(TabGroup) if group.key == key)
    own = sorted((tab for tab in offered(Tab) if tab.group == key), key=attrgetter("place"))
    arguments = [about] if about else []
    return {
        "label": group.label.format(about),
        "tabs": [
            {
                "words": tab.words.format(about),
                "href": reverse(tab.url_name, args=arguments),
                "current": tab.url_name == here,
            }
            for tab in own
        ],
    }
