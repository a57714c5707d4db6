"""The day that records are true of: from the bulk of their rows, with the evidence; in doubt it is asked about."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from sherwood.kit.periods import spoken
from sherwood.reading.days import FEW, Days, Where, by_table, goes_on_to, in_week_to, supported_day, together
from sherwood.reading.format import AsAt

APART = timedelta(days=92)  # rows with nothing between them for this long are of two runs
A_MONTH = timedelta(days=31)


def from_rows(found: Mapping[Where, Days]) -> AsAt | None:
    """The day that rows of these files and tables are true of; None when no row has a day."""
    days = together(found.values())
    if not days:
        return None
    runs = _runs(days)
    main = max(runs, key=lambda run: (run.total(), max(run)))
    later = together(run for run in runs if min(run) > max(main))
    kept = days if _is_bulk(later, main) else Counter({day: n for day, n in days.items() if day <= max(main)})
    day = supported_day(kept)
    doubt = _two_runs(main, later, found) or _two_tables(day, found)
    return AsAt(day, evidence(day, days), doubt)


def evidence(day: date, days: Days) -> str:
    """“8 March 2010: 412 rows in the last 7 days, 2 rows are later, up to 3 July 2019.”"""
    said = f"{spoken(day)}: {_rows(in_week_to(days, day))} in the last 7 days"
    later = sum(count for other, count in days.items() if other > day)
    if not later:
        return f"{said}, none later."
    return f"{said}, {_rows(later)} {'is' if later == 1 else 'are'} later, up to {spoken(max(days))}."


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _runs(days: Days) -> list[Days]:
    """The days in runs: between two runs lie more than three months without a row."""
    ordered = sorted(days)
    runs = [Counter({ordered[0]: days[ordered[0]]})]
    for before, day in pairwise(ordered):
        if day - before > APART:
            runs.append(Counter())
        runs[-1][day] = days[day]
    return runs


def _is_slip(later: Days, main: Days) -> bool:
    """A few rows long after all the others are slips of the pen."""
    n, m = later.total(), main.total()
    return (n == 1 and m >= 2) or (n == 2 and m >= FEW) or (m >= FEW and n <= min(m / 20, 30))


def _is_bulk(later: Days, main: Days) -> bool:
    """Whether the rows after the longest run are so many, or that so few, that they go on from it."""
    if _is_slip(later, main):
        return False
    return main.total() < FEW or later.total() >= main.total() / 2


def _two_runs(main: Days, later: Days, found: Mapping[Where, Days]) -> tuple[str, ...]:
    if not later or _is_slip(later, main) or _is_bulk(later, main):
        return ()
    files = sorted({file for (file, _), days in found.items() if any(day in later for day in days)})
    whence = f", all in {files[0]}" if len(files) == 1 else ""
    end, other = supported_day(main), supported_day(later)
    return (
        f"{spoken(end)} ({_rows(main.total())} up to it)",
        f"{spoken(other)} ({_rows(later.total())} after a gap{whence})",
    )


def _two_tables(day: date, found: Mapping[Where, Days]) -> tuple[str, ...]:
    """A table with many rows that ends more than a month before the others was made on another day."""
    ends = {table: goes_on_to(days, day) for table, days in by_table(found).items() if days.total() >= 60}
    early = sorted((end, table) for table, end in ends.items() if day - end > A_MONTH)
    if not early:
        return ()
    end, table = early[0]
    return (
        f"{spoken(end)} (where the table {table.replace('_', ' ')} ends)",
        f"{spoken(day)} (where others end)",
    )


def latest(known: Mapping[str, AsAt]) -> AsAt:
    """Of the days of several formats, by title: the latest; in doubt when any is, or when two are over a month apart."""
    chosen = max(known.values(), key=lambda one: one.day)
    doubts = [day.doubt for day in known.values() if day.doubt]
    return replace(chosen, doubt=doubts[0] if doubts else _apart(known))


def _apart(known: Mapping[str, AsAt]) -> tuple[str, ...]:
    days = sorted((one.day, title) for title, one in known.items() if not one.yearly)
    if not days or days[-1][0] - days[0][0] <= A_MONTH:
        return ()
    return tuple(f"{spoken(day)} ({title})" for day, title in (days[0], days[-1]))


def as_told(day: date, found: Mapping[Where, Days]) -> AsAt:
    """A day that somebody said, with what the rows have to say about it."""
    days = together(found.values())
    said = evidence(day, days).partition(": ")[2] if days else ""
    return AsAt(day, f"{spoken(day)}, as told when it was loaded: {said}".rstrip(": ") + "." * (not said))


def question(known: AsAt) -> str:
    return (
        f"The records do not say clearly which day they are true of: {' or '.join(known.doubt)}. "
        f"Say which with --as-at, such as --as-at {known.day.isoformat()}."
    )
