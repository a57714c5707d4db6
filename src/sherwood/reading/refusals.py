"""A load that accepts nothing: why, in the commonest reasons, and the rows kept where a person can read them."""

import csv
import os
import re
from collections.abc import Sequence
from pathlib import Path

from sherwood.reading.accounts import Account, QuarantineEntry
from sherwood.reading.sheets import shown
from sherwood.records.snapshots import Source

MOST_REASONS = 3
FIRST_ROWS = 3
KEPT = "refused-load.csv"


def nothing_read(accounts: Sequence[Account], failed: Sequence[Source], kept: Path | None) -> str:
    """What is told when a load is refused. It names rows, columns and reasons, and never what came."""
    told = [f"{shown(account.file, account.sheet)}: {_why(account)}" for account in accounts if _why(account)]
    told += [f"{shown(source.name, source.sheet)}: {source.note}" for source in failed]
    where = f"\nEvery row with its reason is in {kept}, till the next refused load." if kept else ""
    said = "\n".join(told or ["No file was given."])
    return f"Nothing could be read, so the store is as it was.\n{said}{where}"


def _why(account: Account) -> str:
    if not account.read:
        return " ".join(account.notes)
    reasons = "".join(f"\n  {reason}" for reason in commonest_reasons(account))
    notes = f" {' '.join(account.notes)}" if account.notes else ""
    return f"all {account.read:,} rows were put aside.{notes}{reasons}"


def commonest_reasons(account: Account) -> list[str]:
    """The reasons for which most rows were put aside: how many, which are the first, the column and why."""
    rows: dict[tuple[str, str], list[int]] = {}
    first: dict[tuple[str, str], str] = {}
    for row, (column, reason, _) in sorted(account.aside.items()):
        alike = (column, re.sub(r"\d+", "", reason))
        rows.setdefault(alike, []).append(row)
        first.setdefault(alike, reason)
    ranked = sorted(rows, key=lambda alike: -len(rows[alike]))
    told = [_told(rows[alike], alike[0], first[alike]) for alike in ranked[:MOST_REASONS]]
    left = sum(len(rows[alike]) for alike in ranked[MOST_REASONS:])
    return [*told, f"{left:,} more rows for other reasons."] if left else told


def _told(rows: Sequence[int], column: str, reason: str) -> str:
    numbers = [str(row) for row in rows[:FIRST_ROWS]]
    named = f"row {numbers[0]}" if len(rows) == 1 else f"rows {', '.join(numbers)}"
    more = " and on" if len(rows) > FIRST_ROWS else ""
    where = f"column “{column}”: " if column else ""
    return f"{len(rows):,} ({named}{more}): {where}{reason}"


def keep(accounts: Sequence[Account], folder: Path) -> Path | None:
    """Write the quarantine of a refused load, for those who may see its rows; the next refused load replaces it."""
    entries = [entry for account in accounts for entry in account.entries()]
    if not entries:
        return None
    path, beside = folder / KEPT, folder / f"{KEPT}.new"
    with open(
        os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8-sig", newline=""
    ) as out:
        writer = csv.writer(out)
        writer.writerow(QuarantineEntry._fields)
        writer.writerows([_plain(value) for value in entry] for entry in entries)
    beside.replace(path)
    return path


def _plain(value: object) -> object:
    """Text that a spreadsheet would run as a formula is kept from it."""
    is_formula = isinstance(value, str) and value.lstrip().startswith(("=", "+", "-", "@"))
    return f"'{value}" if is_formula else value
