"""Recount on demand: a council of any size, or files of your own; see the package's words."""

import argparse
import sys
import tempfile
from datetime import date
from pathlib import Path

from recount.compare import differences
from recount.lists import read_lists
from recount.returns import read_return
from recount.sources import invented, loaded, read


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m recount", description="Count every measure again by hand."
    )
    parser.add_argument(
        "--scale", type=float, default=0.1, help="the size of the invented council; 1 is a county"
    )
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--seed", type=int, default=2009)
    parser.add_argument(
        "--folder",
        type=Path,
        help="record tables as CSV, the files of looked-after returns, or a workbook of inspection lists",
    )
    parser.add_argument("--as-at", type=date.fromisoformat, help="the day the records are true of")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made) / "extract"
        if not given.folder:
            given.as_at = given.as_at or date(2010, 3, 8)
            invented(folder, given.scale, given.years, given.seed, given.as_at)
        source = loaded(folder, Path(made) / "home", given.as_at)
        lists = next(folder.glob("*.xlsx"), None)
        is_return = any(folder.glob("*-episodes.csv"))
        reader = read_return if is_return else read
        council = read_lists(lists, source.as_at) if lists else reader(folder, source.as_at)
        starts = [since for since, _ in source.reach.values() if since and since > date.min]
        said = list(differences(council, source.ledger, source.reach, min(starts)))
    print(*said, f"{len(said)} differences." if said else "No difference.", sep="\n")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
