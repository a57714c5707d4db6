"""Small councils, simulated once for all tests that only look at them."""

from datetime import date

import pytest

from sherwood.simulating import PRESENT_DAY, SimulatedCouncil, simulate


@pytest.fixture(scope="session")
def small() -> SimulatedCouncil:
    """A twentieth of the county: one district, six years."""
    return simulate(seed=5, scale=0.05)


@pytest.fixture(scope="session")
def small_present_day() -> SimulatedCouncil:
    """An eighth of the borough of the present day."""
    return simulate(seed=5, until=date(2026, 11, 23), scale=0.125, parameters=PRESENT_DAY)
