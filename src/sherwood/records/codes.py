"""Code sets by year: which codes a column may hold, what each means, and the years it was in use.

A year is the one in which a collection year (1 April to 31 March) begins: 2017 is 2017/18. Codes that have
left the returns stay, with the last year they were in use, because old records still hold them.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Code:
    """One code. An empty year means no limit on that side."""

    codeset: str
    code: str
    label: str
    first_year: int | None
    last_year: int | None

    def in_use(self, first: int | None, last: int | None) -> bool:
        """Whether it was in use in any year from `first` to `last`; None is no limit."""
        begun = self.first_year is None or last is None or self.first_year <= last
        lasting = self.last_year is None or first is None or self.last_year >= first
        return begun and lasting


@cache
def codesets() -> dict[str, dict[str, Code]]:
    """Every code set by name, and in it every code."""
    sets: dict[str, dict[str, Code]] = {}
    text = files("sherwood.records").joinpath("codes.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        code = Code(
            row["codeset"], row["code"], row["label"], _year(row["first_year"]), _year(row["last_year"])
        )
        sets.setdefault(code.codeset, {})[code.code] = code
    return sets


def codes(codeset: str) -> dict[str, Code]:
    return codesets()[codeset]


def label(codeset: str, code: str) -> str:
    """What the code means, in words; the code itself when it is not one of the set."""
    found = codes(codeset).get(code)
    return found.label if found else code


def valid(codeset: str, code: str, year: int | None = None) -> bool:
    """Whether it is a code of the set, in use in the collection year that begins in `year` (None: in any)."""
    found = codes(codeset).get(code)
    return found is not None and found.in_use(year, year)


def find(codeset: str, text: str) -> str | None:
    """The code that `text` spells, whatever its case, spaces, hyphens or underscores; else None."""
    return _spelled(codeset).get(_bare(text))


@cache
def _spelled(codeset: str) -> dict[str, str]:
    return {_bare(code): code for code in codes(codeset)}


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text).casefold()


def _year(text: str) -> int | None:
    return int(text) if text else None
