"""For every test: it says what is right, never how fast. But a long one says so, so that the quick ones stay quick to run."""

from time import process_time

import pytest
from hypothesis import settings

from postgresql import Server, missing

LONGEST = 5  # seconds of the test's own work, whatever else the machine does
SLOWER = 3  # how many times as long a machine may take that is slower than the one a test was written on
LONG = ("slow", "journey")

settings.register_profile("sherwood", deadline=None)
settings.load_profile("sherwood")


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL for this run of the tests."""
    if why := missing():
        pytest.skip(why)
    made = Server()
    yield made
    made.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    began = process_time()
    result = yield
    took = process_time() - began
    if took > SLOWER * LONGEST and not any(item.get_closest_marker(mark) for mark in LONG):
        pytest.fail(
            f"This took {took:.0f} s of work. Beyond {LONGEST} s, make it shorter or mark it slow.",
            pytrace=False,
        )
    return result
