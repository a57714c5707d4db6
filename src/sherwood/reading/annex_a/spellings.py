"""Spellings of values as councils write them. Exact ones only: what is not in the table is not understood."""

import csv
import hashlib
import re
from functools import cache
from importlib.resources import files

from sherwood.reading import values
from sherwood.reading.names import visible
from sherwood.reading.values import Read, Value
from sherwood.records import codes


@cache
def spellings(codeset: str) -> dict[str, str]:
    """Code by folded spelling."""
    text = files("sherwood.reading.annex_a").joinpath("spellings.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["spelling"]: row["code"] for row in rows if row["codeset"] == codeset}


def read_code(codeset: str) -> Read:
    """A code as it is, after the letter of the list of choices (“a) WBRI”), or one of its spellings."""

    def read(text: str) -> Value:
        bare = re.sub(r"^[a-z]{1,2}\d?\) ", "", text)
        known = spellings(codeset)
        found = codes.find(codeset, bare) or known.get(values.fold(text)) or known.get(values.fold(bare))
        return Value(found) if found else values.read_code(text, codeset)

    return read


def read_yes_or_no(kind: str) -> Read:
    """Yes or no, in the spellings of `kind`, such as a kind of disability for “disabled”."""

    def read(text: str) -> Value:
        answer = spellings(kind).get(values.fold(text))
        return values.read_flag(text) if answer is None else Value({"yes": True, "no": False}.get(answer))

    return read


def read_unborn(text: str) -> Value:
    """Whether the age says that the child is not yet born, which is written -1."""
    return Value(text.startswith("-1"))


def read_area(text: str) -> Value:
    """Whether a placement is inside the council's area."""
    answers = {"in": True, "out": False}
    bare = re.sub(r"^[ab]\) ", "", values.fold(text))
    return Value(answers[bare]) if bare in answers else values.read_flag(text)


def read_worker(text: str) -> Value:
    """An identifier as it is; a name is never held, but an identifier that is made of it, always the same."""
    if any(letter.isdigit() for letter in text):
        return values.read_id(text)
    made = hashlib.sha256(values.fold(visible(text)).encode()).hexdigest()[:12].upper()
    return values.empty(text) or Value(f"W-{made}")
