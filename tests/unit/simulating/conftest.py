"""One small council, simulated once for all tests that only look at it."""

import pytest

from sherwood.simulating import SimulatedCouncil, simulate


@pytest.fixture(scope="session")
def small() -> SimulatedCouncil:
    """A twentieth of the county: one district, six years."""
    return simulate(seed=5, scale=0.05)
