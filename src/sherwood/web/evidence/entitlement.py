"""What part of a figure a person may see the rows of, and by what they may split it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sherwood.measuring.figures import Where
from sherwood.measuring.population import CHARACTERISTICS
from sherwood.reporting.hiding import PLACES
from sherwood.web.site.accounts.models import Scope, scope_of

OPEN_TO_ALL = (*PLACES, *CHARACTERISTICS)
NARROWED_BY = (*PLACES, "worker")  # what a list of children may be narrowed to; never by what a child is


@dataclass(frozen=True)
class Entitlement:
    """A person's reach into child-level rows."""

    scope: Scope

    @property
    def sees_children(self) -> bool:
        return not self.scope.nobody

    @property
    def where(self) -> Where:
        """What the list of children is narrowed to. A person with no scope reaches nothing."""
        if self.scope.all:
            return {}
        if self.scope.workers and not self.scope.teams:
            return {"worker": sorted(self.scope.workers)}
        return {"team": sorted(self.scope.teams)}

    @property
    def own(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The rows this person knows anyway, when what is hidden of the others is decided; of everything, nothing is."""
        return tuple((name, tuple(parts)) for name, parts in self.where.items() if parts)

    def within(self, asked: Mapping[str, str]) -> Where:
        """The same, narrowed further to the places asked for: never wider than `where`."""
        reach = dict(self.where)
        for name in NARROWED_BY:
            if value := asked.get(name):
                reach[name] = [value] if value in reach.get(name, [value]) else []
        return reach

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What this person may split a figure by. Workers only by those entitled to their children."""
        return (*OPEN_TO_ALL, "worker") if self.sees_children else OPEN_TO_ALL

    def reaches(self, by: str, value: str | None) -> bool:
        """Whether the rows behind a part of a breakdown can be asked for, and are all within reach."""
        if value is None or by not in NARROWED_BY:
            return False
        return self.scope.all or by == "worker" or (by == "team" and value in self.scope.teams)


def entitlement_of(user) -> Entitlement:
    return Entitlement(scope_of(user))
