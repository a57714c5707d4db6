"""Names that differ only in how they are written: NG1 1AA, ng11aa and NG1 1AA with an invisible character are one.

Postcodes and providers' numbers are compared as `alike` has them. Names of teams and places are shown, so each is given
the spelling that most rows have.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from sherwood.reading.format import Contribution, Reading
from sherwood.reading.values import Value, empty

OF = {  # columns whose values are names, by what they name: a district is named alike wherever it stands
    "team": "team",
    "district": "place",
    "locality": "place",
    "service": "place",
    "area": "place",
    "placing": "placing",
}
RESPELLED = "names were written otherwise, in case or spaces, than in most rows and were read as there"


def visible(text: str) -> str:
    """The text without characters that nobody sees, and with one form of those that look the same."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in normal if unicodedata.category(letter) != "Cf")


def alike(text: str) -> str:
    """What two spellings have in common that differ only in case, spaces and invisible characters."""
    return "".join(visible(text).casefold().split())


def read_alike(text: str) -> Value:
    """A postcode or a number of a provider, as it is compared."""
    return empty(text) or Value(alike(text).upper() or None)


def unify(readings: Iterable[Reading]) -> None:
    """Give each name of a team or place one spelling in all readings; the accounts say how many were changed."""
    readings = list(readings)
    usual = _usual(contribution for reading in readings for contribution in reading.contributions)
    for reading in readings:
        reading.contributions[:] = [_respelled(contribution, usual) for contribution in reading.contributions]


def _usual(contributions: Iterable[Contribution]) -> dict[str, dict[str, str]]:
    """By what is named: for each spelling that is not the usual one, the usual one."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for contribution in contributions:
        for column in _named(contribution):
            counts = pc.value_counts(contribution.rows[column].drop_null()).to_pylist()
            spellings[OF[column]].update({count["values"]: count["counts"] for count in counts})
    return {of: _others(counts) for of, counts in spellings.items()}


def _others(counts: Counter[str]) -> dict[str, str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for text in counts:
        groups[alike(text)].append(text)
    usual: dict[str, str] = {}
    for texts in groups.values():
        best = min(texts, key=lambda text: (-counts[text], text.isupper() or text.islower(), text))
        usual |= {text: visible(best) for text in texts if text != visible(best)}
    return usual


def _named(contribution: Contribution) -> Sequence[str]:
    return [name for name in contribution.rows.column_names if name in OF]


def _respelled(contribution: Contribution, usual: dict[str, dict[str, str]]) -> Contribution:
    rows, changed = contribution.rows, 0
    for column in _named(contribution):
        others = usual.get(OF[column], {})
        values = rows[column].to_pylist() if others else []
        if count := sum(value in others for value in values):
            spelled = pa.array([others.get(value, value) for value in values], pa.string())
            rows = rows.set_column(rows.column_names.index(column), column, spelled)
            changed += count if contribution.stands_for else 0
    if changed:
        contribution.account.mended[RESPELLED] += changed
    return replace(contribution, rows=rows)
