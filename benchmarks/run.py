"""Run every comparison and write `RESULTS.md`. Called by `script/bench`; see README.md here."""

import argparse
import compileall
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from datetime import date
from pathlib import Path

import results
from agreement import disagreements
from councils import multiplied
from stopwatch import Run, interleaved

HERE = Path(__file__).parent
ROOT = HERE.parent
AS_AT = date(2010, 3, 8)
ENGINES = {"ours": "ours.py", "sql": "by_sql.py", "pandas": "by_pandas.py", "floor": "floor.py"}
MANY = 15


def pages_alone() -> None:
    """The pages of the demonstration, without the engines."""
    write_pages(demonstration(ROOT / "var" / "bench", quick=False), quick=False)


def write_pages(home: Path, quick: bool) -> None:
    text = results.pages_written(json.loads(python("pages.py", home)))
    print(text)
    if not quick:
        (HERE / "PAGES.md").write_text(text, "utf-8")


def main(quick: bool) -> None:
    work = ROOT / "var" / ("bench-quick" if quick else "bench")
    home = demonstration(work, quick)
    records = next((home / "store" / "snapshots").glob("*")) / "records"
    shutil.rmtree(work / "councils", ignore_errors=True)
    councils = multiplied(records, work / "councils", MANY)
    cache_bytecode()
    measured = {
        "one": race(councils[:1], work, rounds=5),
        "many": race(councils, work, rounds=3),
    }
    one_more = float(python("one_more.py", records, fresh(work / "one-more")))
    write_pages(home, quick)
    text = results.written(measured, MANY, one_more, quick)
    print(text)
    if not quick:
        (HERE / "RESULTS.md").write_text(text, "utf-8")


def demonstration(work: Path, quick: bool) -> Path:
    """The demonstration's home, made as anyone makes it."""
    home = work / "home"
    scale = ["--scale", "0.05"] if quick else []
    sherwood = Path(sys.executable).with_name("sherwood")
    subprocess.run([sherwood, "demo", "--no-serve", "--fresh", "--home", home, *scale], check=True, stdout=2)
    return home


def cache_bytecode() -> None:
    """So that every engine's imports are timed alike: from cached bytecode."""
    for folder in (sysconfig.get_path("purelib"), ROOT / "src", HERE):
        compileall.compile_dir(folder, quiet=2)


def race(councils: list[Path], work: Path, rounds: int) -> dict[str, list[Run]]:
    """Every engine by turns on these councils; nothing counts unless they agree."""
    outs = {name: fresh(work / name) for name in ENGINES}
    commands = {
        name: [sys.executable, HERE / script, outs[name], AS_AT.isoformat(), *councils]
        for name, script in ENGINES.items()
    }
    runs = interleaved(commands, rounds)
    ledgers = [outs["ours"] / council.name for council in councils]
    for other in ("sql", "pandas"):
        if found := disagreements(ledgers, outs[other], AS_AT):
            raise SystemExit("\n".join([f"Ours and {other} differ, so nothing was measured:", *found]))
    return runs


def fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def python(script: str, *given: object) -> str:
    command = [sys.executable, HERE / script, *map(str, given)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parser = argparse.ArgumentParser(description="Compare Sherwood with SQL and pandas written by hand.")
    parser.add_argument("--quick", action="store_true", help="a small council; RESULTS.md is left as it is")
    parser.add_argument("--pages", action="store_true", help="the pages alone; writes PAGES.md")
    given = parser.parse_args()
    pages_alone() if given.pages else main(given.quick)
