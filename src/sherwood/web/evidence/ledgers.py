"""The ledger of a snapshot, read by pages: one connection for each worker, a cursor for each thread.

A snapshot never changes, so what was read from it once is kept; the key is its folder.
"""

import threading
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import duckdb

from sherwood.kit.periods import Period
from sherwood.measuring.disclosure import Hidden
from sherwood.measuring.figures import Count, Ledger
from sherwood.measuring.shelves import measure_called
from sherwood.records.snapshots import Snapshot
from sherwood.reporting import hiding
from sherwood.reporting.trends import PLAIN, Setting, Trend, aimed, trend
from sherwood.web.site.ui.records import manifest_of

_local = threading.local()
_lock = threading.Lock()
_shared: list[duckdb.DuckDBPyConnection] = []

Narrowed = tuple[tuple[str, tuple[str, ...]], ...]  # a `Where` that can be a key: (("team", ("A", "B")),)


def ledger_of(snapshot: Snapshot) -> Ledger:
    """This thread's ledger of the snapshot, which must be whole. Threads never share a cursor."""
    snapshot.check_whole()
    held: dict[Path, Ledger] = _local.__dict__.setdefault("ledgers", {})
    if snapshot.path not in held:
        held.clear()  # one snapshot at a time: the last is not needed once another is asked for
        held[snapshot.path] = Ledger(snapshot.ledger, _connection())
    return held[snapshot.path]


def trend_of(
    snapshot: Snapshot,
    key: str,
    *,
    each: str = "",
    setting: Setting = PLAIN,
    to_anyone: bool = True,
    narrowed: Narrowed = (),
) -> Trend:
    """A measure's trend up to the day of the records; small numbers are hidden unless it is said otherwise."""
    snapshot.check_whole()
    plain = _trend(snapshot, key, each, replace(setting, target=None), to_anyone, narrowed)
    return aimed(plain, setting.target)


@lru_cache(maxsize=1024)
def _trend(
    snapshot: Snapshot, key: str, each: str, setting: Setting, to_anyone: bool, narrowed: Narrowed
) -> Trend:
    return trend(
        ledger_of(snapshot), measure_called(key), manifest_of(snapshot).as_at,
        each=each, where=dict(narrowed), setting=setting, to_anyone=to_anyone,
    )  # fmt: skip


def figure_of(snapshot: Snapshot, key: str, period: Period, narrowed: Narrowed) -> Count:
    """The true figure of the rows within somebody's reach."""
    snapshot.check_whole()
    return _figure(snapshot, key, period, narrowed)


@lru_cache(maxsize=4096)
def _figure(snapshot: Snapshot, key: str, period: Period, narrowed: Narrowed) -> Count:
    return ledger_of(snapshot).figure(measure_called(key), period, dict(narrowed))


def breakdown_of(
    snapshot: Snapshot, key: str, period: Period, by: str, own: Narrowed = ()
) -> dict[str | None, Count | Hidden]:
    """A breakdown for somebody who may see their `own` rows and no others."""
    snapshot.check_whole()
    return _breakdown(snapshot, key, period, by, own)


@lru_cache(maxsize=1024)
def _breakdown(
    snapshot: Snapshot, key: str, period: Period, by: str, own: Narrowed
) -> dict[str | None, Count | Hidden]:
    return hiding.breakdown(ledger_of(snapshot), measure_called(key), period, by, own=dict(own))


@lru_cache(maxsize=1024)
def is_sum_hidden(snapshot: Snapshot, key: str, period: Period) -> bool:
    """Whether a figure over a period is hidden from those who may not see the rows."""
    return hiding.sum_is_hidden(ledger_of(snapshot), measure_called(key), period)


@lru_cache(maxsize=256)
def gives_away(snapshot: Snapshot, key: str, each: str) -> bool:
    """Whether a trend by an interval would give away to them what is hidden in another."""
    periods = trend_of(snapshot, key, each=each).periods
    return hiding.gives_away(ledger_of(snapshot), measure_called(key), periods)


def _connection() -> duckdb.DuckDBPyConnection:
    with _lock:
        if not _shared:
            _shared.append(duckdb.connect())
            _shared[0].execute("SET threads = 2")
    return _shared[0]
