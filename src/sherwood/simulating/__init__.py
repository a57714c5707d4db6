"""A council's front door as a queue: makes the invented councils of the demonstrations."""

from sherwood.simulating.census import census_years, write_census
from sherwood.simulating.council import SimulatedCouncil, simulate
from sherwood.simulating.parameters import PARAMETERS, Parameters
from sherwood.simulating.present_day import PRESENT_DAY
from sherwood.simulating.writing import write_extract

__all__ = [
    "PARAMETERS",
    "PRESENT_DAY",
    "Parameters",
    "SimulatedCouncil",
    "census_years",
    "simulate",
    "write_census",
    "write_extract",
]
