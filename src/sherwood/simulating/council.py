"""The simulation from the first day to the last."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sherwood.kit.working_days import is_working
from sherwood.simulating import history
from sherwood.simulating.assessments import Assessments
from sherwood.simulating.care import Care
from sherwood.simulating.cases import Cases
from sherwood.simulating.county import County
from sherwood.simulating.families import Families
from sherwood.simulating.family_help import FamilyHelping
from sherwood.simulating.front_door import FrontDoor
from sherwood.simulating.parameters import PARAMETERS, Parameters
from sherwood.simulating.protection import Protection
from sherwood.simulating.recording import Fault, spoil
from sherwood.simulating.rhythm import CareRhythm
from sherwood.simulating.rows import ROWS, SOMETIMES
from sherwood.simulating.teams import Teams
from sherwood.simulating.workforce import Workforce

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class SimulatedCouncil:
    """A council that never was: its records, and which of them were recorded wrongly on purpose."""

    name: str
    seed: int
    history_from: date  # records of events are complete from this day
    until: date  # the day the records are true of
    tables: dict[str, list[Any]]  # rows by record table, with the table's columns as attributes
    faults: list[Fault] = field(default_factory=list)


def simulate(
    seed: int = 2009,
    until: date = date(2010, 3, 8),
    years: int = 6,
    scale: float = 1.0,
    progress: Progress | None = None,
    parameters: Parameters = PARAMETERS,
) -> SimulatedCouncil:
    """Simulate a county's children's service day by day; the same arguments give the same records.

    `scale` is the size beside the full county: 0.05 is one small district. `progress` is told, about once a month of
    simulated time, how many days are done and how many there are.
    """
    county = County(seed, until, years, scale, parameters)
    _open(county)
    days = (until - county.care_begins).days + 1
    for n in range(days):
        _live(county, county.care_begins + timedelta(n))
        if progress and (n % 30 == 0 or n == days - 1):
            progress(n + 1, days)
    rows = history.since(county.records, county.history_from)
    rows["population"] = _population(county)
    rows = {table: found for table, found in rows.items() if found or table not in SOMETIMES}
    faults = spoil(rows, parameters.faults, county.chance("recording"))
    return SimulatedCouncil(parameters.place.council, seed, county.history_from, until, rows, faults)


def _open(county: County) -> None:
    """Give the county its parts; each finds the others on the county when it needs them."""
    families = Families(county)
    county.teams = Teams(county)
    county.workforce = Workforce(county)
    county.cases = Cases(county)
    county.assessments = Assessments(county)
    county.protection = Protection(county)
    county.rhythm = CareRhythm(county)
    county.care = Care(county, families)
    county.family_help = FamilyHelping(county)
    county.front_door = FrontDoor(county, families)
    county.workforce.open(list(county.teams.by_name.values()))


def _live(county: County, day: date) -> None:
    county.turn_to(day)
    if day.day == 1:
        county.workforce.month()
    county.care.day()
    if day >= county.begins:
        county.front_door.day()
    if is_working(day):
        county.assessments.day()


def _population(county: County) -> list[Any]:
    """Children in each district and in the county at mid-year, shrinking slowly."""
    place, rows = county.parameters.place, []
    for year in range(county.history_from.year - 1, county.until.year + 1):
        level = (1 - place.children_lost_a_year) ** (year - 2009) * county.size
        areas = {district.name: round(district.children * level) for district in county.districts}
        for area, children in ({place.council: sum(areas.values())} | areas).items():
            rows.append(_population_row(area, year, children))
    return rows


def _population_row(area: str, year: int, children: int) -> Any:
    return ROWS["population"](
        entry=f"{area} {year}", area=area, year=year, children=children, source="simulated"
    )
