"""The computed rating: what the measures say of a project, beside what its lead declares.

Plain facts come in (what the series says, how it stands beside its target) and a rating comes out with its workings as
sentences. The rule is the table below and nothing else. Steady at a target is on track; steady with none is not rated,
because nobody has said what is wanted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from sherwood.governance.programme import DeclaredRating


class Rating(Enum):
    """How a project stands; the words are shown wherever the colour is."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_RATED = "not_rated"

    @property
    def words(self) -> str:
        return RATING_WORDS[self]


class MeasureSignal(Enum):
    """What the reading of a measure's series says; better and worse are beside its baseline."""

    IMPROVING = "improving"
    BETTER = "better"
    STEADY = "steady"
    SLIPPING = "slipping"
    RECOVERING = "recovering"
    WORSE = "worse"
    WORSENING = "worsening"
    CHANGED = "changed"  # where neither way is better in itself
    NOTHING = "nothing"
    NOT_KNOWN = "not_known"
    TOO_FEW = "too_few"

    @property
    def words(self) -> str:
        return SIGNAL_WORDS[self]


class RatedStanding(Enum):
    """How the latest figure stands beside the target of the measure."""

    MET = "met"
    ON_PATH = "on_path"
    BEHIND = "behind"
    MISSED = "missed"
    NONE = "none"  # no target is set


RATING_WORDS = {
    Rating.GREEN: "On track",
    Rating.AMBER: "At risk",
    Rating.RED: "Off track",
    Rating.NOT_RATED: "Not rated",
}
SIGNAL_WORDS = {
    MeasureSignal.IMPROVING: "Improving",
    MeasureSignal.BETTER: "Better, now steady",
    MeasureSignal.STEADY: "No clear change",
    MeasureSignal.SLIPPING: "Slipping back",
    MeasureSignal.RECOVERING: "Coming back",
    MeasureSignal.WORSE: "Worse, now steady",
    MeasureSignal.WORSENING: "Getting worse",
    MeasureSignal.CHANGED: "Changed",
    MeasureSignal.NOTHING: "Nothing to count",
    MeasureSignal.NOT_KNOWN: "Not known",
    MeasureSignal.TOO_FEW: "Too early to say",
}
STANDING_WORDS = {
    RatedStanding.MET: "is at its target or beyond it",
    RatedStanding.ON_PATH: "is not at its target yet but on the path to it",
    RatedStanding.BEHIND: "is behind the path to its target",
    RatedStanding.MISSED: "did not reach its target by the day agreed",
    RatedStanding.NONE: "has no target",
}
GOING_WORDS = {
    MeasureSignal.IMPROVING: "is improving",
    MeasureSignal.BETTER: "holds steady, better than before",
    MeasureSignal.STEADY: "shows no clear change",
    MeasureSignal.SLIPPING: "is slipping back from what it had gained",
    MeasureSignal.RECOVERING: "is coming back from what it had lost",
    MeasureSignal.WORSE: "holds steady, worse than before",
    MeasureSignal.WORSENING: "is getting worse",
    MeasureSignal.CHANGED: "has changed, which is neither better nor worse in itself",
    MeasureSignal.NOTHING: "has nothing to count now",
    MeasureSignal.NOT_KNOWN: "is not known now",
    MeasureSignal.TOO_FEW: "is too young to say where it is going",
}
_GREEN, _AMBER, _RED, _NOT = Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NOT_RATED
# How a measure is rated: the standing beside its target down, what its series says across.
_ACROSS = (
    MeasureSignal.IMPROVING, MeasureSignal.BETTER, MeasureSignal.RECOVERING, MeasureSignal.STEADY, MeasureSignal.CHANGED, MeasureSignal.SLIPPING, MeasureSignal.WORSE,
    MeasureSignal.WORSENING, MeasureSignal.NOTHING, MeasureSignal.NOT_KNOWN, MeasureSignal.TOO_FEW,
)  # fmt: skip
_DOWN = {
    RatedStanding.MET:     (_GREEN, _GREEN, _GREEN, _GREEN, _GREEN, _AMBER, _GREEN, _AMBER, _GREEN, _NOT, _NOT),
    RatedStanding.ON_PATH: (_GREEN, _GREEN, _GREEN, _AMBER, _AMBER, _AMBER, _AMBER, _AMBER, _NOT, _NOT, _NOT),
    RatedStanding.BEHIND:  (_AMBER, _AMBER, _AMBER, _RED, _AMBER, _RED, _RED, _RED, _NOT, _NOT, _NOT),
    RatedStanding.MISSED:  (_AMBER, _RED, _AMBER, _RED, _RED, _RED, _RED, _RED, _NOT, _NOT, _NOT),
    RatedStanding.NONE:    (_GREEN, _GREEN, _AMBER, _NOT, _NOT, _AMBER, _RED, _RED, _NOT, _NOT, _NOT),
}  # fmt: skip
RULE: dict[tuple[MeasureSignal, RatedStanding], Rating] = {
    (signal, standing): rating
    for standing, row in _DOWN.items()
    for signal, rating in zip(_ACROSS, row, strict=True)
}


@dataclass(frozen=True)
class Computed:
    """A rating with its workings: one sentence a measure, then the sum of them."""

    rating: Rating
    workings: tuple[str, ...]


def rate_measure(
    signal: MeasureSignal, standing: RatedStanding, is_below_before: bool = False
) -> tuple[Rating, str]:
    """The rating of one measure, and why.

    `is_below_before`: it stands worse than at its baseline. With no target, improving from there is at risk still.
    """
    rating = RULE[signal, standing]
    if is_below_before and standing is RatedStanding.NONE and signal is MeasureSignal.IMPROVING:
        return Rating.AMBER, "is improving, is not yet back to where it was, and has no target"
    return rating, f"{STANDING_WORDS[standing]} and {GOING_WORDS[signal]}"


def rate_project(measures: Sequence[tuple[str, Rating, str]]) -> Computed:
    """The rating of a project from its measures, each a title, a rating and why.

    One measure off track puts the project off track; all on track put it on track; anything else is at
    risk. Measures that cannot be rated yet are named and left out.
    """
    if not measures:
        return Computed(Rating.NOT_RATED, ("No measure is linked to this project.",))
    workings = tuple(f"{title}: {rating.words.lower()}, because it {why}." for title, rating, why in measures)
    rated = [rating for _, rating, _ in measures if rating is not Rating.NOT_RATED]
    return Computed(_together(rated), (*workings, _sum(rated, len(measures))))


def disagreement(declared: DeclaredRating, computed: Rating) -> str:
    """One sentence when both ratings exist and differ; empty when they do not."""
    apart = steps_apart(declared, computed)
    link = "but the" if apart > 0 else "while the"
    return f"Declared {declared.title.lower()}, {link} measures say {computed.words.lower()}" if apart else ""


def steps_apart(declared: DeclaredRating, computed: Rating) -> int:
    """How many steps the measures say less than its lead; below nought where they say more. Nought where either says nothing."""
    said = Rating(declared.counts_as)
    if Rating.NOT_RATED in (said, computed):
        return 0
    return BETTER_FIRST.index(computed) - BETTER_FIRST.index(said)


BETTER_FIRST = (Rating.GREEN, Rating.AMBER, Rating.RED)


def _together(rated: Sequence[Rating]) -> Rating:
    if not rated:
        return Rating.NOT_RATED
    if Rating.RED in rated:
        return Rating.RED
    return Rating.GREEN if set(rated) == {Rating.GREEN} else Rating.AMBER


def _sum(rated: Sequence[Rating], of: int) -> str:
    if not rated:
        return f"None of the {of} measures can be rated yet."
    reds, greens = rated.count(Rating.RED), rated.count(Rating.GREEN)
    between, unrated = len(rated) - greens - reds, of - len(rated)
    words = f"Of {len(rated)} rated, {greens} on track, {between} at risk, {reds} off track."
    return f"{words} {unrated} could not be rated." if unrated else words
