"""Who takes part in a programme: what a team lacks, who answers to whom, and which names may be one person.

Plain facts in, sentences out: nothing here knows a database. People are known by post.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import Enum
from itertools import combinations

from sherwood.kit.errors import Refusal
from sherwood.kit.names import spelled
from sherwood.kit.periods import spoken

ALIKE = 0.88  # how alike two names are before somebody is asked whether they are one
JOINING = frozenset({"of", "the", "and", "for", "to"})


class TeamPart(Enum):
    """What somebody is in a project's team; the value is how a page says it."""

    LEAD = "Lead"
    CO_LEAD = "Co-lead"
    OPERATIONAL_MANAGER = "Operational manager"
    MEMBER = "Team member"


@dataclass(frozen=True)
class TeamSeat:
    """One membership of a team as the rules see it. Days are days a week; None is not known."""

    who: str
    part: TeamPart
    confirmed: bool
    asked: float | None = None
    given: float | None = None
    from_department: bool | None = True  # None: nobody has said where they come from
    outside_because: str = ""


@dataclass(frozen=True)
class Gap:
    """Something a project's team lacks: its kind, and a sentence about it."""

    kind: str
    words: str
    days: float = 0


NO_LEAD = "No lead"
NO_MANAGER = "No operational manager"
NO_TEAM = "No team"
OUTSIDE = "Lead from outside, no reason"
NO_HOME = "Lead's division not recorded"
SUGGESTED = "Asked for, not confirmed"
SHORT = "Fewer days than asked"
NOT_SAID = "Days given not known"
KINDS = (NO_LEAD, NO_TEAM, NO_MANAGER, OUTSIDE, NO_HOME, SUGGESTED, SHORT, NOT_SAID)


def gaps(seats: Sequence[TeamSeat], *, is_led: bool = False) -> list[Gap]:
    """What a team lacks, the gravest first. `seats` are those of today; `is_led`: whether the project names who leads it."""
    found = [*_parts_with_nobody(seats, is_led), *(gap for seat in seats for gap in _gaps_of(seat))]
    return sorted(found, key=lambda gap: KINDS.index(gap.kind))


def _parts_with_nobody(seats: Sequence[TeamSeat], is_led: bool) -> Iterator[Gap]:
    held = {seat.part for seat in seats}
    if not is_led and not held & {TeamPart.LEAD, TeamPart.CO_LEAD}:
        yield Gap(NO_LEAD, "Nobody leads it.")
    if TeamPart.OPERATIONAL_MANAGER not in held:
        yield Gap(NO_MANAGER, "No operational manager is named beside the lead.")
    if TeamPart.MEMBER not in held:
        yield Gap(NO_TEAM, "Nobody is in the team beside those who lead and manage.")


def _gaps_of(seat: TeamSeat) -> Iterator[Gap]:
    if needs_reason(seat):
        if seat.from_department is False:
            yield Gap(OUTSIDE, f"{seat.who} leads from outside the department; no reason is recorded.")
        else:
            yield Gap(NO_HOME, f"{seat.who} leads; of which division is not recorded.")
    if not seat.confirmed:
        days = f", asked for {said(seat.asked)}" if seat.asked else ""
        yield Gap(SUGGESTED, f"{seat.who} is suggested and not confirmed{days}.", days=seat.asked or 0)
    elif seat.asked is None:
        return
    elif seat.given is None:
        words = f"{seat.who} is asked for {said(seat.asked)}; how many are given is not known."
        yield Gap(NOT_SAID, words, days=seat.asked)
    elif seat.given < seat.asked:
        words = f"{seat.who} is asked for {said(seat.asked)} and gives {said(seat.given)}."
        yield Gap(SHORT, words, days=seat.asked - seat.given)


def needs_reason(seat: TeamSeat) -> bool:
    """Whether somebody leads who is not known to come from the department, and nobody has said why."""
    leads = seat.part in (TeamPart.LEAD, TeamPart.CO_LEAD)
    return leads and not seat.from_department and not seat.outside_because.strip()


def check_lead(seat: TeamSeat) -> None:
    """Leads come from the department. One known to come from elsewhere is confirmed with a reason, not without."""
    if seat.confirmed and seat.from_department is False and needs_reason(seat):
        raise Refusal(
            f"{seat.who} comes from outside the department. Say why they lead, before they are confirmed."
        )


def said(days: float) -> str:
    """2 days a week; none is said as none."""
    if not days:
        return "no day a week"
    return f"{days:g} {'day' if days == 1 else 'days'} a week"


def check_may_suggest(*, leads: bool, runs: bool) -> None:
    if not (leads or runs):
        raise Refusal("A team is put together by who leads the project or by the programme manager.")


def check_may_confirm(*, leads: bool, runs: bool, suggested_it: bool) -> None:
    """The programme manager answers for naming people and may confirm anybody; a lead confirms what another suggested."""
    check_may_suggest(leads=leads, runs=runs)
    if suggested_it and not runs:
        raise Refusal(
            "You suggested this yourself: the programme manager, or another who leads, confirms it."
        )


def overlap(from_a: date, to_a: date | None, from_b: date, to_b: date | None) -> bool:
    """Whether two spells share a day; both ends count, and an empty end lasts."""
    return (to_a is None or from_b <= to_a) and (to_b is None or from_a <= to_b)


def check_spell(from_on: date, to_on: date | None) -> None:
    if to_on and to_on < from_on:
        raise Refusal(
            f"It ends on {spoken(to_on)}, before it begins on {spoken(from_on)}. Put one of the two right."
        )


def check_hands_over(*, role: str, holder: str, since: date, from_on: date) -> None:
    """The former holder ends the day before, so must have held it for a day at least."""
    if from_on <= since:
        raise Refusal(
            f"{holder} has been {role.lower()} since {spoken(since)}. Hand it over from a later day than that."
        )


def check_one_holder(*, role: str, holder: str, since: date) -> None:
    """Raised when a role that one person holds at a time is held on one of the days asked for."""
    raise Refusal(
        f"{role} is held by {holder} since {spoken(since)}, and one holds it at a time. Hand it over instead."
    )


def check_owner(owner: str | None, team: str) -> None:
    """Every control is the team's: it is answerable for planning, delivery, reporting and governance. Both by name."""
    if not owner:
        raise Refusal(f"A control without an owner controls nothing. Name {team} as its owner.")
    if owner != team:
        raise Refusal(f"{team} is answerable for every control. Name it as the owner.")


Lines = Iterable[tuple[str, str]]  # who, and to whom they answer


def check_line(lines: Lines, who: str, answers_to: str) -> None:
    """Refuse a line that leads back to where it began: nobody answers to themselves, however many stand between."""
    above, waiting = _above(lines), [spelled(answers_to)]
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one == spelled(who):
            raise Refusal(f"{answers_to} answers to {who} already, so {who} cannot answer to {answers_to}.")
        if one not in seen:
            seen.add(one)
            waiting += above.get(one, ())


def _above(lines: Lines) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for who, to in lines:
        found.setdefault(spelled(who), []).append(spelled(to))
    return found


def likely_same(names: Iterable[str]) -> list[tuple[str, str, float]]:
    """Pairs of names that may be one, the most alike first: a suggestion, never a fact.

    The words are compared in order of the alphabet, so that “Head of service, social care” is like “Service head,
    social care”.
    """
    sorted_words = [(name, " ".join(sorted(set(spelled(name).split()) - JOINING))) for name in names]
    found = []
    for (one, a), (other, b) in combinations(sorted_words, 2):
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        if (
            matcher.real_quick_ratio() >= ALIKE
            and matcher.quick_ratio() >= ALIKE
            and matcher.ratio() >= ALIKE
        ):
            found.append((one, other, matcher.ratio()))
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))
