"""The parts of a breakdown: their words, their order, and whether too many are of no known part."""

from collections.abc import Mapping
from typing import Protocol

from sherwood.measuring.measure import Figure, Measure
from sherwood.measuring.population import AGE_BANDS
from sherwood.records.codes import codes

NOT_KNOWN = "Not known"
CODED = ("sex", "ethnicity")  # dimensions whose values are codes of the set of that name
FLAGS = {"true": "Yes", "false": "No"}
SAYS_NOTHING = {"sex": ("U",), "ethnicity": ("NOBT",)}  # codes for: nobody knows
MOST_UNKNOWN = 0.05  # of a total, the share of no known part above which its parts are not compared


class Counted(Protocol):
    @property
    def numerator(self) -> int: ...
    @property
    def denominator(self) -> int: ...
    @property
    def unknown(self) -> int: ...


def part_name(by: str, value: str | None) -> str:
    """A part in words: the label of a code, Yes or No, the name of a team; “Not known” where there is none."""
    if value is None or value == "":
        return NOT_KNOWN
    if by in CODED:
        code = codes(by).get(value)
        return code.label if code else value
    return FLAGS.get(value, value) if by == "disabled" else value


def part_order(by: str, value: str | None) -> tuple[int, str]:
    """Where a part stands: ages youngest first, codes as in their set, Yes before No, names as in an index; what is
    not known last."""
    if value is None or value == "":
        return len(_natural(by)) + 1, ""
    natural = _natural(by)
    return natural.index(value) if value in natural else len(natural), value.casefold()


def _natural(by: str) -> list[str]:
    if by in CODED:
        return list(codes(by))
    return {"age_band": list(AGE_BANDS), "disabled": list(FLAGS)}.get(by, [])


def unknown_share(measure: Measure, by: str, parts: Mapping[str | None, Counted]) -> float:
    """What share of all that is counted is of no known part, between 0 and 1."""
    is_share = measure.figure is Figure.SHARE  # else the denominator is not of what is counted
    sizes = {
        value: (part.denominator + part.unknown if is_share else part.numerator)
        for value, part in parts.items()
    }
    of_none = sum(size for value, size in sizes.items() if value is None or value in SAYS_NOTHING.get(by, ()))
    return of_none / total if (total := sum(sizes.values())) else 0.0


def too_many_unknown(measure: Measure, by: str, parts: Mapping[str | None, Counted]) -> bool:
    """Whether so many are of no known part that the others cannot be compared: no rate, no ranking."""
    return unknown_share(measure, by, parts) > MOST_UNKNOWN


def too_many_unknown_words(by_name: str, share: float | None) -> str:
    """Why a breakdown is not compared, in a sentence. To who may not see the rows it gives no share: of few that are
    counted, a share tells how many are of no known part."""
    percent = f"more than {MOST_UNKNOWN:.0%}" if share is None else f"{share:.0%}"
    return f"{by_name} is not known for {percent} of those counted, so its parts are not compared."
