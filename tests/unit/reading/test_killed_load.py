"""A load killed at any moment leaves the last good snapshot current; the next load clears up and works."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date, timedelta

import pytest

from sherwood.reading.load import load

LOADING = """
import sys
from pathlib import Path
from sherwood.reading.load import load
from sherwood.records.snapshots import Store

def ledger(staging, as_at, reach):
    for n in range(20):
        (staging.ledger / f"{n}.txt").write_text("x" * 100_000)
    return "1"

print("ready", flush=True)
load([Path(sys.argv[1])], Store(sys.argv[2]), then=ledger,
     progress=lambda step, done, total: print(step, done, flush=True))
print("published", flush=True)
"""


@pytest.fixture
def extract(write):
    """Large enough that a load takes a while."""
    days = [date(2004, 4, 1) + timedelta(days=n % 2000) for n in range(40_000)]
    contacts = "".join(f"K{n},C{n % 500},{day}\n" for n, day in enumerate(days))
    referrals = "".join(f"R{n},C{n % 500},{day}\n" for n, day in enumerate(days))
    return write(
        contacts="contact,child,received_on\n" + contacts,
        referrals="referral,child,received_on\n" + referrals,
    )


def start(extract, store):
    return subprocess.Popen(
        [sys.executable, "-c", LOADING, str(extract), str(store.root)], stdout=subprocess.PIPE, text=True
    )


def kill(process):
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def check_whole(store, before):
    """Current is the old snapshot or a whole new one, and every one that is published is undamaged."""
    current = store.current()
    assert current.id >= before.id
    assert current.damage() == []
    assert current.id == before.id or current.manifest.tables == {"contacts": 40_000, "referrals": 40_000}
    return current


@pytest.mark.slow
def test_a_load_killed_at_random_moments_leaves_the_store_whole(store, write, extract):
    before = load([write("first", contacts="contact,child,received_on\nK1,C1,08/03/2010\n")], store)
    began = time.monotonic()
    process = start(extract, store)
    assert process.stdout.readline() == "ready\n"
    ready = time.monotonic()
    assert "published" in process.stdout.read()
    took = time.monotonic() - ready
    assert process.wait() == 0
    assert took < 60 and ready - began < 60
    before = store.current()
    chance = random.Random(903)
    for moment in [chance.uniform(0, took * 1.1) for _ in range(8)]:
        process = start(extract, store)
        process.stdout.readline()
        time.sleep(moment)
        kill(process)
        before = check_whole(store, before)
    after = load([extract], store)
    assert store.current().id == after.id
    assert after.damage() == []
    assert not list((store.root / "loading").iterdir())
    published = {snapshot.id for snapshot in store.snapshots()}
    assert {path.name for path in (store.root / "snapshots").iterdir()} == published


@pytest.mark.slow
@pytest.mark.parametrize(
    "step", ["Reading Sherwood", "Writing records 1", "Building the ledger 0", "Building the ledger 1"]
)
def test_a_load_killed_in_each_step_leaves_the_store_whole(store, write, extract, step):
    before = load([write("first", contacts="contact,child,received_on\nK1,C1,08/03/2010\n")], store)
    process = start(extract, store)
    for line in process.stdout:
        if line.startswith(step):
            break
    kill(process)
    check_whole(store, before)
    assert load([extract], store).damage() == []
