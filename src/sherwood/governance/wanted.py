"""What is wanted of a measure, read from the words of a marker of success.

“70%”, “Under 10%”, “At least 24 of 24”, “10% to 15%”, “12.5 per 10,000”, “None”: a marker that names a measure is its
target, so its words must hold a figure. A share comes out between 0 and 1.
"""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
PERCENT = re.compile(rf"{NUMBER}\s*(?:%|per cent)")
OF = re.compile(rf"{NUMBER}\s+of\s+{NUMBER}")
ALONE = re.compile(rf"(?<![\d,.]){NUMBER}(?:\s+per\s+10,000)?")
STEP = re.compile(r"(.+?)\s+(?:by|on)\s+(\d{4}-\d{2}-\d{2})\s*")
NONE = ("none", "nobody", "no")
ALL = ("all", "everyone", "every")


@dataclass(frozen=True)
class Wanted:
    """A value, or the two ends of a band."""

    value: Fraction
    highest: Fraction | None = None


def read_wanted(words: str) -> Wanted | None:
    """The figure in the words; None where there is none."""
    if found := PERCENT.findall(words):
        ends = sorted(_number(text) / 100 for text in found[:2])
        return Wanted(ends[0], ends[1] if len(ends) > 1 and ends[1] > ends[0] else None)
    if pair := OF.search(words):
        of = _number(pair[2])
        return Wanted(_number(pair[1]) / of) if of else None
    if alone := ALONE.search(words):
        return Wanted(_number(alone[1]))
    first = words.casefold().split()[:1]
    return Wanted(Fraction(first[0] in ALL)) if first and first[0] in NONE + ALL else None


def read_figure(words: str) -> Fraction | None:
    """Where something stood, read the same way."""
    wanted = read_wanted(words)
    return wanted.value if wanted else None


def read_step(words: str) -> tuple[date, Fraction] | None:
    """A step on the way, as “50% by 2010-04-30”; None where it is not written so."""
    found = STEP.fullmatch(words.strip())
    value = read_figure(found[1]) if found else None
    try:
        return (date.fromisoformat(found[2]), value) if found and value is not None else None
    except ValueError:  # right in form, but no such day
        return None


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))
