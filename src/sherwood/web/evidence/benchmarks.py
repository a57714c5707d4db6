"""What the council compares itself with: reading a file of values, what is held, and who gave it when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from sherwood.kit.errors import SherwoodError
from sherwood.measuring import neighbours
from sherwood.measuring.benchmarks import Neighbours, benchmarks
from sherwood.measuring.measure import Figure
from sherwood.measuring.shelves import all_measures
from sherwood.reading.opening import open_file
from sherwood.reading.sheets import Sheet
from sherwood.web.site.trail.models import Entry
from sherwood.web.site.ui.overtaking import mark_of

ABOUT = ("benchmarks", "of the council")  # what the trail calls them
MOST_LINES = 5_000
MOST_TOLD = 100  # mistakes on a page
UNITS = {Figure.SHARE: "{}%", Figure.RATE: "{} per 10,000", Figure.MEAN: "{}"}
WANTED = "Measure, Area, Year to March, Value, Source"
NOTHING = (
    "The file has headings and no values under them, so nothing was taken. Fill in a line for each value, or take "
    "away what is held if no neighbours are to be shown."
)


@dataclass(frozen=True)
class ValuesGiven:
    """When the values that are held were given, and by whom; no post where it was done outside the site."""

    at: datetime
    post: str = ""

    @property
    def by(self) -> str:
        return self.post or "Command line"


@dataclass(frozen=True)
class Held:
    """A line that is held: a value of the council's own, or an area that is shown as published."""

    area: str
    given: ValuesGiven
    key: str = ""
    year: int | None = None
    value: float | None = None
    source: str = ""

    @property
    def measure(self) -> str:
        return all_measures()[self.key].title if self.key else ""

    @property
    def value_in_words(self) -> str:
        return UNITS[all_measures()[self.key].figure].format(f"{self.value:g}") if self.key else ""

    @property
    def published(self) -> int:
        """How many values of the area are published in Sherwood."""
        return sum(row.area == self.area for row in benchmarks())


def file_kept() -> Path:
    return Path(settings.HOME) / neighbours.FILE


def as_kept() -> str:
    """What stands now; empty where nothing does."""
    return file_kept().read_bytes().decode("utf-8", errors="replace") if file_kept().exists() else ""


def given() -> ValuesGiven | None:
    """Who gave what stands now: the trail says it, where the file is still as it was left."""
    text = as_kept()
    if not text:
        return None
    last = Entry.objects.last_about([ABOUT])
    if last and last.detail.get("mark") == mark_of(text):
        return ValuesGiven(last.at, last.by_post)
    return ValuesGiven(datetime.fromtimestamp(file_kept().stat().st_mtime, UTC))


def held() -> list[Held]:
    """Every line that is held, by area; none where the file cannot be read, of which `fault` tells."""
    by = given()
    if by is None or fault():
        return []
    found = neighbours.kept(settings.HOME)
    lines = [Held(row.area, by, row.measure, row.year, row.value, row.source) for row in found.rows]
    of_their_own = {row.area for row in found.rows}
    return [*lines, *(Held(area, by) for area in found.areas if area not in of_their_own)]


def fault() -> str:
    """Why what is held cannot be read, such as that it was changed by hand since it was checked; empty where it can."""
    try:
        neighbours.kept(settings.HOME)
    except SherwoodError as why:
        return str(why)
    return ""


def in_words() -> str:
    """What is held, in a sentence."""
    if fault():
        return "What is held cannot be read, so only England's values stand beside the council's figures."
    found = neighbours.kept(settings.HOME)
    if not found.areas:
        return "Only England's values stand beside the council's figures: no neighbours have been given."
    many = f"{len(found.rows):,} value{'' if len(found.rows) == 1 else 's'} of the council's own"
    return f"{', '.join(found.areas)}: shown beside the council's figures, with England. {many[0].upper()}{many[1:]}."


def told(mistakes: Sequence[neighbours.Mistake]) -> str:
    """Of a file that was not taken, how many mistakes it has, and how many of them are shown."""
    many = f"{len(mistakes):,} mistake{'' if len(mistakes) == 1 else 's'}"
    first = f" The first {MOST_TOLD} are below." if len(mistakes) > MOST_TOLD else " Each is below."
    return f"Nothing was taken, because the file has {many}.{first} Put them right in the file and send it again."


def read(upload: UploadedFile) -> Neighbours:
    """The values of a CSV file or a workbook, checked. Raises `Mistaken`, or `SherwoodError` for a file as a whole."""
    if (upload.size or 0) > neighbours.LARGEST:
        raise SherwoodError(
            "The file is larger than 1 MB, which a list of values is not. Send the values alone."
        )
    sheet, row, places = _table(upload)
    if sheet.misshapen:
        raise neighbours.Mistaken(sheet.file, list(_misshapen(sheet)))
    lines = [(line["row"], _said(line, places)) for line in sheet.below(row).to_pylist()]
    if len(lines) > MOST_LINES:
        raise SherwoodError(f"The file has {len(lines):,} lines. Send at most {MOST_LINES:,}.")
    found = neighbours.checked(sheet.file, lines)
    if not (found.areas or found.rows):
        raise SherwoodError(NOTHING)
    return found


def _table(upload: UploadedFile) -> tuple[Sheet, int, dict[str, str]]:
    """The sheet with the headings, the row they are in, and the heading of each cell."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(upload.read())
        opened = list(open_file(Path(upload.name or "file").name, path))
    if faults := [file.fault for file in opened if file.fault]:
        raise SherwoodError(faults[0])
    tables = [
        (sheet, row, places)
        for file in opened
        for sheet in file.sheets
        for row, cells in sheet.top
        if {*neighbours.HEADINGS} <= {*(places := _places(sheet, cells)).values()}
    ]
    if not tables:
        raise SherwoodError(f"No row with these headings was found: {WANTED}. Write them above the values.")
    if len(tables) > 1:
        raise SherwoodError("The headings stand more than once in the file. Send one sheet with one table.")
    return tables[0]


def _places(sheet: Sheet, cells: list[str]) -> dict[str, str]:
    """The cell of each heading that is in a row; of no heading, those beside them."""
    wanted = (*neighbours.HEADINGS, neighbours.NO_HEADING)
    named = [(neighbours.heading(cell), place) for place, cell in zip(sheet.cells, cells, strict=True)]
    return {place: name for name, place in named if name in wanted}


def _said(line: dict[str, Any], places: dict[str, str]) -> neighbours.Line:
    """What stands under each heading."""
    said = dict.fromkeys(neighbours.HEADINGS, "")
    for place, name in places.items():
        said[name] = f"{said.get(name, '')} {line[place] or ''}".strip()
    return said


def _misshapen(sheet: Sheet) -> Iterator[neighbours.Mistake]:
    width = len(sheet.cells)
    for row in sheet.misshapen:
        yield neighbours.Mistake(row.row, "", row.came, f"At most {width} values.", row.why(width))
