"""The values a council adds for those it compares itself with: its statistical neighbours, its region.

A CSV file with the headings measure, area, year_to_march, value and source, as `benchmarks.csv` has here. A line with
an area alone asks for what Sherwood itself holds of that area. It is kept beside the records, in the home of a site.
"""

import csv
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from sherwood.kit.errors import SherwoodError
from sherwood.measuring.benchmarks import ENGLAND, Benchmark, Neighbours, benchmarks
from sherwood.measuring.measure import Figure
from sherwood.measuring.shelves import all_measures

FILE = "benchmarks.csv"
HEADINGS = ("measure", "area", "year_to_march", "value", "source")
LARGEST = 1 << 20  # bytes
LONGEST = 80  # characters of the name of an area
YEARS = range(1990, 2100)


def keep(file: Path, home: Path) -> Neighbours:
    """Check a file and keep it in a home, in place of the one before."""
    neighbours = read(file)
    home.mkdir(parents=True, exist_ok=True)
    staged = home / f"{FILE}.new"
    shutil.copyfile(file, staged)
    staged.replace(home / FILE)
    return neighbours


def kept(home: Path) -> Neighbours:
    """What is kept in a home; none where nothing is."""
    path = home / FILE
    return _kept(path, path.stat().st_mtime_ns) if path.exists() else Neighbours()


@lru_cache(maxsize=4)
def _kept(path: Path, changed_at: int) -> Neighbours:
    return read(path)


def read(file: Path) -> Neighbours:
    """The values of a file. Every mistake is named with its line; with any, nothing is taken."""
    lines = list(_lines(file))
    mistakes = [f"{file.name}:{number}: {mistake}" for number, line in lines for mistake in _mistakes(line)]
    rows = [(number, _row(line)) for number, line in lines if line["measure"]] if not mistakes else []
    mistakes += [f"{file.name}:{number}: {mistake}" for number, mistake in _among(rows)]
    if mistakes:
        raise SherwoodError("\n".join([f"{file.name} was not taken:", *mistakes]))
    areas = dict.fromkeys(line["area"] for _, line in lines)
    return Neighbours(tuple(area for area in areas if area != ENGLAND), tuple(row for _, row in rows))


def _lines(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        if file.stat().st_size > LARGEST:
            raise SherwoodError(f"{file.name} is larger than 1 MB, which a list of values is not.")
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            named = tuple((name or "").strip().lower() for name in reader.fieldnames or ())
            if missing := [name for name in HEADINGS if name not in named]:
                raise SherwoodError(
                    f"{file.name}:1: There is no heading {', '.join(missing)}. Expected: {', '.join(HEADINGS)}."
                )
            for row in reader:
                line = {(name or "").strip().lower(): _said(value) for name, value in row.items()}
                if any(line.values()):
                    yield reader.line_num, line
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SherwoodError(f"{file.name} cannot be read. Give a CSV file in UTF-8.") from error


def _said(value: str | list[str] | None) -> str:
    return value.strip() if isinstance(value, str) else "".join(value or ())


def _mistakes(line: dict[str, str]) -> Iterator[str]:
    """What is wrong with a line by itself."""
    if not 0 < len(line["area"]) <= LONGEST:
        yield f"Name the area, in at most {LONGEST} characters."
    if not any(line[name] for name in HEADINGS if name != "area"):
        if line["area"] not in {row.area for row in benchmarks()}:
            yield "Sherwood holds no values of this area. Give its measure, year, value and source."
        return
    if line["measure"] not in all_measures():
        yield "There is no measure of this key. `sherwood measures` lists those there are."
    if not (line["year_to_march"].isdecimal() and int(line["year_to_march"]) in YEARS):
        yield "Write the year in which the twelve months end, as 2024 for the year to 31 March 2024."
    value = _number(line["value"])
    if value is None or value < 0:
        yield "Write the value as a number: a share in per cent, as 84.5; a rate per 10,000."
    elif line["measure"] in all_measures() and _is_share(line["measure"]) and value > 100:
        yield "This measure is a share, and no share is above 100 per cent."
    if not line["source"]:
        yield "Say where the value is published."


def _number(text: str) -> float | None:
    try:
        number = float(text.removesuffix("%").strip())
    except ValueError:
        return None
    return number if number - number == 0 else None  # neither endless nor no number


def _is_share(key: str) -> bool:
    return all_measures()[key].figure is Figure.SHARE


def _row(line: dict[str, str]) -> Benchmark:
    value = _number(line["value"])
    assert value is not None, "only lines without mistakes become rows"
    return Benchmark(line["measure"], line["area"], int(line["year_to_march"]), value, line["source"])


def _among(rows: list[tuple[int, Benchmark]]) -> Iterator[tuple[int, str]]:
    """What can only be seen across lines: a value given twice, one that Sherwood has otherwise, shares not in per cent."""
    held = {(row.measure, row.area, row.year): row.value for row in benchmarks()}
    first: dict[tuple[str, str, int], int] = {}
    shares = [row.value for _, row in rows if _is_share(row.measure) and row.value]
    for number, row in rows:
        what = row.measure, row.area, row.year
        if what in first:
            yield number, f"The same measure, area and year stand in line {first[what]}. Leave one out."
        elif held.get(what, row.value) != row.value:
            yield (
                number,
                f"Sherwood holds {held[what]:g} for this measure, area and year. Leave the line out.",
            )
        first.setdefault(what, number)
        if len(shares) > 1 and max(shares) <= 1 and _is_share(row.measure):
            yield number, "Every share here is at most 1. Write shares in per cent, as 84.5."
