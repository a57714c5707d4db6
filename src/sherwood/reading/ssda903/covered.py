"""Which collection years each table of the return is whole for, and the day the return is true of."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import median_high

from sherwood.kit.periods import spoken
from sherwood.reading.days import Days, last_days, supported_day
from sherwood.reading.format import AsAt
from sherwood.reading.ssda903.files import EPISODES, MISSING_FILE, OC2, OC3, REVIEWS, SW_EPISODES, ReturnFile
from sherwood.reading.ssda903.years import YearPart, last_day, year_name
from sherwood.records.reach import Reach

OF_FILES = {
    "care_episodes": EPISODES,
    "placements": EPISODES,
    "care_reviews": REVIEWS,
    "missing_episodes": MISSING_FILE,
    "health_checks": OC2,
    "care_leavers": OC3,
    "involvements": SW_EPISODES,
}
STRAY, CLEAR = 1 / 20, 1 / 4  # of the rows of the year in the middle, and of the year before
ENOUGH = 20  # rows in a year, to tell a stray file by its number
NO_YEAR = "The collection year could not be found."


def as_at(parts: Sequence[YearPart], today: date, told: date | None) -> AsAt:
    """31 March of the last year there are episodes for; in a year not yet over, the last day anything happened."""
    if told:
        return AsAt(told, "")
    counts = _rows_by_year(parts, EPISODES) or _rows_by_year(parts, None)
    if not counts:
        return AsAt(today, f"{spoken(today)}: {NO_YEAR} Today was taken.", yearly=True)
    given = _given(counts)
    stray = [year for year in counts if year > given[-1]]
    day, why = _end(given[-1], parts, today)
    if not stray:
        return AsAt(day, why, _thin(given, counts), yearly=True)
    few = sum(counts[year] for year in stray)
    return AsAt(day, f"{why} {few} row{'' if few == 1 else 's'} of later years: a stray file.", yearly=True)


def _rows_by_year(parts: Sequence[YearPart], kind: ReturnFile | None) -> Counter[int]:
    counts: Counter[int] = Counter()
    for part in parts:
        if part.year is not None and part.rows.num_rows and (kind is None or part.kind is kind):
            counts[part.year] += part.rows.num_rows
    return counts


def _given(counts: Counter[int]) -> list[int]:
    """The years that files were given for; a handful of rows beside full years is a stray."""
    middle = median_high(counts.values())
    return sorted(year for year, count in counts.items() if middle < ENOUGH or count > middle * STRAY)


def _thin(given: list[int], counts: Counter[int]) -> tuple[str, ...]:
    """The days it could be, when the last year has so few rows that it may not be whole."""
    if len(given) == 1:
        return ()
    before, last = given[-2:]
    if counts[before] < ENOUGH or counts[last] > counts[before] * CLEAR:
        return ()
    return tuple(
        f"{spoken(last_day(year))} ({counts[year]:,} episodes of {year_name(year)})"
        for year in (before, last)
    )


def _end(year: int, parts: Sequence[YearPart], today: date) -> tuple[date, str]:
    end, whole = last_day(year), f"the end of {year_name(year)}, the last year there are episodes for."
    days = _days_in(year, parts, min(end, today))
    if end > today:
        last = supported_day(days) if days else today
        return (
            last,
            f"{spoken(last)}: the last day anything happened in {year_name(year)}, which is not over.",
        )
    if days and _stops_early(days, year):
        last = supported_day(days)
        return last, f"{spoken(last)}: the last day anything happened in {year_name(year)}, given in part."
    return end, f"{spoken(end)}: {whole}"


def _days_in(year: int, parts: Sequence[YearPart], until: date) -> Days:
    """The days of the year on which anything began or ended."""
    days: Days = Counter()
    for part in parts:
        if part.year == year and part.kind in (EPISODES, REVIEWS, MISSING_FILE):
            days.update(
                last_days(part.rows, [*filter(None, (part.kind.begins_on, part.kind.ends_on))], until)
            )
    return Counter({day: count for day, count in days.items() if day >= date(year, 4, 1)})


def _stops_early(days: Days, year: int) -> bool:
    """Whether nothing happens for so long before the year ends that ten things were to be expected."""
    if len(days) < 12:
        return False
    last, first = supported_day(days), date(year, 4, 1)
    silent, lived = (last_day(year) - last).days, (last - first).days + 1
    return silent > 31 and days.total() / lived * silent >= 10


def reach(parts: Sequence[YearPart], until: date) -> dict[str, Reach]:
    """How far each table of the return goes: by the years for which its file was given, the last unbroken run."""
    reaches = {}
    for table, kind in OF_FILES.items():
        if any(part.kind is kind for part in parts):
            counts = _rows_by_year(parts, kind)
            reaches[table] = _reach(kind, counts, until) if counts else Reach(None, until, NO_YEAR)
    return reaches


def _reach(kind: ReturnFile, counts: Counter[int], until: date) -> Reach:
    given = _given(counts)
    run = [given[-1]]
    while run[0] - 1 in given:
        run.insert(0, run[0] - 1)
    why = f"The {kind.name} files of {_named(run)}."
    if given[0] < run[0]:
        why += f" None was given for {year_name(run[0] - 1)}, so what is before it does not count."
    return Reach(date(run[0], 4, 1), min(last_day(run[-1]), until), why)


def _named(run: list[int]) -> str:
    return year_name(run[0]) if len(run) == 1 else f"{year_name(run[0])} to {year_name(run[-1])}"
