"""What a definition proposes to a programme that runs already: each change, who agrees to it, and what it makes of the whole.

A whole programme is plain here, as a file writes it: for each section its parts in order, every field said, days as
2010-03-08. `programme` and `rules` are sections of one part.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sherwood.governance.roles import Permission
from sherwood.governance.stages import Stage
from sherwood.kit.errors import SherwoodError

Part = dict[str, Any]
Whole = dict[str, list[Part]]


class Agrees(Enum):
    """Whose agreement a change waits for; the value is how a page says it."""

    DECIDERS = "a member of the deciding body"
    PROGRAMME = "a second person of the programme"

    @property
    def permission(self) -> Permission:
        return Permission.DECIDE if self is Agrees.DECIDERS else Permission.AGREE_PROGRAMME


# Who agrees to a change of a section ...
SECTION_AGREES: dict[str, Agrees] = {
    "programme": Agrees.PROGRAMME,
    "rules": Agrees.DECIDERS,  # who decides and challenges, and the days allowed
    "category": Agrees.PROGRAMME,
    "likelihood": Agrees.DECIDERS,  # how large a risk is, and which are heard
    "impact": Agrees.DECIDERS,
    "risk_band": Agrees.DECIDERS,
    "rating": Agrees.DECIDERS,
    "origin": Agrees.PROGRAMME,
    "checklist": Agrees.DECIDERS,  # what a case must pass
    "grade": Agrees.DECIDERS,
    "criterion": Agrees.DECIDERS,  # how projects are put in order
    "driver": Agrees.PROGRAMME,
    "body": Agrees.DECIDERS,  # quorum, seats and terms
    "agenda": Agrees.PROGRAMME,
    "role": Agrees.PROGRAMME,
    "phase": Agrees.PROGRAMME,
    "inspection": Agrees.PROGRAMME,
    "priority": Agrees.PROGRAMME,
    "finding_kind": Agrees.DECIDERS,  # which findings ask for action, and how grave they are
    "finding": Agrees.PROGRAMME,
    "project": Agrees.PROGRAMME,
    "score": Agrees.PROGRAMME,
    "marker": Agrees.PROGRAMME,
    "funding": Agrees.DECIDERS,
    "posts": Agrees.PROGRAMME,
}
# ... but for these fields of it
FIELD_AGREES: dict[tuple[str, str], Agrees] = {
    ("phase", "approvals_needed"): Agrees.DECIDERS,
    ("phase", "state"): Agrees.DECIDERS,
    ("project", "stage"): Agrees.DECIDERS,
    ("posts", "number"): Agrees.DECIDERS,  # what the money pays for
}
# ... and for taking a part of it away
GONE_AGREES: dict[str, Agrees] = {"finding": Agrees.DECIDERS}

# What a part begins with, which by itself asks for nobody more
BEGINS: dict[tuple[str, str], Any] = {
    ("project", "stage"): "idea",
    ("phase", "state"): "to come",
    ("phase", "approvals_needed"): [],
}
# What only its own gate changes, once a part stands
GATED: dict[tuple[str, str], str] = {
    ("project", "stage"): "a project moves through its gates",
    ("phase", "state"): "a phase closes when its approvals are recorded",
}
UNORDERED = {  # lists whose order says nothing
    ("finding", "priorities"),
    ("finding", "projects"),
    ("project", "priorities"),
    ("project", "co_leads"),
}
CLOSED = Stage.CLOSED.name.lower()


class ChangeKind(Enum):
    """What a change does to a part; the value is how a page says it."""

    ADDED = "added"
    CHANGED = "changed"
    GONE = "removed"
    ORDERED = "put in another order"


@dataclass(frozen=True)
class ProposedChange:
    """One line of a proposal. `before` and `after` hold the fields that differ; all of them where a part comes or goes."""

    section: str
    key: str
    kind: ChangeKind
    before: Part
    after: Part
    agrees: Agrees
    follows: tuple[str, ...] = ()  # where an added part goes: after the first of these that is there


@dataclass(frozen=True)
class Left:
    """A field in which the definition says something else than what stands, and what stands is left."""

    section: str
    key: str
    field: str
    stands: Any
    wanted: Any
    why: str


Settled = Mapping[tuple[str, str], Collection[str]]


def changes(standing: Whole, wanted: Whole, settled: Settled) -> tuple[list[ProposedChange], list[Left]]:
    """What `wanted` proposes to what is `standing`, and what of it is left alone: what an act has settled or a gate guards."""
    found: list[ProposedChange] = []
    left: list[Left] = []
    for section in SECTION_AGREES:
        stands, wants = _keyed(standing, section), _keyed(wanted, section)
        for key, part in wants.items():
            if key not in stands:
                found.append(_added(section, key, part, list(wants)))
                continue
            differs = {name for name in part if not same(section, name, stands[key][name], part[name])}
            kept = list(_left(section, key, stands[key], part, differs, settled.get((section, key), ())))
            left += kept
            found += _changed(section, key, stands[key], part, differs - {one.field for one in kept})
        found += [_gone(section, key, part) for key, part in stands.items() if key not in wants]
        found += _ordered(section, list(stands), list(wants))
    return found, left


def same(section: str, name: str, one: Any, other: Any) -> bool:
    if (section, name) in UNORDERED:
        return set(one) == set(other)
    return bool(one == other)


def check_none_is_lost(standing: Whole, wanted: Whole) -> None:
    """A project is closed, never lost."""
    lost = [key for key in _keyed(standing, "project") if key not in _keyed(wanted, "project")]
    if lost:
        raise SherwoodError(
            f"The definition no longer holds project {lost[0]}, and a project is never removed. "
            "Put it back, with stage = “closed” if it has ended."
        )


def stale(whole: Whole, change: ProposedChange) -> list[str]:
    """The fields of a change that say something else now than when it was proposed; the key where the part itself is not as
    it was."""
    part = _keyed(whole, change.section).get(change.key)
    if change.kind is ChangeKind.ORDERED:
        keys, order = list(_keyed(whole, change.section)), change.before["order"]
        still = [key for key in keys if key in order] == [key for key in order if key in keys]
        return [] if still else ["order"]
    if change.kind is ChangeKind.ADDED:
        return ["key"] if part is not None else []
    if part is None:
        return ["key"]
    return [
        name for name, value in change.before.items() if not same(change.section, name, part[name], value)
    ]


def patched(whole: Whole, change: ProposedChange) -> Whole:
    """The whole as it is once the change is made."""
    parts = [dict(part) for part in whole.get(change.section, [])]
    if change.kind is ChangeKind.ADDED:
        keys = [part["key"] for part in parts]
        before = next((key for key in change.follows if key in keys), None)
        parts.insert(keys.index(before) + 1 if before is not None else 0, dict(change.after))
    elif change.kind is ChangeKind.CHANGED:
        parts = [part | change.after if part.get("key", "") == change.key else part for part in parts]
    elif change.kind is ChangeKind.GONE:
        parts = [part for part in parts if part["key"] != change.key]
    else:
        parts = _in_order(parts, change.after["order"])
    return whole | {change.section: parts}


def _in_order(parts: Sequence[Part], order: Sequence[str]) -> list[Part]:
    """Those that `order` names, in its order, in the places that they have among the others."""
    named = iter(
        sorted((part for part in parts if part["key"] in order), key=lambda part: order.index(part["key"]))
    )
    return [next(named) if part["key"] in order else part for part in parts]


def _keyed(whole: Whole, section: str) -> dict[str, Part]:
    return {_key(section, part): part for part in whole.get(section, [])}


def _key(section: str, part: Part) -> str:
    return part["key"] if section != "rules" else ""


def _agrees(section: str, name: str) -> Agrees:
    return FIELD_AGREES.get((section, name), SECTION_AGREES[section])


def _strictest(asked: Iterable[Agrees]) -> Agrees:
    return Agrees.DECIDERS if Agrees.DECIDERS in set(asked) else Agrees.PROGRAMME


def _of_part(section: str, part: Part) -> Agrees:
    """Who agrees to a part that comes or goes: as for what it says beyond what any part begins with."""
    said = (name for name in part if name == "key" or part[name] != BEGINS.get((section, name)))
    return _strictest(_agrees(section, name) for name in said)


def _added(section: str, key: str, part: Part, order: list[str]) -> ProposedChange:
    follows = tuple(reversed(order[: order.index(key)]))
    return ProposedChange(section, key, ChangeKind.ADDED, {}, part, _of_part(section, part), follows)


def _gone(section: str, key: str, part: Part) -> ProposedChange:
    agrees = GONE_AGREES.get(section) or _of_part(section, part)
    return ProposedChange(section, key, ChangeKind.GONE, part, {}, agrees)


def _changed(section: str, key: str, stands: Part, part: Part, differs: set[str]) -> Iterator[ProposedChange]:
    """The fields that differ, apart by who agrees to them."""
    for agrees in Agrees:
        names = [name for name in part if name in differs and _agrees(section, name) is agrees]
        if names:
            before, after = ({name: of[name] for name in names} for of in (stands, part))
            yield ProposedChange(section, key, ChangeKind.CHANGED, before, after, agrees)


def _left(
    section: str, key: str, stands: Part, part: Part, differs: set[str], settled: Collection[str]
) -> Iterator[Left]:
    for name in part:
        closes = (section, name, part[name]) == ("project", "stage", CLOSED)
        if name not in differs:
            continue
        if name in settled and not closes:
            yield Left(section, key, name, stands[name], part[name], "it was settled here")
        elif (section, name) in GATED and not closes:
            yield Left(section, key, name, stands[name], part[name], GATED[(section, name)])


def _ordered(section: str, stands: list[str], wants: list[str]) -> Iterator[ProposedChange]:
    before, after = [key for key in stands if key in wants], [key for key in wants if key in stands]
    if before != after:
        yield ProposedChange(
            section, "", ChangeKind.ORDERED, {"order": before}, {"order": wants}, SECTION_AGREES[section]
        )
