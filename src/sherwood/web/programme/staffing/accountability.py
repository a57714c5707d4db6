"""What the pages of roles, of who answers to whom, and of controls show."""

from dataclasses import dataclass, field

from sherwood.governance.roles import Role
from sherwood.kit.names import spelled
from sherwood.web.programme.programmes.models import Body, ProgrammeRole, Project
from sherwood.web.programme.staffing.entitled import runs
from sherwood.web.programme.staffing.models import Control, Line, RoleHolding
from sherwood.web.site.accounts.models import User
from sherwood.web.site.ui.clock import today


@dataclass
class StepUp:
    """Somebody on the way up: who, who that is today, and to whom they answer and how."""

    name: str
    holders: list[str]
    above: list[tuple[Line, "StepUp"]] = field(default_factory=list)


def roles(user) -> dict:
    listed = list(ProgrammeRole.visible_to(user).select_related("programme"))
    holdings = list(RoleHolding.visible_to(user).select_related("role", "participant"))
    now = _holding_today(holdings)
    return {
        "sentence": _sentence(listed, now),
        "roles": [
            (
                role,
                now.get(role.pk, []),
                _otherwise(role, now),
                role.by_project,
                role.one_at_a_time,
            )
            for role in listed
        ],
        "leads": _leads(user),
        "up": ways_up(user),
        "line_sentence": line_sentence(user),
        "lines": Line.visible_to(user),
        "runs": runs(user),
    }


def _holding_today(holdings: list[RoleHolding]) -> dict[int, list[RoleHolding]]:
    found: dict[int, list[RoleHolding]] = {}
    for holding in holdings:
        if holding.from_on <= today() and (holding.to_on is None or holding.to_on >= today()):
            found.setdefault(holding.role_id, []).append(holding)
    return found


def when(holding: RoleHolding) -> str:
    if holding.from_on > today():
        return "To come"
    return "Now" if holding.to_on is None or holding.to_on >= today() else "Ended"


def _sentence(listed: list[ProgrammeRole], now: dict) -> str:
    if not listed:
        return "No programme has been loaded yet."
    empty = [role.title.lower() for role in listed if not role.by_project and not _held_by(role, now)]
    said = _owner_sentence(listed, now)
    return f"{said} Nobody holds: {', '.join(empty)}." if empty else f"{said} Every role is held."


def owning(listed: list[ProgrammeRole]) -> ProgrammeRole | None:
    """The role whose holder owns the programme, as its definition says."""
    return next((role for role in listed if role.key == role.programme.owning_role), None)


def _owner_sentence(listed: list[ProgrammeRole], now: dict) -> str:
    role = owning(listed)
    title = _first_small(role.title if role else Role.SENIOR_RESPONSIBLE_OWNER.value)
    names = _held_by(role, now) if role else _granted()
    if not names:
        return f"There is no {title} today."
    said = f"The {title} is the {' and the '.join(map(_first_small, names))}."
    granted = _granted()
    if role and granted and not {spelled(name) for name in names} & {spelled(name) for name in granted}:
        return f"{said} On this site the role is held by the {' and the '.join(map(_first_small, granted))}."
    return said


def _held_by(role: ProgrammeRole, now: dict) -> list[str]:
    """Who holds a role today: the one answer, wherever it is asked."""
    return [holding.participant.name for holding in now.get(role.pk, [])] or _otherwise(role, now)


def _otherwise(role: ProgrammeRole, now: dict) -> list[str]:
    """Where the register says nobody: who was granted the owner's role here, by two people; else, where the register never
    said anybody, the post that the definition names."""
    if role.pk in now or role.by_project:
        return []
    granted = _granted() if role.key == role.programme.owning_role else []
    return granted or ([] if role.holdings.exists() else [str(role.post)])


def _granted() -> list[str]:
    owners = User.objects.holding(Role.SENIOR_RESPONSIBLE_OWNER)
    return sorted({str(owner.post) for owner in owners})


def _first_small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _leads(user) -> dict:
    led = [project.leading for project in Project.visible_to(user).live().with_leads()]
    return {"posts": len({post for posts in led for post in posts}), "projects": sum(map(bool, led))}


def ways_up(user) -> list[StepUp]:
    """From each who answers to somebody and to whom nobody answers, all the ways to the top."""
    lines = list(Line.visible_to(user))
    holders = _holders(user)
    by_who: dict[str, list[Line]] = {}
    for line in lines:
        by_who.setdefault(spelled(line.who), []).append(line)
    tops = {spelled(line.answers_to) for line in lines}
    starts = {spelled(line.who): line.who for line in lines if spelled(line.who) not in tops}
    return [_step(name, by_who, holders) for name in starts.values()]


def _step(name: str, by_who: dict[str, list[Line]], holders: dict[str, list[str]]) -> StepUp:
    """Lines never lead in a circle (`governance.staffing.check_line`), so this ends."""
    above = [(line, _step(line.answers_to, by_who, holders)) for line in by_who.get(spelled(name), ())]
    return StepUp(name, holders.get(spelled(name), []), above)


def _holders(user) -> dict[str, list[str]]:
    """Who holds a role today, by the role's title as it is spelled."""
    found: dict[str, list[str]] = {}
    for role_holding in RoleHolding.visible_to(user).current().select_related("role", "participant"):
        found.setdefault(spelled(role_holding.role.title), []).append(role_holding.participant.name)
    return found


def line_sentence(user) -> str:
    """To whom the owner of the programme answers, in words."""
    role = owning(list(ProgrammeRole.visible_to(user).select_related("programme")))
    title = _first_small(role.title if role else Role.SENIOR_RESPONSIBLE_OWNER.value)
    lines = Line.visible_to(user)
    ways = [line for line in lines if role and spelled(line.who) == spelled(role.title)]
    if not role or not ways:
        return f"To whom the {title} answers is not recorded."
    managed = [
        f"answers to the {_first_small(way.answers_to)} by line management"
        for way in ways
        if way.how == "management"
    ]
    reports = [f"reports to the {_first_small(way.answers_to)}" for way in ways if way.how == "reports"]
    return f"The {title} {' and '.join(managed + reports)}."


def controls(user) -> dict:
    found = list(Control.visible_to(user).select_related("owner"))
    groups = [
        (kind.label, [control for control in found if control.concerns == kind]) for kind in Control.Concerns
    ]
    return {
        "sentence": _controls_sentence(found, groups),
        "groups": groups,
        "runs": runs(user),
    }


def _controls_sentence(found: list[Control], groups: list[tuple[str, list[Control]]]) -> str:
    if not found:
        return "No control is entered yet."
    owners = sorted({control.owner.name for control in found})
    without = [label.lower() for label, inside in groups if not inside]
    said = f"{len(found)} controls keep the programme in hand; the {' and the '.join(map(_first_small, owners))} answers for them."
    return f"{said} None concerns {' or '.join(without)}." if without else said


def bodies(user):
    return Body.visible_to(user)
