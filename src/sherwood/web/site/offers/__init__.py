"""What the apps of the site offer to the pages of others, so that an arrow between apps only ever goes down.

A page of the programme shows tabs of money, risks and meetings, and knows none of them. Each app says in its room
`offers.py` what it adds, as one list:

    OFFERS = [Address("programme/money/", "sherwood.web.programme.money.urls"), Tab("portfolio", "Money", "money", 20)]

Whoever shows such things asks for them by kind: `offered(Tab)`. A kind of offer is a small class that belongs to whoever
reads it: those that know no subject are in `kinds`, those about a measure or a project in `offered.py` of that app.
"""

from functools import cache
from importlib import import_module
from typing import TypeVar

from django.apps import apps as installed
from django.utils.module_loading import module_has_submodule

Kind = TypeVar("Kind")


@cache
def offered(kind: type[Kind]) -> tuple[Kind, ...]:
    """Every offer of this kind, in the order of the apps in settings."""
    return tuple(
        offer
        for app in installed.get_app_configs()
        if app.name.startswith("sherwood.")
        for offer in offers_of(app.name)
        if isinstance(offer, kind)
    )


def offers_of(app_name: str) -> list:
    """The list in an app's `offers.py`; an app without that room offers nothing."""
    app = import_module(app_name)
    return import_module(f"{app_name}.offers").OFFERS if module_has_submodule(app, "offers") else []
