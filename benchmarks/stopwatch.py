"""Whole processes timed by what the system charges them with: imports, reading, computing, writing.

    python benchmarks/stopwatch.py COMMAND...

times one command and prints JSON. Runs are timed through this small process, because Linux counts the memory of the
process that starts another into the peak of the one started.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    wall: float  # seconds
    cpu: float  # seconds of user and system time, all threads
    memory: float  # the peak, MiB


def interleaved(commands: Mapping[str, Sequence[object]], rounds: int) -> dict[str, list[Run]]:
    """Each command once in each round, by turns, so that a busy minute falls on all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(1, rounds + 1):
        for name, command in commands.items():
            took = timed([str(part) for part in command])
            runs[name].append(took)
            print(f"round {number}: {name:6} {took.wall:6.2f} s, {took.cpu:6.2f} s of CPU", file=sys.stderr)
    return runs


def median(runs: Sequence[Run]) -> Run:
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "memory")))


def timed(command: list[str]) -> Run:
    ran = subprocess.run([sys.executable, __file__, *command], capture_output=True, text=True)
    if ran.returncode:
        raise SystemExit(f"{' '.join(command[:2])} failed:\n{ran.stderr}")
    return Run(**json.loads(ran.stdout))


def main(command: list[str]) -> None:
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - started
    if status:
        raise SystemExit(1)
    print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}))


if __name__ == "__main__":
    main(sys.argv[1:])
