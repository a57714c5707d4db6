"""The values a council adds for those it compares itself with: its statistical neighbours, its region.

A table with the headings measure, area, year_to_march, value and source, as `benchmarks.csv` has here. A line with an area
alone asks for what Sherwood itself holds of that area. It is kept as CSV beside the records, in the home of a site.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from sherwood.kit.errors import SherwoodError
from sherwood.measuring.benchmarks import ENGLAND, Benchmark, Neighbours, benchmarks
from sherwood.measuring.measure import Figure
from sherwood.measuring.shelves import all_measures

FILE = "benchmarks.csv"
HEADINGS = ("measure", "area", "year_to_march", "value", "source")
NO_HEADING = ""  # under which values beside the table stand
LARGEST = 1 << 20  # bytes
LONGEST = 80  # characters of the name of an area
LONGEST_SOURCE = 300  # characters
YEARS = range(1990, 2100)

Line = dict[str, str]  # what stands under each heading


class Mistake(NamedTuple):
    """What is wrong in a line of a file: under which heading, what came, what was expected and what to do."""

    line: int
    heading: str
    came: str
    expected: str
    remedy: str


class Mistaken(SherwoodError):
    """A file that was not taken, with every mistake in it."""

    def __init__(self, file: str, mistakes: Sequence[Mistake]):
        told = (f"{file}:{mistake.line}: {mistake.expected} {mistake.remedy}" for mistake in mistakes)
        super().__init__("\n".join([f"{file} was not taken:", *told]))
        self.mistakes = mistakes


def keep(neighbours: Neighbours, home: Path) -> None:
    """Keep values that were checked in a home, in place of those before."""
    home.mkdir(parents=True, exist_ok=True)
    staged = home / f"{FILE}.new"
    staged.write_bytes(written(neighbours).encode())
    staged.replace(home / FILE)


def kept(home: Path) -> Neighbours:
    """What is kept in a home; none where nothing is."""
    path = home / FILE
    return _kept(path, path.stat().st_mtime_ns) if path.exists() else Neighbours()


@lru_cache(maxsize=4)
def _kept(path: Path, changed_at: int) -> Neighbours:
    return read(path)


def written(neighbours: Neighbours) -> str:
    """As they are kept: lines by area, in the order of the areas."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for area in (ENGLAND, *neighbours.areas):
        of_area = [row for row in neighbours.rows if row.area == area]
        writer.writerows([row.measure, row.area, row.year, row.value, row.source] for row in of_area)
        if area != ENGLAND and not of_area:
            writer.writerow(["", area, "", "", ""])
    return out.getvalue()


def read(file: Path) -> Neighbours:
    """The values of a CSV file. Every mistake is named with its line; with any, nothing is taken."""
    return checked(file.name, _lines(file))


def checked(file: str, lines: Iterable[tuple[int, Line]]) -> Neighbours:
    """The values of a file's lines, each with its number."""
    lines = [(number, line) for number, line in lines if any(line.values())]
    mistakes = [mistake for number, line in lines for mistake in _mistakes(number, line)]
    rows = [(number, _row(line)) for number, line in lines if line["measure"]] if not mistakes else []
    mistakes += _among(rows)
    if mistakes:
        raise Mistaken(file, mistakes)
    areas = [*dict.fromkeys(line["area"] for _, line in lines if line["area"] != ENGLAND)]
    in_order = sorted((row for _, row in rows), key=lambda row: [ENGLAND, *areas].index(row.area))
    return Neighbours(tuple(areas), tuple(in_order))


def heading(text: str | None) -> str:
    """A heading as it is known, however it is written: “Year to March” is year_to_march."""
    return "_".join((text or "").strip().lower().split())


def _lines(file: Path) -> Iterator[tuple[int, Line]]:
    try:
        if file.stat().st_size > LARGEST:
            raise SherwoodError(f"{file.name} is larger than 1 MB, which a list of values is not.")
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            named = tuple(map(heading, reader.fieldnames or ()))
            if missing := [name for name in HEADINGS if name not in named]:
                raise SherwoodError(
                    f"{file.name}:1: There is no heading {', '.join(missing)}. Expected: {', '.join(HEADINGS)}."
                )
            for row in reader:
                yield reader.line_num, {heading(name): _said(value) for name, value in row.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SherwoodError(f"{file.name} cannot be read. Give a CSV file in UTF-8.") from error


def _said(value: str | list[str] | None) -> str:
    return value.strip() if isinstance(value, str) else "".join(value or ())


def _mistakes(number: int, line: Line) -> Iterator[Mistake]:
    """What is wrong with a line by itself."""

    def mistake(heading: str, expected: str, remedy: str) -> Mistake:
        return Mistake(number, heading, line[heading], expected, remedy)

    if line.get(NO_HEADING):
        yield mistake(
            NO_HEADING,
            f"At most {len(HEADINGS)} values, one under each heading.",
            "Put quotation marks round a value with a comma in it; delete what stands beside the table.",
        )
        return
    if not 0 < len(line["area"]) <= LONGEST:
        yield mistake("area", f"An area of at most {LONGEST} characters.", "Name the area.")
    if not any(line[name] for name in HEADINGS if name != "area"):
        if line["area"] not in {row.area for row in benchmarks()}:
            yield mistake(
                "area",
                "With nothing else in the line, an area that is published in Sherwood.",
                "Sherwood holds no values of this area. Give its measure, year, value and source.",
            )
        return
    key = key_of(line["measure"])
    if not key:
        yield mistake(
            "measure",
            "A measure by its key or its title.",
            "There is no measure of this key or title. `sherwood measures` and the Evidence page list those there are.",
        )
    if not (line["year_to_march"].isdecimal() and int(line["year_to_march"]) in YEARS):
        yield mistake(
            "year_to_march",
            "A year, in four digits.",
            "Write the year in which the twelve months end, as 2024 for the year to 31 March 2024.",
        )
    value = _number(line["value"])
    if value is None or value < 0:
        yield mistake(
            "value",
            "A number, not below 0.",
            "Write the value as a number: a share in per cent, as 84.5; a rate per 10,000.",
        )
    elif key and _is_share(key) and value > 100:
        yield mistake(
            "value", "A share in per cent.", "This measure is a share, and no share is above 100 per cent."
        )
    if not 0 < len(line["source"]) <= LONGEST_SOURCE:
        yield mistake(
            "source",
            f"A source of at most {LONGEST_SOURCE} characters.",
            "Say where the value is published, and when it was read.",
        )


def key_of(text: str) -> str:
    """The key of a measure that is called by its key or its title; empty where there is none."""
    measures = all_measures()
    titles = {measure.title.casefold(): key for key, measure in measures.items()}
    return text if text in measures else titles.get(text.casefold(), "")


def _number(text: str) -> float | None:
    try:
        number = float(text.removesuffix("%").strip())
    except ValueError:
        return None
    return number if number - number == 0 else None  # neither endless nor no number


def _is_share(key: str) -> bool:
    return all_measures()[key].figure is Figure.SHARE


def _row(line: Line) -> Benchmark:
    value = _number(line["value"])
    assert value is not None, "only lines without mistakes become rows"
    return Benchmark(key_of(line["measure"]), line["area"], int(line["year_to_march"]), value, line["source"])


def _among(rows: list[tuple[int, Benchmark]]) -> Iterator[Mistake]:
    """What can only be seen across lines: a value given twice, one that Sherwood has otherwise, shares not in per cent."""
    held = {(row.measure, row.area, row.year): row.value for row in benchmarks()}
    first: dict[tuple[str, str, int], int] = {}
    shares = [row.value for _, row in rows if _is_share(row.measure) and row.value]
    for number, row in rows:
        what = row.measure, row.area, row.year
        if what in first:
            yield Mistake(
                number,
                "measure",
                row.measure,
                "One value for a measure, area and year.",
                f"The same measure, area and year stand in line {first[what]}. Leave one out.",
            )
        elif held.get(what, row.value) != row.value:
            yield Mistake(
                number,
                "value",
                f"{row.value:g}",
                f"What is published: {held[what]:g}.",
                f"Sherwood holds {held[what]:g} for this measure, area and year. Leave the line out.",
            )
        first.setdefault(what, number)
        if len(shares) > 1 and max(shares) <= 1 and _is_share(row.measure):
            yield Mistake(
                number,
                "value",
                f"{row.value:g}",
                "A share in per cent.",
                "Every share here is at most 1. Write shares in per cent, as 84.5.",
            )
