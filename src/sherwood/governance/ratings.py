"""The computed rating: what the measures say of a project, beside what its lead declares.

Plain facts come in (what the control chart says, whether the target is met) and a rating comes out with its
workings as sentences. The rule is the table below and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Rating(Enum):
    """How a project stands; the words are shown wherever the colour is."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    NOT_RATED = "not_rated"

    @property
    def words(self) -> str:
        return RATING_WORDS[self]


class Signal(Enum):
    """What a control chart says of a measure's direction; improving means better, whichever way that is."""

    IMPROVING = "improving"
    STEADY = "steady"
    WORSENING = "worsening"
    CHANGED = "changed"  # where neither way is better in itself
    TOO_FEW = "too_few"

    @property
    def words(self) -> str:
        return SIGNAL_WORDS[self]


RATING_WORDS = {
    Rating.GREEN: "On track",
    Rating.AMBER: "At risk",
    Rating.RED: "Off track",
    Rating.NOT_RATED: "Not rated",
}
SIGNAL_WORDS = {
    Signal.IMPROVING: "Improving",
    Signal.STEADY: "No clear change",
    Signal.WORSENING: "Getting worse",
    Signal.CHANGED: "Changed",
    Signal.TOO_FEW: "Too early to say",
}

# (signal, target met; None where a measure has no target): rating, and why in words
RULE: dict[tuple[Signal, bool | None], tuple[Rating, str]] = {
    (Signal.IMPROVING, True): (Rating.GREEN, "meets its target and is improving"),
    (Signal.STEADY, True): (Rating.GREEN, "meets its target and holds steady"),
    (Signal.WORSENING, True): (Rating.AMBER, "still meets its target but is getting worse"),
    (Signal.CHANGED, True): (Rating.GREEN, "meets its target and has changed"),
    (Signal.TOO_FEW, True): (
        Rating.NOT_RATED,
        "meets its target; too early to say where it is going",
    ),
    (Signal.IMPROVING, False): (Rating.AMBER, "is improving but does not meet its target yet"),
    (Signal.STEADY, False): (Rating.RED, "does not meet its target and shows no clear change"),
    (Signal.WORSENING, False): (Rating.RED, "does not meet its target and is getting worse"),
    (Signal.CHANGED, False): (Rating.AMBER, "does not meet its target and has changed"),
    (Signal.TOO_FEW, False): (
        Rating.NOT_RATED,
        "misses its target; too early to say where it is going",
    ),
    (Signal.IMPROVING, None): (Rating.GREEN, "is improving; no target is set"),
    (Signal.STEADY, None): (Rating.AMBER, "shows no clear change; no target is set"),
    (Signal.WORSENING, None): (Rating.RED, "is getting worse; no target is set"),
    (Signal.CHANGED, None): (Rating.NOT_RATED, "has changed, and neither way is better in itself"),
    (Signal.TOO_FEW, None): (Rating.NOT_RATED, "is too young to say where it is going"),
}


@dataclass(frozen=True)
class Computed:
    """A rating with its workings: one sentence a measure, then the sum of them."""

    rating: Rating
    workings: tuple[str, ...]


def rate_measure(signal: Signal, target_met: bool | None) -> tuple[Rating, str]:
    """The rating of one measure, and why."""
    return RULE[signal, target_met]


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


def disagreement(declared: Rating, computed: Rating) -> str:
    """One sentence when both ratings exist and differ; empty when they do not."""
    if Rating.NOT_RATED in (declared, computed) or declared is computed:
        return ""
    better = BETTER_FIRST.index(declared) < BETTER_FIRST.index(computed)
    link = "but the" if better else "while the"
    return f"Declared {declared.words.lower()}, {link} measures say {computed.words.lower()}"


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
