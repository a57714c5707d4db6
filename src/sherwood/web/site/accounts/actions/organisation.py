"""Keep the organisation: council, service, locality, team; what the records propose, and what is said by hand.

Where a person stands decides whose children they see. So a change that lets somebody see more waits for a second person,
as a role does; any other is done at once.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from sherwood.governance.roles import MATRIX, Permission, Role
from sherwood.kit.errors import Refusal
from sherwood.kit.periods import spoken
from sherwood.web.site.accounts.models import OrganisationUnit, PutAside, RoleGrant, TreeChange, teams_under
from sherwood.web.site.accounts.organisation import ProposedUnit
from sherwood.web.site.acts import SYSTEM, WITHIN, act, person
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import standing

Kind = OrganisationUnit.Kind
ORDER = list(Kind)
DAY = timedelta(days=1)
SEES = [role.name for role in Role if Permission.SEE_CHILDREN_OF_TEAM in MATRIX[role]]


@act(needs=SYSTEM)
def lay_out_organisation(*, council: str, placings: Iterable[Mapping], by) -> OrganisationUnit:
    """Put every team in its place: council, service, locality, team. Doing it again changes nothing.

    `placings`: rows like the record table `teams`: team, locality, service, from_on, to_on (others ignored).
    """
    before = OrganisationUnit.objects.count()
    top = _unit(Kind.COUNCIL, council, None)
    for row in placings:
        place = _place_of(top, row.get("service") or "", row.get("locality") or "")
        _unit(Kind.TEAM, row["team"], place, row.get("from_on"), row.get("to_on"))
    if made := OrganisationUnit.objects.count() - before:
        trail.record(
            verb="laid out the organisation", what=("council", council), detail={"added": made}, by=by
        )
    return top


@act(needs=Permission.MANAGE_ACCOUNTS)
def agree_proposals(*, proposals: Collection[ProposedUnit], by) -> list[TreeChange]:
    """Make the organisation what the records say of those teams."""
    if not proposals:
        raise Refusal("Tick at least one line.")
    return [_change(proposal.act, proposal.facts, proposal.words, by) for proposal in proposals]


@act(needs=Permission.MANAGE_ACCOUNTS)
def leave_proposals(*, proposals: Collection[ProposedUnit], by) -> None:
    """Leave the organisation as it is in those lines, and be asked about them no more."""
    if not proposals:
        raise Refusal("Tick at least one line.")
    for proposal in proposals:
        PutAside.objects.get_or_create(
            mark=proposal.mark, defaults={"words": proposal.words, "by": person(by), "on": today()}
        )
        trail.record(verb="left the organisation as it is", what=("team", proposal.words), by=by)


@act(needs=Permission.MANAGE_ACCOUNTS)
def add_unit(
    *, kind: str, name: str, parent: OrganisationUnit | None = None, from_on: date | None = None, by
) -> TreeChange:
    """Add a part of the organisation by hand."""
    name = " ".join(name.split())
    if OrganisationUnit.objects.current().filter(kind=kind, key=name, parent=parent).exists():
        raise Refusal(f"{name} is there already.")
    if kind == Kind.TEAM and OrganisationUnit.objects.teams().filter(key=name).exists():
        raise Refusal(f"There is a team {name} already. Move it, or add this one under another name.")
    _check_above(kind, parent)
    facts = {"kind": kind, "name": name, "parent": parent and parent.pk, "from_on": _written(from_on)}
    return _change("add", facts, f"Add {name}{f' to {parent}' if parent else ''}", by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="unit", stands=lambda unit: standing(unit, "name"))
def rename_unit(*, unit: OrganisationUnit, name: str, by) -> None:
    """Call it otherwise from now on. How the records spell it stays, and so does what it was called where it has ended."""
    was, name = unit.name, " ".join(name.split())
    lasting = OrganisationUnit.objects.same_as(unit).filter(Q(to_on=None) | Q(to_on__gte=today()))
    lasting.update(name=name)
    trail.record(
        verb="renamed a part of the organisation", what=unit, detail={"from": was, "to": name}, by=by
    )


@act(needs=Permission.MANAGE_ACCOUNTS, about="unit", stands=OrganisationUnit.stands)
def move_unit(*, unit: OrganisationUnit, parent: OrganisationUnit, from_on: date, by) -> TreeChange:
    """Put a part elsewhere from a day; where it stood until then stays as it was."""
    _check_lasts(unit)
    _check_above(unit.kind, parent)
    facts = {"unit": unit.pk, "parent": parent.pk, "from_on": _written(from_on)}
    return _change("move", facts, f"Move {unit} to {parent} from {spoken(from_on)}", by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="unit", stands=OrganisationUnit.stands)
def merge_units(*, unit: OrganisationUnit, into: OrganisationUnit, by) -> TreeChange:
    """Two spellings of one part become one, with both spellings; roles held for either are held for the one."""
    if unit.whole == into.whole:
        raise Refusal("These are one already. Choose another.")
    if unit.kind != into.kind:
        raise Refusal(f"{unit} is a {unit.kind} and {into} a {into.kind}: they are not one.")
    return _change("merge", {"unit": unit.pk, "into": into.pk}, f"{unit} is {into}, spelled otherwise", by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="unit", stands=OrganisationUnit.stands)
def close_unit(*, unit: OrganisationUnit, to_on: date, by) -> TreeChange:
    """A part is there through a day, and not after. What stands in it is moved or closed first."""
    facts = {"unit": unit.pk, "to_on": _written(to_on)}
    return _change("close", facts, f"Close {unit} after {spoken(to_on)}", by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="change", stands=lambda change: standing(change, "state"))
def agree_change(*, change: TreeChange, by) -> None:
    """Agree, as the second person, to what lets somebody see more children."""
    _check_waits(change)
    if change.asked_by_id == by.pk:
        raise Refusal("Whoever asked for it does not agree to it. Another administrator must.")
    change.gains = make_change(change=change, agreed=True, by=by)
    change.state, change.agreed_by = TreeChange.State.DONE, by
    change.save()
    trail.record(verb="agreed to a change of the organisation", what=change, detail=_told(change), by=by)


@act(needs=Permission.MANAGE_ACCOUNTS, about="change", stands=lambda change: standing(change, "state"))
def decline_change(*, change: TreeChange, by) -> None:
    _check_waits(change)
    change.state = TreeChange.State.DECLINED
    change.save()
    trail.record(verb="declined a change of the organisation", what=change, detail=_told(change), by=by)


def _check_waits(change: TreeChange) -> None:
    if change.state != TreeChange.State.WAITING:
        raise Refusal(f"This waits no more: {change.get_state_display().lower()}.")


def _change(name: str, facts: dict[str, Any], words: str, by) -> TreeChange:
    """Do it, or let it wait where somebody would see more children."""
    change = TreeChange(act=name, facts=facts, words=words, asked_by=person(by), asked_on=today())
    if TreeChange.objects.filter(state=TreeChange.State.WAITING, act=name, facts=facts).exists():
        raise Refusal(f"This waits for a second person already: {words}.")
    try:
        change.gains, waits = make_change(change=change, by=by), False
    except _SeesMore as more:
        change.gains, waits = more.gains, True
    change.state = TreeChange.State.WAITING if waits else TreeChange.State.DONE
    change.save()
    verb = "asked for a change of the organisation" if waits else "changed the organisation"
    trail.record(verb=verb, what=change, detail=_told(change), by=by)
    return change


def _told(change: TreeChange) -> dict[str, Any]:
    return {"what": change.words} | ({"see more": change.gains} if change.gains else {})


class _SeesMore(Exception):
    """Undoes a change by which somebody would see more children, until a second person has agreed to it."""

    def __init__(self, gains: list[str]):
        super().__init__(gains)
        self.gains = gains


@act(needs=WITHIN)
def make_change(*, change: TreeChange, agreed: bool = False, by) -> list[str]:
    """Make the change; gives the posts that see more children by it, today or on a day to come."""
    grants = list(
        RoleGrant.objects.standing().filter(role__in=SEES).exclude(unit=None).select_related("user")
    )
    before = _reach(grants)
    CHANGES[change.act](**change.facts)
    after = _reach(grants)
    gaining = [grant for grant in grants if _sees_more(before, after, grant.pk)]
    if any(grant.user_id == by.pk for grant in gaining):
        raise Refusal("You would see more children by this, so neither ask for it nor agree to it.")
    gains = sorted({str(grant.user.post) for grant in gaining})
    if gains and not agreed and person(by):
        raise _SeesMore(gains)
    return gains


def _reach(grants: list[RoleGrant]) -> dict[tuple[int, date], frozenset[str]]:
    """Whose children each role sees, today and on each later day on which the organisation changes."""
    rows = list(OrganisationUnit.objects.all())
    turns = {turn for row in rows for turn in (row.from_on, row.to_on and row.to_on + DAY)}
    days = {today(), *(turn for turn in turns if turn and turn > today())}
    return {(grant.pk, day): teams_under([grant.unit_id], day, rows) for grant in grants for day in days}


def _sees_more(before: dict, after: dict, grant: int) -> bool:
    """On some day, a team that it did not see on the last day known before."""
    days = sorted(day for pk, day in before if pk == grant)
    for (pk, day), teams in after.items():
        if pk == grant and teams - before[grant, max(known for known in days if known <= day)]:
            return True
    return False


def _written(day: date | None) -> str | None:
    return day and day.isoformat()


def _read(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _check_above(kind: str, parent: OrganisationUnit | None) -> None:
    if parent is None:
        if kind != Kind.COUNCIL:
            raise Refusal("Choose what it is part of.")
    elif ORDER.index(Kind(parent.kind)) >= ORDER.index(Kind(kind)):
        raise Refusal(f"A {kind} is not part of a {parent.kind}. Choose what stands above it.")


def _check_lasts(unit: OrganisationUnit) -> None:
    if unit.to_on:
        raise Refusal(f"{unit} is closed after {spoken(unit.to_on)}.")


def _unit(kind, key: str, parent, from_on=None, to_on=None) -> OrganisationUnit:
    """The part that stands there from that day, made where there is none; a team known already is the same team."""
    same = (
        OrganisationUnit.objects.filter(kind=kind, key=key).order_by("pk").first()
        if kind == Kind.TEAM
        else None
    )
    unit, _ = OrganisationUnit.objects.update_or_create(
        kind=kind,
        key=key,
        parent=parent,
        from_on=from_on,
        defaults={"to_on": to_on},
        create_defaults={
            "name": same.name if same else key,
            "to_on": to_on,
            "entered_as_id": same and same.whole,
        },
    )
    return unit


def _place_of(top: OrganisationUnit, service: str, locality: str) -> OrganisationUnit:
    """The locality of the service of the council, made where they are none; as far as they are said."""
    for kind, key in ((Kind.SERVICE, service), (Kind.LOCALITY, locality)):
        if key:
            lasting = OrganisationUnit.objects.filter(
                kind=kind, key=key, parent__in=_rows_of(top), to_on=None
            )
            top = lasting.first() or _unit(kind, key, top)
    return top


def _rows_of(unit: OrganisationUnit):
    return OrganisationUnit.objects.same_as(unit)


def _place(
    *, team: str, service: str, locality: str, from_on: str | None, to_on: str | None, council: str
) -> None:
    top = OrganisationUnit.objects.filter(kind=Kind.COUNCIL, to_on=None).first() or _unit(
        Kind.COUNCIL, council, None
    )
    place = _place_of(top, service, locality)
    known = OrganisationUnit.objects.teams().filter(key=team).first()
    rows = _rows_of(known) if known else OrganisationUnit.objects.none()
    if from_on and (last := rows.filter(to_on=None).first()):
        _moved(last, place, date.fromisoformat(from_on))
    else:
        _unit(Kind.TEAM, team, place, _read(from_on), _read(to_on))


def _add(*, kind: str, name: str, parent: int | None, from_on: str | None) -> None:
    OrganisationUnit.objects.create(kind=kind, key=name, name=name, parent_id=parent, from_on=_read(from_on))


def _move(*, unit: int, parent: int, from_on: str) -> None:
    _moved(
        OrganisationUnit.objects.get(pk=unit),
        OrganisationUnit.objects.get(pk=parent),
        date.fromisoformat(from_on),
    )


def _moved(unit: OrganisationUnit, parent: OrganisationUnit, from_on: date) -> None:
    """A second row from that day; one that began on the day itself stands elsewhere from its beginning."""
    if unit.from_on and unit.from_on > from_on:
        raise Refusal(f"{unit} stands where it is from {spoken(unit.from_on)}. Give a later day.")
    if unit.from_on == from_on:
        unit.parent = parent
        unit.save(update_fields=["parent"])
        return
    OrganisationUnit.objects.filter(pk=unit.pk).update(to_on=from_on - DAY)
    OrganisationUnit.objects.create(
        kind=unit.kind, key=unit.key, name=unit.name, parent=parent, from_on=from_on, entered_as_id=unit.whole
    )


def _merge(*, unit: int, into: int) -> None:
    """The rows of the one become rows of the other, and its lasting one ends: the other says where both stand."""
    merged, kept = OrganisationUnit.objects.get(pk=unit), OrganisationUnit.objects.get(pk=into)
    rows = list(_rows_of(merged))
    for row in rows:
        row.entered_as_id = kept.whole
        if row.to_on is None:
            row.to_on = max(today() - DAY, row.from_on or date.min)
        row.save(update_fields=["entered_as", "to_on"])


def _close(*, unit: int, to_on: str) -> None:
    found, last_day = OrganisationUnit.objects.get(pk=unit), date.fromisoformat(to_on)
    _check_lasts(found)
    if found.from_on and last_day < found.from_on:
        raise Refusal(f"{found} began on {spoken(found.from_on)}. Give that day or a later one.")
    parts = OrganisationUnit.objects.filter(parent__in=_rows_of(found)).filter(
        Q(to_on=None) | Q(to_on__gt=last_day)
    )
    if part := parts.first():
        raise Refusal(f"{part} stands in {found}. Move it or close it first.")
    found.to_on = last_day
    found.save(update_fields=["to_on"])


CHANGES: dict[str, Callable[..., None]] = {
    "place": _place,
    "add": _add,
    "move": _move,
    "merge": _merge,
    "close": _close,
}
