"""The results in words: medians, ratios, and each target with whether it was met."""

import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from math import log

from stopwatch import Run, median

NAMES = {
    "ours": "**Sherwood**, a council at a time",
    "sql": "DuckDB SQL by hand, a query a measure",
    "pandas": "pandas by hand",
    "floor": "scan floor: reading the columns needed",
}
Runs = Mapping[str, Mapping[str, list[Run]]]


def pages_written(pages: dict[str, float]) -> str:
    """PAGES.md: what pages cost, and the targets about them."""
    return "\n".join(
        [
            "# Pages",
            "",
            "Written by `script/bench` and `script/bench --pages`; do not edit. How it is measured: README.md here.",
            "",
            f"{_machine()}, the demonstration council.",
            "",
            *_target_table(_page_targets(pages)),
            "",
            "| Page | CPU, ms |",
            "| --- | --: |",
            *(f"| {page} | {spent:.0f} |" for page, spent in pages.items() if not page.startswith("queries")),
            "",
        ]
    )


def _target_table(targets: list[tuple[str, str, bool]]) -> list[str]:
    met = sum(1 for *_, is_met in targets if is_met)
    return [
        f"**{met} of {len(targets)} targets met.**",
        "",
        "| Target | Found | Met |",
        "| --- | --- | --- |",
        *(f"| {wanted} | {found} | {'yes' if is_met else '**no**'} |" for wanted, found, is_met in targets),
    ]


def written(runs: Runs, many: int, one_more: float, quick: bool) -> str:
    medians = {
        size: {name: median(found) for name, found in engines.items()} for size, engines in runs.items()
    }
    targets = _targets(medians, many, one_more)
    parts = [
        "# Results",
        "",
        "Written by `script/bench`; do not edit. What is compared and how to read it: README.md here.",
        "",
        f"{_machine()}. {'A small council, for a quick look: targets are for a county. ' if quick else ''}"
        "All engines agreed on every figure of every financial year and on every row behind them.",
        "",
        *_target_table(targets),
        "",
        *_table("One council", medians["one"], len(runs["one"]["ours"])),
        *_table(f"{many} councils", medians["many"], len(runs["many"]["ours"])),
    ]
    return "\n".join(parts) + "\n"


def _machine() -> str:
    day = datetime.now(UTC).date()
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {day.day} {day:%B %Y}"


def _table(title: str, medians: Mapping[str, Run], rounds: int) -> list[str]:
    ours = medians["ours"]
    rows = [
        f"| {NAMES[name]} | {run.wall:.2f} | {run.cpu:.2f} | {run.memory:,.0f} | {run.wall / ours.wall:.2f} "
        f"| {run.cpu / ours.cpu:.2f} | {run.memory / ours.memory:.2f} |"
        for name, run in medians.items()
    ]
    return [
        f"## {title}",
        "",
        f"Medians of {rounds} interleaved rounds of whole processes. The last three columns are multiples of ours.",
        "",
        "| Engine | Time, s | CPU, s | Peak, MiB | Time | CPU | Peak |",
        "| --- | --: | --: | --: | --: | --: | --: |",
        *rows,
        "",
    ]


def _targets(
    medians: Mapping[str, Mapping[str, Run]], many: int, one_more: float
) -> list[tuple[str, str, bool]]:
    one, all_ = medians["one"], medians["many"]
    growth = log(all_["ours"].cpu / one["ours"].cpu) / log(many)
    share = all_["ours"].memory / all_["pandas"].memory
    return [
        *_no_slower("one council", one),
        *_no_slower(f"{many} councils", all_),
        *_times_faster("one council", one, 3),
        *_times_faster(f"{many} councils", all_, 6),
        (f"At most a tenth of the memory of pandas, {many} councils", f"{share:.2f}", share <= 0.1),
        (
            f"CPU grows by an exponent of at most 1.05, from one to {many} councils",
            f"{growth:.2f}",
            growth <= 1.05,
        ),
        ("One more measure: at most 10 ms of CPU", f"{one_more:.1f} ms", one_more <= 10),
    ]


def _page_targets(pages: dict[str, float]) -> list[tuple[str, str, bool]]:
    targets = []
    for page, limit in (
        ("portfolio, board member", 30),
        ("portfolio of 2,000, board member", 150),
        ("slowest measure page, data analyst", 60),
        ("slowest measure page, board member", 60),
    ):
        found = f"{pages[page]:.0f} ms"
        targets.append((f"{page.capitalize()}: at most {limit} ms of CPU", found, pages[page] <= limit))
    few, many_ = pages["queries of the portfolio"], pages["queries of the portfolio of 2,000"]
    found = f"{few:.0f}, and {many_:.0f} with 2,000"
    targets.append(
        ("The portfolio asks the database as often for 2,000 projects as for 17", found, few == many_)
    )
    return targets


def _no_slower(where: str, medians: Mapping[str, Run]) -> list[tuple[str, str, bool]]:
    """In each of time and CPU, ours as a multiple of SQL by hand; the noise of a run is a few hundredths."""
    ours, sql = medians["ours"], medians["sql"]
    times = (("time", ours.wall / sql.wall), ("CPU", ours.cpu / sql.cpu))
    return [
        (f"No slower than SQL by hand, {where}: {what}", f"{times:.2f} times SQL's", times <= 1)
        for what, times in times
    ]


def _times_faster(where: str, medians: Mapping[str, Run], wanted: int) -> list[tuple[str, str, bool]]:
    ours, pandas = medians["ours"], medians["pandas"]
    times = (("time", pandas.wall / ours.wall), ("CPU", pandas.cpu / ours.cpu))
    return [
        (f"At least {wanted} times as fast as pandas, {where}: {what}", f"{times:.1f} times", times >= wanted)
        for what, times in times
    ]
