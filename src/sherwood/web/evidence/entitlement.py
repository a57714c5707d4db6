"""What part of a figure a person may see the rows of, and what is hidden from the rest."""

from dataclasses import dataclass

from sherwood.measuring.disclosure import Hidden, hide_parts, is_small
from sherwood.measuring.figures import Count, Where
from sherwood.measuring.measure import Figure, Measure
from sherwood.web.accounts.models import Scope, scope_of

OPEN_TO_ALL = ("district", "locality", "service", "team", "sex", "ethnicity", "disabled", "age_band")


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
    def dimensions(self) -> tuple[str, ...]:
        """What this person may split a figure by. Workers only by those entitled to their children."""
        return (*OPEN_TO_ALL, "worker") if self.sees_children else OPEN_TO_ALL

    def owns(self, by: str, value: str | None) -> bool:
        """Whether the rows behind a part are all within reach."""
        return self.scope.all or (by == "team" and value in self.scope.teams)

    def shown(
        self, measure: Measure, by: str, parts: dict[str | None, Count]
    ) -> dict[str | None, Count | Hidden]:
        """A breakdown with small numbers hidden, but for the parts whose rows this person may see anyway."""
        if self.scope.all or by == "worker":
            return dict(parts)
        if measure.figure is not Figure.SHARE:
            return {key: Hidden() if is_small(count.numerator) else count for key, count in parts.items()}
        hidden = hide_parts(parts)
        return {key: parts[key] if self.owns(by, key) else hidden[key] for key in parts}


def entitlement_of(user) -> Entitlement:
    return Entitlement(scope_of(user))
