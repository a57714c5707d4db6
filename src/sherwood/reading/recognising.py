"""Which format a sheet is of, and why it is of none."""

from functools import cache

from sherwood.reading.accounts import Account
from sherwood.reading.format import Format
from sherwood.reading.layout import tables_of
from sherwood.reading.opening import Opened
from sherwood.reading.sheets import Sheet
from sherwood.reading.shelves import known_formats
from sherwood.reading.unread import what_it_is
from sherwood.reading.values import fold

SECOND_TABLE = (
    "A second table stands here below the first, under headings of no format that Sherwood knows, so it was put "
    "aside whole. Give it as a sheet or file of its own."
)


@cache
def known_headings() -> frozenset[str]:
    """Every heading that a format reads, without the question mark or bracket that some end with."""
    return frozenset(fold(heading).rstrip("?) ") for format in known_formats() for heading in format.headings)


def tables_in(opened: Opened) -> list[Sheet]:
    """Every table of a file, those below others on one sheet by themselves."""
    return [
        table
        for sheet in opened.sheets
        for table in ([sheet] if sheet.element else tables_of(sheet, known_headings()))
    ]


def recognised(sheet: Sheet) -> tuple[Format, str] | None:
    """The format of a sheet and what it is of it; a format that is XML knows the elements of its own tree, and no grid."""
    for format in known_formats():
        if format.tree is sheet.tree and (what := format.recognises(sheet)):
            return format, what
    return None


def why_not(sheet: Sheet, others: list[Sheet]) -> str:
    """Why a sheet cannot be read: what it is, what it is nearly, or what there is to be."""
    if not sheet.rows.num_rows:
        return "The sheet is empty." if sheet.sheet else "The file is empty: it holds not even headings."
    if sentence := what_it_is(sheet):
        return sentence
    if sheet.is_below:
        return SECOND_TABLE
    for format in known_formats():
        if sentence := format.nearly(sheet):
            return sentence
    if any(recognised(other) for other in others):
        return "This sheet is not one of the format's, so nothing was read from it."
    known = "; ".join(format.title for format in known_formats())
    return f"The headings are of no format that Sherwood knows ({known}). {_nearest(sheet)}"


def _nearest(sheet: Sheet) -> str:
    """Which of the words seen are headings that are known; other words are never told, as they may be of a child."""
    rows = [
        (row, [cell for cell in cells if cell and fold(cell).rstrip("?) ") in known_headings()])
        for row, cells in sheet.top
    ]
    row, seen = max(rows, key=lambda found: len(found[1]), default=(0, []))
    if not seen:
        return "None of the words in its first 30 rows is a heading of one. Is there a row of headings?"
    named = ", ".join(f"“{heading}”" for heading in seen[:8])
    return f"Nearest to headings of one are {named}, in row {row}. Compare them with the format's."


def put_aside_whole(sheet: Sheet) -> Account:
    """The account of a second table that nobody can read: all its rows, with their numbers."""
    account = Account(sheet.file, "not known", sheet.digest, sheet.sheet)
    rows = sheet.rows["row"].to_pylist()
    account.read = len(rows)
    account.put_all_aside(rows, SECOND_TABLE)
    account.note(sheet.note)
    return account
