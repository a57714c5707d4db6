"""Family help: families helped below the threshold of social care, and after it. Not every council keeps records of it."""

from typing import Any

from sherwood.simulating.chance import Weights
from sherwood.simulating.county import County, days_on, open_day
from sherwood.simulating.families import Child, Family

FAMILY_HELP = "family help"
STEPPED_UP, WITHDREW, MET = "social care needed", "family wants no more help", "what was agreed is done"
# assumption
REASONS = Weights({"parents under strain": 34, "school attendance": 18, "domestic abuse": 15, "debt or housing": 13, "behaviour": 20})  # fmt: skip
ORGANISATIONS = Weights(
    {"Council": 58, "School": 26, "Health visiting": 10, "Voluntary sector": 6}
)  # assumption


class FamilyHelping:
    """Periods of family help, one row for each child of the family. Without parameters nothing is drawn."""

    def __init__(self, county: County):
        self.county, self.chance = county, county.chance("family help")
        self.numbers = county.parameters.family_help

    def taken_up(self, family: Family) -> bool:
        """Whether a family turned away at the front door takes up family help, which then begins."""
        return self.numbers is not None and self._begins(family, self.numbers.offered)

    def after_closure(self, family: Family) -> bool:
        """Whether a family whose plan has ended goes on with family help."""
        return self.numbers is not None and self._begins(family, self.numbers.after_closure)

    def _begins(self, family: Family, probability: float) -> bool:
        if not self.chance.happens(probability):
            return False
        day = open_day(days_on(self.county.today, self.chance.randrange(1, 15)))
        self.county.on(day, self._begin, family)
        return True

    def _begin(self, family: Family) -> None:
        """From today, for those children whom nobody works with already."""
        today, team = self.county.today, self.county.teams.long_term(family.district.name)
        children = [child for child in family.children if child.case is None and child.adult_on > today]
        if not children:
            return
        reason, led_by = self.chance.pick(REASONS), self.chance.pick(ORGANISATIONS)
        lead = self.county.workforce.lightest(team) if led_by == "Council" else None
        rows = {
            child: self.county.add(
                "family_help_episodes",
                family_help=self.county.identifier("L"),
                child=child.identifier,
                started_on=today,
                reason=reason,
                led_by=led_by,
                team=team.name,
                worker=lead.identifier if lead else None,
            )
            for child in children
        }
        ends_on = open_day(days_on(today, max(14, self.chance.around(*self.numbers.days))))
        self.county.on(ends_on, self._end, family, rows)

    def _end(self, family: Family, rows: dict[Child, Any]) -> None:
        """Done, no longer wanted, or more is needed: then whoever has no worker yet is referred."""
        chance, numbers = self.chance.random(), self.numbers
        free = [child for child in rows if child.case is None and child.adult_on > self.county.today]
        end_reason = MET
        if len(free) < len(rows) or chance < numbers.steps_up * family.risk:
            end_reason = STEPPED_UP
        elif chance < numbers.steps_up * family.risk + numbers.withdraws:
            end_reason = WITHDREW
        for row in rows.values():
            row.ended_on, row.end_reason = self.county.today, end_reason
        if end_reason == STEPPED_UP:
            if free:
                self.county.front_door.refer(family, free, "5A")
        else:
            self.county.front_door.may_return(family, numbers.returns_after)
