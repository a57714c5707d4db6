"""Whether agreed changes can be made now, and in which order."""

from collections.abc import Mapping

from sherwood.governance.definition import check_raw
from sherwood.governance.proposing import CLOSED, ChangeKind, ProposedChange, Whole, patched, stale
from sherwood.kit.errors import Refusal
from sherwood.measuring.shelves import all_measures
from sherwood.web.programme.programmes.actions import check_nothing_points_at
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.programmes.parts import PARTS
from sherwood.web.programme.programmes.shape import label
from sherwood.web.programme.programmes.written import as_file, whole

ORDER = ["programme", "rules", *PARTS]
Made = list[tuple[int, Whole]]  # numbers of changes, each with the whole that it leads to


def settled_of(programme: Programme) -> dict[tuple[str, str], list[str]]:
    """What acts have settled, by section and key of the part."""
    return {
        (section, row.key): row.settled
        for section, model in PARTS.items()
        for row in model.objects.filter(programme=programme)
        if row.settled
    }


def in_turn(
    programme: Programme, asked: Mapping[int, ProposedChange], titles: Mapping[int, str], because: str
) -> tuple[Made, list[str]]:
    """The changes that can be made, in the order to make them and each with the whole it leads to; and why others cannot.

    After each change the definition is sound: what names a part comes after it. What is only sound together is made so.
    """
    standing, settled = whole(programme), settled_of(programme)
    whys = {number: _why_not(programme, standing, settled, one, because) for number, one in asked.items()}
    refused = [f"{titles[number]}: {why}" for number, why in whys.items() if why]
    rest = {number: change for number, change in asked.items() if not whys[number]}
    if made := _all_at_once(rest, standing):
        return made, refused
    made, standing = _one_by_one(rest, standing)
    rest = {number: change for number, change in rest.items() if number not in dict(made)}
    if more := _all_at_once(rest, standing):
        return made + more, refused
    waits = (
        f"{titles[number]}: this waits for another change. {' '.join(_new_faults(standing, patched(standing, change)))}"
        for number, change in rest.items()
    )
    return made, [*refused, *waits]


def _all_at_once(rest: Mapping[int, ProposedChange], standing: Whole) -> Made:
    """All of them in their order, where they are sound together; none where they are not."""
    made: Made = []
    wanted = standing
    for number in sorted(rest, key=lambda number: _place(rest[number])):
        wanted = patched(wanted, rest[number])
        made.append((number, wanted))
    return made if not _new_faults(standing, wanted) else []


def _one_by_one(rest: Mapping[int, ProposedChange], standing: Whole) -> tuple[Made, Whole]:
    """Make each that is sound by itself, over and over, until none more is."""
    made: Made = []
    waiting = sorted(rest, key=lambda number: _place(rest[number]))
    while True:
        before = len(made)
        for number in list(waiting):
            wanted = patched(standing, rest[number])
            if not _new_faults(standing, wanted):
                standing = wanted
                made.append((number, wanted))
                waiting.remove(number)
        if len(made) == before:
            return made, standing


def _place(change: ProposedChange) -> tuple[bool, int]:
    """What is named before what names it; what goes, last and the other way about."""
    place = ORDER.index(change.section)
    return (True, -place) if change.kind is ChangeKind.GONE else (False, place)


def _new_faults(standing: Whole, wanted: Whole) -> list[str]:
    before = set(_faults(standing))
    return [fault for fault in _faults(wanted) if fault not in before]


def _faults(found: Whole) -> list[str]:
    problems = check_raw(as_file(found), set(all_measures()))
    return [problem.sentence for problem in problems if not problem.warning]


def _why_not(
    programme: Programme, standing: Whole, settled: Mapping, change: ProposedChange, because: str
) -> str:
    """Why a change cannot be made as things stand; empty when it can."""
    if fields := stale(standing, change):
        what = ", ".join(
            label(change.section, name).lower() for name in fields if name not in ("key", "order")
        )
        return (
            f"this has changed since it was proposed{f' ({what})' if what else ''}, so it cannot be agreed. "
            "Propose it again."
        )
    acted = [name for name in settled.get((change.section, change.key), ()) if name in change.after]
    if acted and change.after.get("stage") != CLOSED:
        return "this was settled here after it was proposed, and a definition does not undo that."
    if change.kind is not ChangeKind.GONE:
        return ""
    return _why_not_gone(programme, change, because)


def _why_not_gone(programme: Programme, change: ProposedChange, because: str) -> str:
    if change.section == "finding":
        return (
            "" if because.strip() else "a finding is withdrawn with a reason. Open this change and give it."
        )
    try:
        check_nothing_points_at(PARTS[change.section].objects.get(programme=programme, key=change.key))
    except Refusal as why:
        return str(why)
    return ""
