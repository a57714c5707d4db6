"""Entering, moving and putting right the rows of a register. Each keeps its before and after, and is on the trail."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.site.accounts.models import Post, scope_of
from sherwood.web.site.action_log.actions import ActionOrigin, add_action
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.acts import act, rule
from sherwood.web.site.registers.description import Move, Register
from sherwood.web.site.registers.models import Change, Registered
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.actions import Outsider
from sherwood.web.site.ui.clock import today

Values = Mapping[str, Any]


@rule(Permission.KEEP_REGISTERS)
def check_keeps(row: Registered, by) -> None:
    """Those who keep registers, for the teams they reach."""
    check_reaches(row.team, by)


@act(needs=Permission.KEEP_REGISTERS)
def enter(*, register: Register, values: Values, by) -> Registered:
    """Begin a row, in the first state."""
    check_reaches(values.get("team", ""), by)
    row = register.model(state=register.first_state, entered_by_post=str(by.post), **_given(values))
    _save(register, row, values)
    entered = {name: [None, _plain(row, name, value)] for name, value in values.items()}
    _tell(register, row, f"entered {register.one}", entered, by=by)
    return row


@act(needs=check_keeps, about="row")
def make_move(*, register: Register, row: Registered, move: Move, values: Values, by) -> None:
    """Take a row from one state to the next, with what the move asks for."""
    if row.state not in move.before:
        raise Refusal(f"This is no longer open to that: it is “{register.states[row.state]}” now.")
    values = {
        name: value for name, value in values.items() if value not in (None, "")
    }  # what is left stays as it was
    changed = _change(row, values) | {"state": [register.states[row.state], register.states[move.after]]}
    row.state = move.after
    _save(register, row, values)
    _tell(register, row, move.did, changed, by=by)


@act(needs=check_keeps, about="row")
def correct(*, register: Register, row: Registered, values: Values, reason: str, by) -> None:
    """Put right what was entered wrongly. What it said before stays in the history."""
    check_reaches(values.get("team", row.team), by)
    if not reason.strip():
        raise SherwoodError("Say why it is put right, for whoever reads the history.")
    changed = _change(row, values)
    if not changed:
        raise SherwoodError("Nothing is different from what stands. Change what is wrong, or go back.")
    _save(register, row, values)
    _tell(register, row, f"put right {register.one}", changed, reason.strip(), by=by)


@act(needs=Permission.KEEP_ACTIONS)
def act_on_theme(*, origin: ActionOrigin, words: str, owner_post: Post, due_on: date, by) -> Action:
    """Put what is done about a theme on the action log."""
    return add_action(words=words, owner_post=owner_post, due_on=due_on, origin=origin, by=by)


def check_reaches(team: str, by) -> None:
    """The command line is the keeper of the machine, and reaches every team."""
    if isinstance(by, Outsider):
        return
    scope = scope_of(by)
    if not (scope.all or team in scope.teams):
        raise Refusal(
            f"{team or 'This team'} is not a team of yours. Ask somebody who keeps the register for it."
        )


def _given(values: Values) -> dict[str, Any]:
    """A reference left empty is none at all: two rows may have none."""
    return {name: None if name == "reference" and value == "" else value for name, value in values.items()}


def _change(row: Registered, values: Values) -> dict[str, list]:
    """Set what is given; tells what each field was and is, for those that differ."""
    changed = {}
    for name, value in _given(values).items():
        before = getattr(row, name)
        if before != value:
            changed[name] = [_plain(row, name, before), _plain(row, name, value)]
            setattr(row, name, value)
    return changed


def _plain(row: Registered, name: str, value: Any) -> Any:
    """A value as the history keeps it: choices in their words, so that it outlives a change of their keys."""
    value = dict(row._meta.get_field(name).flatchoices).get(value, value)
    if value is None or isinstance(value, (bool, int)):
        return value
    return spoken(value) if isinstance(value, date) else str(value)


def _save(register: Register, row: Registered, values: Values) -> None:
    """Save a row whose days are past and which its own rules accept."""
    ahead = [name for name, value in values.items() if isinstance(value, date) and value > today()]
    if ahead:
        raise SherwoodError(
            f"{register.words_of(ahead[0])} is in the future. A register holds what has happened."
        )
    try:
        row.full_clean(exclude=_left(row, values), validate_unique=False, validate_constraints=False)
        row.validate_unique()
        row.validate_constraints()
        row.save()
    except ValidationError as faults:
        raise SherwoodError(" ".join(faults.messages)) from None
    except IntegrityError:
        raise SherwoodError("Somebody entered a row with this reference at the same moment.") from None


def _left(row: Registered, values: Values) -> set[str]:
    """The fields that nobody filled now: the form has said already which may be left."""
    return {field.name for field in row._meta.fields if values.get(field.name) in (None, "")}


def _tell(register: Register, row: Registered, did: str, changed: dict, reason: str = "", *, by) -> None:
    Change.objects.create(
        register=register.key, row=row.pk, by_post=str(by.post), did=did, reason=reason, fields=changed
    )
    detail = {"fields": len(changed)}
    trail.record(verb=did[:60], what=(register.noun, str(row.pk)), detail=detail, by=by)
