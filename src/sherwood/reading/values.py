"""One value: from the text of a cell to what a record holds, or a sentence on why it cannot be understood.

Every reader takes text that is already trimmed and not empty, and is pure; `taking` applies them to columns.
A sentence never repeats the value: it goes into reports that more people read than may see a child's row.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sherwood.reading import cleaning, dates
from sherwood.reading.dates import Order
from sherwood.records import codes

STAND_INS = {"null", "none", "nan", "nat", "n/a", "<na>", "ssd_ph", "placeholder_data"}
STAND_IN_DATES = {date(1900, 1, 1), date(9999, 12, 31)}
EARLIEST = date(1900, 1, 1)

STAND_IN = "stand-ins for an empty value (such as 1900-01-01 or NULL) were read as empty"
TRAILING_ZERO = "identifiers ended in .0 and were read without it"
UNROUNDED = "identifiers were written with an exponent that loses nothing, and were read as whole numbers"
INNER_SPACE = "identifiers held spaces and were read without them"

NOT_A_DATE = (
    "This is not a date. Expected a day that exists, as 31/03/2010 or 2010-03-31; correct it in the source."
)
NO_SUCH_DAY = "There is no such day in the calendar. Correct it in the source."
IN_DOUBT = (
    "Some days of this column are written day first and some month first, so none that could be either was "
    "read. Export the column again in one writing, best as 2010-03-31."
)
COUNTED_DAY = (
    "This is a number, perhaps a day as Excel counts it. Format the column as a date before it is exported."
)
TWO_DIGITS = "days have a year of two digits, which was read as {} to {}"
SERIALS = "days were stored as numbers and read as Excel counts days"
BEFORE_1900 = "This date is before 1900. Correct the year in the source."
FUTURE = "This date is more than a year in the future. Correct the year in the source."
NOT_A_FLAG = "Expected yes or no (Y or N, 1 or 0, true or false). Correct it in the source."
NOT_WHOLE = "Expected a whole number. Correct it in the source."
NOT_A_NUMBER = "Expected a number. Correct it in the source."
ROUNDED_ID = (
    "A spreadsheet has turned this identifier into a rounded number, so its last digits are lost. "
    "Export it again with the column set to text."
)


class Value(NamedTuple):
    """What was read: a value (None is empty), a problem (a sentence), and what was mended on the way."""

    value: Any = None
    problem: str | None = None
    mended: str | None = None


Read = Callable[[str], Value]


def empty(text: str) -> Value | None:
    """The empty value when the text is a stand-in for one, else None."""
    return Value(mended=STAND_IN) if text.casefold() in STAND_INS else None


def read_text(text: str) -> Value:
    return empty(text) or Value(" ".join(text.split()))


def read_id(text: str) -> Value:
    """Identifiers match whatever their case and spaces; `.0` is what a spreadsheet adds to a number."""
    if stand_in := empty(text):
        return stand_in
    if text.isalnum():
        return Value(text.upper())
    squeezed = "".join(text.split()).upper()
    if found := ROUNDED.fullmatch(squeezed):
        whole = _whole_of(found)
        return Value(whole, mended=UNROUNDED) if whole else Value(problem=ROUNDED_ID)
    if found := re.fullmatch(r"(.*\d)\.0+", squeezed):
        return Value(found[1], mended=TRAILING_ZERO)
    return Value(squeezed, mended=INNER_SPACE if squeezed != text.upper() else None)


ROUNDED = re.compile(r"(\d)(?:[.,](\d+))?E\+(\d+)|(\d)[.,](\d+)E(\d+)")  # 1E11 alone may be an identifier
MOST_FIGURES = 15  # that a spreadsheet keeps of a number


def _whole_of(found: re.Match[str]) -> str | None:
    """The number when the writing holds every figure of it, such as 1.23456789012E+11."""
    first, rest, power = found[1] or found[4], found[2] or found[5] or "", int(found[3] or found[6])
    if not rest or len(rest.rstrip("0")) > power or power >= MOST_FIGURES:
        return None
    return f"{first}{rest[:power]}" if len(rest) >= power else None


def read_date(text: str, latest: date, order: Order = Order.DAY, day_one: date | None = None) -> Value:
    """A day, with or without a time. `latest` is the last day that can be meant, `order` what its column says
    of days in figures, and `day_one` the day that a workbook counts as 0.
    """
    if stand_in := empty(text):
        return stand_in
    found = dates.written(text, order, latest, day_one)
    if found is None:
        return Value(problem=NOT_A_DATE)
    if found.day is None:
        return Value(problem=IN_DOUBT if found.in_doubt else COUNTED_DAY if found.serial else NO_SUCH_DAY)
    if found.day in STAND_IN_DATES:
        return Value(mended=STAND_IN)
    if found.day < EARLIEST:
        return Value(problem=BEFORE_1900)
    return Value(problem=FUTURE) if found.day > latest else Value(found.day, mended=_mended(found, latest))


def _mended(found: dates.WrittenDay, latest: date) -> str | None:
    if found.two_digits:
        return TWO_DIGITS.format(latest.year - 99, latest.year)
    return SERIALS if found.serial else None


YES = {"1", "1.0", "y", "yes", "true", "t", "a) yes"}
NO = {"0", "0.0", "n", "no", "false", "f", "b) no"}
NOT_KNOWN = {"c) unknown", "unknown", "not known", "u"}


def read_flag(text: str) -> Value:
    """Yes or no; “unknown” is an answer and is read as empty."""
    if stand_in := empty(text):
        return stand_in
    word = text.casefold()
    if word in NOT_KNOWN:
        return Value()
    return Value(word in YES) if word in YES | NO else Value(problem=NOT_A_FLAG)


NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")


def read_whole(text: str) -> Value:
    """A count: thousands separators and `.0` are fine, -1 stands for empty, nothing else below nought."""
    read = read_number(text)
    if read.value is None:
        return read._replace(problem=NOT_WHOLE if read.problem else None)
    return Value(int(read.value)) if read.value == int(read.value) else Value(problem=NOT_WHOLE)


def read_number(text: str) -> Value:
    if stand_in := empty(text):
        return stand_in
    if not NUMBER.fullmatch(text):
        return Value(problem=NOT_A_NUMBER)
    number = float(text.replace(",", ""))
    if number == -1:
        return Value(mended=STAND_IN)
    return Value(problem=NOT_A_NUMBER) if number < 0 else Value(number)


def read_code(text: str, codeset: str, spellings: Mapping[str, str] | None = None) -> Value:
    """A code of the set, or a spelling of one: exact ones only, however loosely a person might read it.

    `spellings` are by `fold(text)`.
    """
    if (code := codes.find(codeset, text)) is not None:
        return Value(code)
    if spellings and fold(text) in spellings:
        return Value(spellings[fold(text)])
    if (code := _code_in_figures(codeset, text)) is not None:
        return Value(code)
    return empty(text) or Value(problem=not_a_code(codeset))


def _code_in_figures(codeset: str, text: str) -> str | None:
    """The code that is the same number: a spreadsheet writes 01 as 1, and 1 as 1.0."""
    found = re.fullmatch(r"(\d+)(?:\.0+)?", text)
    alike = [code for code in codes.codes(codeset) if found and code.isdigit() and int(code) == int(found[1])]
    return alike[0] if len(alike) == 1 else None


STRAIGHT = {0x2018: "'", 0x2019: "'"}  # curly quotes


def fold(text: str) -> str:
    """A spelling without case, doubled spaces, curly quotes and what cannot be seen, as the tables of spellings
    keep it.
    """
    return " ".join(cleaning.visible(text).translate(STRAIGHT).casefold().split())


def not_a_code(codeset: str) -> str:
    known = ", ".join(codes.codes(codeset))
    return f"This is not one of the codes of {codeset.replace('_', ' ')} ({known}). Correct it in the source."
