"""One value: from the text of a cell to what a record holds, or a sentence on why it cannot be understood.

Every reader takes text that is already trimmed and not empty, and is pure; `taking` applies them to columns.
A sentence never repeats the value: it goes into reports that more people read than may see a child's row.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sherwood.records import codes

STAND_INS = {"null", "none", "nan", "nat", "n/a", "#n/a", "<na>", "ssd_ph", "placeholder_data"}
STAND_IN_DATES = {date(1900, 1, 1), date(9999, 12, 31)}
EARLIEST = date(1900, 1, 1)

STAND_IN = "stand-ins for an empty value (such as 1900-01-01 or NULL) were read as empty"
TRAILING_ZERO = "identifiers ended in .0 and were read without it"
INNER_SPACE = "identifiers held spaces and were read without them"

NOT_A_DATE = (
    "This is not a date. Expected a day that exists, as 31/03/2010 or 2010-03-31; correct it in the source."
)
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
    squeezed = "".join(text.split()).upper()
    if re.fullmatch(r"\d(\.\d+)?E\+\d+", squeezed):
        return Value(problem=ROUNDED_ID)
    if found := re.fullmatch(r"(.*\d)\.0+", squeezed):
        return Value(found[1], mended=TRAILING_ZERO)
    return Value(squeezed, mended=INNER_SPACE if squeezed != text.upper() else None)


ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: .*)?")
NAMED_MONTH = re.compile(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{4})(?: .*)?")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def read_date(text: str, latest: date) -> Value:
    """A day: ISO or day-first, with or without a time. `latest` is the last day that can be meant."""
    if stand_in := empty(text):
        return stand_in
    day = _day(text)
    if day is None:
        return Value(problem=NOT_A_DATE)
    if day in STAND_IN_DATES:
        return Value(mended=STAND_IN)
    if day < EARLIEST:
        return Value(problem=BEFORE_1900)
    return Value(problem=FUTURE) if day > latest else Value(day)


def _day(text: str) -> date | None:
    if found := ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif (found := NAMED_MONTH.fullmatch(text)) and found[2].lower() in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2].lower()) + 1, int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


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
    return empty(text) or Value(problem=not_a_code(codeset))


STRAIGHT = {0x2018: "'", 0x2019: "'"}  # curly quotes


def fold(text: str) -> str:
    """A spelling without case, doubled spaces and curly quotes, as the tables of spellings keep it."""
    return " ".join(text.translate(STRAIGHT).casefold().split())


def not_a_code(codeset: str) -> str:
    known = ", ".join(codes.codes(codeset))
    return f"This is not one of the codes of {codeset.replace('_', ' ')} ({known}). Correct it in the source."
