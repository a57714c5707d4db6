"""The families of the county: made when they are first heard of, then remembered."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sherwood.kit.working_days import add_months
from sherwood.simulating.chance import Weights
from sherwood.simulating.county import County, age_on
from sherwood.simulating.parameters import District

CHILDREN = Weights({"1": 48, "2": 29, "3": 15, "4": 6, "5": 2})  # in a family; assumption
AGES = Weights({str(age): 1.45 if age < 5 else 1.0 for age in range(18)})  # young children are referred more
ETHNICITIES = Weights(
    {
        "WBRI": 874,
        "WOTH": 18,
        "WIRI": 2,
        "WIRT": 2,
        "WROM": 2,
        "MWBC": 20,
        "MWBA": 5,
        "MWAS": 8,
        "MOTH": 7,
        "AIND": 8,
        "APKN": 7,
        "ABAN": 1,
        "AOTH": 4,
        "BCRB": 5,
        "BAFR": 5,
        "BOTH": 2,
        "CHNE": 1,
        "OOTH": 4,
        "REFU": 3,
        "NOBT": 22,
    }
)  # a shire county at the census of 2001, roughly; assumption
UNBORN, DISABLED, NEEDS_DISABILITY_TEAM = 0.02, 0.06, 0.03  # of families, children, families; assumption


@dataclass(slots=True, eq=False)
class Child:
    """A child: the record, and what is going on now."""

    identifier: str
    born_on: date
    family: "Family"
    row: Any
    case: Any = None  # the open case, if any
    holding: Any = None  # the involvement of the worker who holds the child
    plan: Any = None  # the protection plan, if any
    plans: int = 0  # plans so far
    care: Any = None  # the stay in care, if any
    reviewer: Any = None  # the involvement of the reviewing officer, and of the personal adviser
    adviser: Any = None
    missing_from: date | None = None

    def age(self, day: date) -> int:
        return age_on(day, self.born_on)

    @property
    def adult_on(self) -> date:
        return add_months(self.born_on, 12 * 18)


@dataclass(slots=True, eq=False)
class Family:
    district: District
    risk: float  # of harm, 1 on average: it carries over from one referral to the next
    disability: bool = False  # known for a child's disability: served by the disabled children's team
    children: list[Child] = field(default_factory=list)


class Families:
    """Makes families; the children they hold become rows of `children`."""

    def __init__(self, county: County):
        self.county, self.chance = county, county.chance("families")

    def new(self, district: District) -> Family:
        draw = self.chance
        family = Family(district, min(8.0, draw.around(0.6, 1.0)), draw.happens(NEEDS_DISABILITY_TEAM))
        count = 1 if family.disability else int(draw.pick(CHILDREN))
        youngest = self._birthday(int(draw.pick(AGES)))
        if draw.happens(UNBORN):
            youngest = self.county.today + timedelta(draw.randrange(20, 150))
        ethnicity = draw.pick(ETHNICITIES)
        for n in range(count):
            born_on = youngest - timedelta(int(n * draw.uniform(400, 1400)))
            if age_on(self.county.today, born_on) < 18:
                self.child(family, born_on, ethnicity)
        return family

    def child(self, family: Family, born_on: date, ethnicity: str = "NOBT", **columns: Any) -> Child:
        county, draw = self.county, self.chance
        unborn = born_on > county.today
        row = county.add(
            "children",
            child=county.identifier("C"),
            born_on=born_on if born_on <= county.until else None,
            expected_on=born_on + timedelta(int(draw.gauss(0, 9))) if unborn else None,
            sex=columns.get("sex") or ("U" if unborn and born_on > county.until else draw.choice("FM")),
            ethnicity=ethnicity,
            disabled=family.disability or draw.happens(DISABLED),
            unaccompanied=columns.get("unaccompanied", False),
        )
        made = Child(row.child, born_on, family, row)
        family.children.append(made)
        return made

    def one_of_age(self, district: District, age: int) -> Child:
        """A child with a family of its own, for those who come into care by another way than the front door."""
        return self.child(Family(district, 1.0), self._birthday(age), self.chance.pick(ETHNICITIES))

    def _birthday(self, age: int) -> date:
        return add_months(self.county.today, -12 * age) - timedelta(self.chance.randrange(365))
