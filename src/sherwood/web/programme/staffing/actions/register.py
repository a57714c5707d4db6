"""The register of who takes part: entering, changing, and making one record of two spellings."""

from itertools import groupby

from django.utils.text import slugify

from sherwood.governance.roles import Permission
from sherwood.governance.staffing import overlap
from sherwood.kit.errors import Refusal
from sherwood.kit.names import spelled
from sherwood.kit.periods import spoken
from sherwood.web.programme.programmes.models import Programme
from sherwood.web.programme.staffing.models import (
    Apart,
    Division,
    Membership,
    Merge,
    Name,
    Participant,
    RoleHolding,
)
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.acts import act, person
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today


@act(needs=Permission.RUN_PROGRAMME)
def enter_division(*, programme: Programme, name: str, kind: int, by) -> Division:
    key = slugify(name)[:60]
    if not key:
        raise Refusal("A division's name needs letters or figures.")
    if programme.divisions.filter(key=key).exists():
        raise Refusal(f"{name} is entered already.")
    made = Division.objects.create(programme=programme, key=key, name=name, kind=kind)
    trail.record(verb="entered a division", what=made, detail={"kind": made.get_kind_display()}, by=by)
    return made


@act(needs=(Permission.RUN_PROGRAMME, Permission.WRITE_CASE))
def enter_participant(
    *, programme: Programme, name: str, kind: str, division: Division | None = None, aliases: str = "", by
) -> Participant:
    """Enter a post or group. `aliases`: what else it is called, one on a line."""
    made = Participant.objects.create(
        programme=programme, name=name.strip(), kind=kind, post=_post(name, kind), division=division
    )
    _name(made, [name, *aliases.splitlines()])
    trail.record(verb="entered who takes part", what=made, detail={"name": made.name}, by=by)
    return made


@act(needs=Permission.RUN_PROGRAMME, about="participant")
def change_participant(
    *,
    participant: Participant,
    name: str,
    kind: str,
    division: Division | None = None,
    aliases: str = "",
    by,
) -> None:
    """Change a record. A former name stays among the aliases until it is taken out there."""
    if participant.merged_into_id:
        raise Refusal("This record was merged into another. Change that one.")
    former = participant.name if spelled(participant.name) != spelled(name) else ""
    participant.name, participant.kind, participant.division = name.strip(), kind, division
    participant.post = _post_of(participant)
    participant.save()
    participant.names.all().delete()
    _name(participant, [name, former, *aliases.splitlines()])
    trail.record(verb="changed who takes part", what=participant, detail={"name": participant.name}, by=by)


def _post(name: str, kind: str) -> Post | None:
    """The post of the register that somebody is known by; none for a group, a partner or a consultant."""
    return Post.objects.called(name) if kind == Participant.Kind.PERSON else None


def _post_of(participant: Participant) -> Post | None:
    """The post it has, whatever the record is called now; else that of its name."""
    keeps = participant.post if participant.kind == Participant.Kind.PERSON else None
    return keeps or _post(participant.name, participant.kind)


def _name(participant: Participant, names: list[str]) -> None:
    """Write down what it is called; a spelling that leads to another already is refused."""
    for words in names:
        spelling = spelled(words)
        if not spelling:
            if words.strip():
                raise Refusal(f"“{words.strip()}” is no name: it needs letters or figures.")
            continue
        found = Name.objects.filter(programme=participant.programme, spelling=spelling).first()
        if found and found.participant_id != participant.pk:
            raise Refusal(
                f"“{words.strip()}” leads to {found.participant.name} already. Use that record, or merge the two."
            )
        if not found:
            Name.objects.create(
                programme=participant.programme,
                participant=participant,
                words=words.strip(),
                spelling=spelling,
            )


@act(needs=Permission.RUN_PROGRAMME)
def merge(*, kept: Participant, merged: Participant, reason: str, by) -> Merge:
    """Make one record of two: both names lead to `kept`, which takes over the parts and roles of `merged`."""
    kept, merged = _locked(kept, merged)
    _check_can_merge(kept, merged)
    names = [name.words for name in merged.names.all()]
    merged.names.update(participant=kept)
    folded = _take_over(Membership, kept, merged, lambda one: (one.project_id, one.part))
    folded += _take_over(RoleHolding, kept, merged, lambda one: (one.role_id,))
    merged.merged_into = kept
    merged.save(update_fields=["merged_into"])
    made = Merge.objects.create(
        kept=kept,
        merged=merged,
        names=names,
        folded=folded,
        reason=reason,
        on=today(),
        entered_by=person(by),
    )
    detail = {"kept": kept.name, "merged": merged.name, "folded": len(folded)}
    trail.record(verb="merged two records into one", what=kept, detail=detail, by=by)
    return made


@act(needs=Permission.RUN_PROGRAMME)
def keep_apart(*, one: Participant, other: Participant, reason: str, by) -> Apart:
    """Say that two whose names are alike are two. They may still be merged, when that proves wrong."""
    if one.pk == other.pk:
        raise Refusal(f"{one.name} is one record. Choose another that it is not.")
    first, second = sorted((one, other), key=lambda each: each.pk)
    made, new = Apart.objects.get_or_create(
        one=first, other=second, defaults={"reason": reason, "on": today(), "entered_by": person(by)}
    )
    if not new:
        raise Refusal(f"That {first.name} and {second.name} are two was said on {spoken(made.on)} already.")
    trail.record(
        verb="kept two records apart", what=one, detail={"one": one.name, "other": other.name}, by=by
    )
    return made


def _locked(kept: Participant, merged: Participant) -> tuple[Participant, Participant]:
    """Both, locked in one order whoever asks, so that two who merge at once wait for one another."""
    rows = Participant.objects.select_for_update().filter(pk__in=[kept.pk, merged.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[kept.pk], found[merged.pk]


def _check_can_merge(kept: Participant, merged: Participant) -> None:
    if kept.pk == merged.pk:
        raise Refusal(f"{kept.name} is one record already. Choose another to merge with it.")
    for one in (kept, merged):
        if one.merged_into:
            raise Refusal(f"{one.name} was merged into {one.merged_into.name} already. Merge with that one.")
    if kept.kind != merged.kind:
        kinds = f"{kept.get_kind_display().lower()} and {merged.get_kind_display().lower()}"
        raise Refusal(f"The two are of different kinds: {kinds}. Put the kind right first, if they are one.")


def _take_over(model, kept: Participant, merged: Participant, same) -> list[dict]:
    """Move the rows of `merged` to `kept`; where both held the `same` thing on the same days, make one of them.

    Gives what was folded away, as the merge keeps it.
    """
    rows = sorted(
        model.objects.filter(participant__in=[kept, merged]), key=lambda one: (*same(one), one.from_on)
    )
    folded = []
    for _, alike in groupby(rows, key=same):
        first, *rest = alike
        for row in rest:
            if overlap(first.from_on, first.to_on, row.from_on, row.to_on):
                folded.append(_facts(row))
                row.delete()
                _absorb(first, row)
            else:
                first = row
    model.objects.filter(participant=merged).update(participant=kept)
    return folded


def _facts(row: Membership | RoleHolding) -> dict:
    about = row.project.key if isinstance(row, Membership) else row.role.title
    part = row.get_part_display() if isinstance(row, Membership) else "Role"
    return {
        "of": about,
        "part": part,
        "from_on": row.from_on.isoformat(),
        "to_on": row.to_on.isoformat() if row.to_on else None,
    }


def _absorb(first: Membership | RoleHolding, row: Membership | RoleHolding) -> None:
    """`first` lasts as long as either did, and takes from `row` what it lacks."""
    first.to_on = max(first.to_on, row.to_on) if first.to_on and row.to_on else None
    if isinstance(first, Membership) and isinstance(row, Membership):
        for name in ("area", "days_asked", "days_given", "outside_because"):
            if getattr(first, name) in (None, ""):
                setattr(first, name, getattr(row, name))
        if row.is_confirmed and not first.is_confirmed:
            first.state, first.confirmed_on, first.confirmed_by = (
                row.state,
                row.confirmed_on,
                row.confirmed_by,
            )
    first.save()
