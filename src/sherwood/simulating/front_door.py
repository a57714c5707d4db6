"""The front door: families heard of, contacts decided on, referrals accepted and what is done about them."""

from collections import deque
from datetime import date, timedelta
from typing import Any

from sherwood.kit.working_days import is_working
from sherwood.simulating.cases import SiblingCase
from sherwood.simulating.chance import Weights
from sherwood.simulating.county import County, days_on, open_day
from sherwood.simulating.families import Child, Families, Family
from sherwood.simulating.family_help import FAMILY_HELP
from sherwood.simulating.parameters import District
from sherwood.simulating.teams import CONTACT, DISABILITY

NEEDS = Weights({"N1": 46, "N3": 7, "N4": 17, "N5": 16, "N6": 7, "N7": 1, "N8": 2, "N0": 4})  # assumption
PASSED_ON = "passed to the allocated worker"
TURNED_AWAY = Weights({"information and advice": 55, "no further action": 45})  # assumption


class FrontDoor:
    """Demand comes from outside, by district and day; which of it is a family already known emerges."""

    def __init__(self, county: County, families: Families):
        self.county, self.families, self.chance = county, families, county.chance("front door")
        self.demand = county.parameters.demand
        self.sources = Weights({code: share for code, (share, _) in self.demand.sources.items()})
        self.waiting: deque[tuple[Family, str, list[Any]]] = deque()
        self.back: dict[str, list[Family]] = {district.name: [] for district in county.districts}
        self.owed = dict.fromkeys(self.back, 0)
        self.peaks = {district.name: self._peak(district) for district in county.districts}
        self.centre = county.teams.of_kind(CONTACT)[0]

    def day(self) -> None:
        """Hear from families; on a working day, decide on as many as the advisers can."""
        for district in self.county.districts:
            returning, self.back[district.name] = self.back[district.name], []
            for family in returning:
                self._hear_of(family)
            for _ in range(self._new(district, len(returning))):
                self._hear_of(self.families.new(district))
        if is_working(self.county.today):
            self._decide()

    def _new(self, district: District, returning: int) -> int:
        """How many families are heard of for the first time: today's demand less those known, carried forward."""
        owed = self.owed[district.name] + self.chance.poisson(self._expected(district)) - returning
        self.owed[district.name] = min(0, owed)
        return max(0, owed)

    def may_return(self, family: Family, probability: float) -> None:
        if self.chance.happens(probability):
            day = days_on(self.county.today, self.chance.days(self.demand.days_to_return))
            if day <= self.county.until and not is_working(day):
                day += timedelta(self.chance.randrange(2, 7))  # most call on weekdays
            self.county.on(day, self._come_back, family)

    def _come_back(self, family: Family) -> None:
        self.back[family.district.name].append(family)

    def _expected(self, district: District) -> float:
        demand, today = self.demand, self.county.today
        weekday = today.weekday() if is_working(today) else 6
        years = min(0.0, (today - demand.rise_from).days / 365.25)
        level = demand.families_in_contact_a_year / 365.25 * 7 / sum(demand.weekday)
        level *= district.share * self.county.size * (1 + demand.drift_a_year) ** years
        level *= demand.month[today.month - 1] * demand.weekday[weekday]
        return level * (1 + self.peaks[district.name] * self.county.rise(today))

    def _peak(self, district: District) -> float:
        """The rise at its height that makes the last twelve months grow on the twelve before as the source says."""
        end = self.demand.growth_measured_on
        last = sum(self.county.rise(end - timedelta(n)) for n in range(365)) / 365
        before = sum(self.county.rise(end - timedelta(n)) for n in range(365, 730)) / 365
        growth = district.growth * self.demand.rise_in_contacts
        return growth / (last - (1 + growth) * before)

    def _hear_of(self, family: Family) -> None:
        today = self.county.today
        children = [child for child in family.children if child.adult_on > today]
        if not children:
            return
        source = self.chance.pick(self.sources)
        rows = [self._contact(child, source) for child in children]
        call = (family, source, rows)
        if not is_working(today) and self.chance.happens(self.demand.urgent_out_of_hours):
            self._decide_on(*call)
        else:
            self.waiting.append(call)

    def _contact(self, child: Child, source: str) -> Any:
        return self.county.add(
            "contacts",
            contact=self.county.identifier("K"),
            child=child.identifier,
            received_on=self.county.today,
            source=source,
            team=self.centre.name,
        )

    def _decide(self) -> None:
        workforce = self.county.workforce
        able = sum(worker.hours for worker in self.centre.workers if workforce.here(worker))
        room = int(able * self.demand.contacts_a_day)
        while self.waiting and room > 0:
            self._decide_on(*self.waiting.popleft())
            room -= 1

    def _decide_on(self, family: Family, source: str, rows: list[Any]) -> None:
        """Each child with an open case goes to their worker; for the others it is a referral, or it is not."""
        today = self.county.today
        by_identifier = {child.identifier: child for child in family.children}
        free = [by_identifier[row.child] for row in rows if by_identifier[row.child].case is None]
        free = [child for child in free if child.adult_on > today]
        accepted = bool(free) and self.chance.happens(self.demand.sources[source][1])
        turned_away = self.chance.pick(TURNED_AWAY)
        helped = bool(free) and not accepted and self.county.family_help.taken_up(family)
        if helped:
            turned_away = FAMILY_HELP
        for row in rows:
            row.decided_on = today
            if by_identifier[row.child] in free:
                row.outcome = "referral" if accepted else turned_away
            else:
                row.outcome = PASSED_ON
        if accepted:
            self.refer(family, free, source)
        elif free and not helped:
            self.may_return(family, self.demand.returns_after_contact)

    def refer(self, family: Family, children: list[Child], source: str) -> None:
        county, draw = self.county, self.chance
        team = county.teams.of_kind(DISABILITY)[0] if family.disability else None
        case = county.cases.open(family, children, team or county.teams.assessing(family.district.name))
        need = "N2" if family.disability else draw.pick(NEEDS)
        decided_on = open_day(county.today) if draw.happens(0.75) else county.after(1 + draw.randrange(2))
        for child in children:
            case.referrals[child] = county.add(
                "referrals",
                referral=county.identifier("R"),
                child=child.identifier,
                received_on=county.today,
                source=source,
                primary_need=need,
                no_further_action=False,
                team=case.team.name,
            )
        county.on(decided_on, self._act_on, case)
        self.may_return(family, self.demand.heard_of_while_open)

    def _act_on(self, case: SiblingCase) -> None:
        """The team manager's decision."""
        demand, draw, today = self.demand, self.chance, self.county.today
        for row in case.referrals.values():
            row.decided_on = today
        chance = draw.random()
        if chance < demand.no_further_action:
            for row in case.referrals.values():
                row.no_further_action = True
            self.county.cases.close(case)
        elif chance < demand.no_further_action + demand.advice:
            self.county.on(self._soon(), self.county.cases.close, case)
        elif draw.happens(min(0.5, demand.straight_to_enquiry * case.family.risk * self.county.caution())):
            self.county.assessments.urgent(case)
        else:
            self.county.assessments.initial(case)

    def _soon(self) -> date:
        return self.county.after(1 + self.chance.randrange(8))
