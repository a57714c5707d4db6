"""The analyst sends an extract, the worker beside the site looks at it, and nothing is published before a person's yes.

The worker is killed while it reads: another begins the work again, and the snapshot is there once.
"""

import os
import signal
import subprocess
from datetime import date
from pathlib import Path

import pytest

from journeys.conftest import DESKTOP, PHONE, Person
from sherwood.records.snapshots import Store
from sherwood.simulating import simulate, write_extract

DAY = date(2010, 3, 8)
PATIENCE = 180_000  # milliseconds for the worker, which may have been killed and shares the machine


@pytest.fixture(scope="module")
def extract(tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("extract")
    write_extract(simulate(11, DAY, scale=0.05), folder)
    return sorted(folder.iterdir())


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def analyst(request, browser, own_site):
    context = browser.new_context(viewport=request.param)
    context.set_default_timeout(20_000)
    yield Person(context.new_page(), own_site).signs_in_as("analyst")
    context.close()


def workers(home: Path) -> list[int]:
    """The processes that work for this home."""
    shown = subprocess.run(
        ["pgrep", "-f", "sherwood.cli worker"], capture_output=True, text=True, check=False
    )
    numbers = [int(number) for number in shown.stdout.split()]
    return [number for number in numbers if str(home) in Path(f"/proc/{number}/environ").read_text()]


def sends(analyst: Person, extract: list[Path]) -> Person:
    analyst.goes_to("/data/").follows("Load records")
    analyst.page.locator("input[type=file]").set_input_files([str(path) for path in extract])
    for place, number in enumerate((8, 3, 2010)):
        analyst.page.locator(f"input[name=as_at_{place}]").fill(str(number))
    analyst.page.get_by_role("button", name="Send and look").click()
    return analyst


def test_an_extract_is_looked_at_and_then_published(analyst, extract, own_home):
    before = Store(own_home / "store").snapshots()
    at_a_desk = analyst.page.viewport_size == DESKTOP
    # the first is smaller than the demonstration that is published; the second is the first without its referrals
    sends(analyst, [path for path in extract if at_a_desk or path.name != "referrals.csv"])
    analyst.page.get_by_role("heading", name="ready to be published").wait_for(timeout=PATIENCE)
    analyst.checks_the_page().sees("rows were read:", "What may be wrong", "What each measure would say")
    assert Store(own_home / "store").snapshots() == before
    analyst.page.get_by_role("button", name="Publish these records").click()
    analyst.checks_the_page().sees("Confirm that you have looked at what seems wrong")
    analyst.page.get_by_label("I have looked at what seems wrong").check()
    analyst.page.get_by_role("button", name="Publish these records").click()
    analyst.checks_the_page().sees("Published. Every page counts from these records now.")
    analyst.follows("See how their rows add up").sees("rows were read:", "assessments.csv")
    assert len(Store(own_home / "store").snapshots()) == len(before) + 1


def test_a_worker_killed_while_it_reads_loses_nothing_and_doubles_nothing(analyst, extract, own_home):
    before = Store(own_home / "store").snapshots()
    sends(analyst, extract)
    analyst.page.get_by_role("button", name="Stop").wait_for()
    for number in workers(own_home):
        os.kill(number, signal.SIGKILL)
    analyst.page.get_by_role("heading", name="ready to be published").wait_for(timeout=PATIENCE)
    analyst.checks_the_page()
    assert len(list((own_home / "store" / "prepared").iterdir())) == 1
    analyst.page.get_by_role("button", name="Put away, and remove the files").click()
    analyst.checks_the_page().sees("Put away.")
    assert list((own_home / "store" / "prepared").iterdir()) == []
    assert list((own_home / "files").iterdir()) == []
    assert Store(own_home / "store").snapshots() == before
