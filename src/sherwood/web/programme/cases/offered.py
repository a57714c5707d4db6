"""What the apps above may offer to the pages of a case: where and how it is decided."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sherwood.web.programme.cases.models import Case
from sherwood.web.site.offers import offered


@dataclass(frozen=True)
class RouteNote:
    """A sentence about a decision that could not wait, and its page."""

    words: str
    href: str


@dataclass(frozen=True)
class DecisionRoute:
    """How one person meets the decision of a case: where it is taken, what that waits for, and a button when it is theirs."""

    words: str = ""
    href: str = ""
    notes: tuple[RouteNote, ...] = ()  # of what was asked for, or decided, because it could not wait


@dataclass(frozen=True)
class DecisionRoutes:
    """Says where a case is decided; `route` takes the case and who asks."""

    route: Callable[[Case, Any], DecisionRoute]


@dataclass(frozen=True)
class UrgentRoute:
    """The way of a decision that cannot wait: why somebody may not ask for one (empty where they may), and the asking."""

    refused: Callable[[Case, Any], str]
    ask: Callable[..., Any]  # takes the version, the outcome, what the form says, and who asks


def urgent_route() -> UrgentRoute:
    return offered(UrgentRoute)[0]


def route_of(case: Case, user) -> DecisionRoute:
    return next((routes.route(case, user) for routes in offered(DecisionRoutes)), DecisionRoute())
