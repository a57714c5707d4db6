"""Reading an earlier improvement plan from a spreadsheet or CSV: every fault by its cell, all at once."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from sherwood.kit.errors import SherwoodError

COLUMNS = {
    "reference": ("reference", "ref", "number", "no", "no."),
    "words": ("action", "actions", "what", "action required"),
    "owner": ("owner", "lead", "who", "responsible"),
    "due_on": ("due", "due date", "by when", "when", "date", "timescale"),
    "status": ("status", "progress", "rating", "current status"),
}
REQUIRED = ("reference", "words")
ROOM = {"reference": 60, "owner": 200, "status": 60}  # characters
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%d.%m.%Y")
MOST_ROWS = 5_000


@dataclass(frozen=True)
class PlanRow:
    """One action, with the row of the sheet it stood on."""

    row: int
    reference: str
    words: str
    owner: str
    due_on: date | None
    status: str


def read(content: bytes, name: str) -> list[PlanRow]:
    """The actions of a plan. Raises with every fault, each naming its cell; nothing is half read."""
    cells = _cells(content, name)
    head, places = _places(cells)
    faults: list[str] = []
    rows = [
        _row(number, line, places, faults)
        for number, line in enumerate(cells[head + 1 :], head + 2)
        if any(str(cell).strip() for cell in line)
    ]
    faults += _twice(rows)
    if faults:
        more = f"\n... and {len(faults) - 20} more." if len(faults) > 20 else ""
        raise SherwoodError(
            "Nothing was imported. Put these right and send the file again:\n" + "\n".join(faults[:20]) + more
        )
    if not rows:
        raise SherwoodError("There are headings and no rows under them.")
    return rows


def _cells(content: bytes, name: str) -> list[list[Any]]:
    if not content:
        raise SherwoodError(f"{name} is empty.")
    if content.startswith((b"PK", b"\xd0\xcf")):
        try:
            sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        except (CalamineError, OSError, ValueError):
            raise SherwoodError(
                f"{name} could not be opened as a workbook. It may be damaged or locked by a password."
            ) from None
        cells = sheet.to_python(skip_empty_area=False)
    else:
        cells = _lines(_text(content, name), name)
    if len(cells) > MOST_ROWS:
        raise SherwoodError(
            f"{name} has more than {MOST_ROWS:,} rows. A plan's actions are expected on the first sheet."
        )
    return cells


def _lines(text: str, name: str) -> list[list[Any]]:
    try:
        return [list(line) for line in csv.reader(StringIO(text, newline=""))]
    except csv.Error:
        raise SherwoodError(
            f"{name} could not be read as CSV. Save it as a workbook and send that."
        ) from None


def _text(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SherwoodError(f"{name} is neither a workbook nor text.")


def _places(cells: Sequence[Sequence[Any]]) -> tuple[int, dict[str, int]]:
    """The row of the headings, and where each column stands: the first of the top ten rows that has what is required."""
    for number, line in enumerate(cells[:10]):
        said = [str(cell).strip().lower() for cell in line]
        places = {
            key: said.index(word)
            for key, words in COLUMNS.items()
            for word in reversed(words)
            if word in said
        }
        if all(key in places for key in REQUIRED):
            return number, places
    raise SherwoodError(
        "No row of headings was found. The first sheet needs at least the columns Reference and Action; Owner, Due "
        "and Status are read when they are there."
    )


def _row(number: int, line: Sequence[Any], places: dict[str, int], faults: list[str]) -> PlanRow:
    def cell(key: str) -> Any:
        place = places.get(key)
        return line[place] if place is not None and place < len(line) else ""

    def where(key: str) -> str:
        return f"{_letters(places[key])}{number}"

    for key in REQUIRED:
        if not _words(cell(key)):
            faults.append(
                f"Cell {where(key)}: expected the {'reference' if key == 'reference' else 'action'}, and it is empty."
            )
    for key, most in ROOM.items():
        if (length := len(_words(cell(key)))) > most:
            faults.append(f"Cell {where(key)}: expected at most {most} characters, and it has {length}.")
    due = _day(cell("due_on"))
    if due is ...:
        faults.append(
            f"Cell {where('due_on')}: expected a date such as 31/05/2009, and it could not be read as one."
        )
    return PlanRow(
        number,
        _words(cell("reference")),
        _words(cell("words")),
        _words(cell("owner")),
        None if due is ... else due,
        _words(cell("status")),
    )


def _words(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\0", "").strip()  # a null says nothing, and PostgreSQL cannot keep it


def _day(cell: Any) -> Any:
    """A date, None for an empty cell, or ... for what cannot be read."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    if not text:
        return None
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return ...


def _twice(rows: Sequence[PlanRow]) -> list[str]:
    first: dict[str, int] = {}
    return [
        f"Row {row.row}: reference {row.reference} stands on row {first[row.reference]} already."
        for row in rows
        if row.reference and first.setdefault(row.reference, row.row) != row.row
    ]


def _letters(place: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        letters = chr(65 + left) + letters
    return letters
