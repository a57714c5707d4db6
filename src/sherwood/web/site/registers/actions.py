"""Entering, moving and putting right the rows of a register. Each keeps its before and after, and is on the trail."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models

from sherwood.governance.roles import Permission, held_by
from sherwood.kit.errors import Refusal, SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.site.accounts.models import Post
from sherwood.web.site.action_log.actions import ActionOrigin, add_action
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.acts import act, rule
from sherwood.web.site.registers.description import KEEPERS, Move, Register
from sherwood.web.site.registers.models import Change, RegisterRow
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.ui.clock import today

Values = Mapping[str, Any]


@rule(*KEEPERS)
def check_keeps(register: Register, by) -> None:
    """Of them, whom the description of the register names"""
    if not by.may(register.keeps):
        raise Refusal(f"This is not for your role. {held_by(register.keeps)}")


@rule(*KEEPERS)
def check_keeps_row(row: RegisterRow, by) -> None:
    """Of them, whom the description of the register names; rows about children for the teams they reach"""
    check_keeps(row.register, by)
    row.check_reach(by)


@act(needs=check_keeps, about="register")
def enter(*, register: Register, values: Values, by) -> RegisterRow:
    """Begin a row, in the first state."""
    values = _given(values)
    own = {name: value for name, value in values.items() if not isinstance(value, list)}
    row = register.model(state=register.first_state, entered_by_post=str(by.post), **own)
    row.check_reach(by)
    _save(register, row, values)
    entered = {name: [None, _plain(row, name, value)] for name, value in values.items()}
    _tell(register, row, f"entered {register.one}", entered, by=by)
    return row


@act(needs=check_keeps_row, about="row")
def make_move(*, row: RegisterRow, move: Move, values: Values, reason: str = "", by) -> None:
    """Take a row from one state to the next, with what the move asks for."""
    register = row.register
    if row.state not in move.before:
        raise Refusal(f"This is no longer open to that: it is “{register.states[row.state]}” now.")
    values = {
        name: value for name, value in values.items() if value not in (None, "")
    }  # what is left stays as it was
    if move.reason and not reason.strip():
        raise SherwoodError("Say why, for whoever reads the history.")
    changed = _change(row, values)
    if row.state != move.after:
        changed["state"] = [register.states[row.state], register.states[move.after]]
    row.state = move.after
    _save(register, row, values)
    _tell(register, row, move.did, changed, reason.strip(), by=by)


@act(needs=check_keeps_row, about="row")
def correct(*, row: RegisterRow, values: Values, reason: str, by) -> None:
    """Put right what was entered wrongly. What it said before stays in the history."""
    register = row.register
    if not reason.strip():
        raise SherwoodError("Say why it is put right, for whoever reads the history.")
    changed = _change(row, values)
    row.check_reach(by)
    if not changed:
        raise SherwoodError("Nothing is different from what stands. Change what is wrong, or go back.")
    _save(register, row, values)
    _tell(register, row, f"put right {register.one}", changed, reason.strip(), by=by)


@act(needs=Permission.KEEP_ACTIONS)
def act_on_theme(*, origin: ActionOrigin, words: str, owner_post: Post, due_on: date, by) -> Action:
    """Put what is done about a theme on the action log."""
    return add_action(words=words, owner_post=owner_post, due_on=due_on, origin=origin, by=by)


def _given(values: Values) -> dict[str, Any]:
    """A reference left empty is none at all: two rows may have none. Several rows that are chosen are a list."""
    given = {
        name: list(value) if isinstance(value, models.QuerySet) else value for name, value in values.items()
    }
    return given | ({"reference": None} if given.get("reference") == "" else {})


def _change(row: RegisterRow, values: Values) -> dict[str, list]:
    """Set what is given; tells what each field was and is, for those that differ."""
    changed = {}
    for name, value in _given(values).items():
        many = isinstance(value, list)
        before = list(getattr(row, name).all()) if many else getattr(row, name)
        if (set(before) != set(value)) if many else before != value:
            changed[name] = [_plain(row, name, before), _plain(row, name, value)]
            if not many:
                setattr(row, name, value)
    return changed


def _plain(row: RegisterRow, name: str, value: Any) -> Any:
    """A value as the history keeps it: choices and other rows in words, so that it outlives what becomes of them."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    value = dict(getattr(row._meta.get_field(name), "flatchoices", ())).get(value, value)
    if value is None or isinstance(value, (bool, int)):
        return value
    return spoken(value) if isinstance(value, date) else str(value)


def _save(register: Register, row: RegisterRow, values: Values) -> None:
    """Save a row whose days are past and which its own rules accept."""
    _check_days(register, values)
    try:
        row.full_clean(exclude=_left(row, values), validate_unique=False, validate_constraints=False)
        row.validate_unique()
        row.validate_constraints()
        row.save()
        for name, value in _given(values).items():
            if isinstance(value, list):
                getattr(row, name).set(value)
    except ValidationError as faults:
        raise SherwoodError(" ".join(faults.messages)) from None
    except IntegrityError:
        raise SherwoodError("Somebody entered a row with this reference at the same moment.") from None


def _check_days(register: Register, values: Values) -> None:
    for name, value in values.items():
        if isinstance(value, date) and value > today() and name not in register.ahead:
            raise SherwoodError(
                f"{register.words_of(name)} is in the future. A register holds what has happened."
            )


def _left(row: RegisterRow, values: Values) -> set[str]:
    """The fields that nobody filled now: the form has said already which may be left."""
    return {field.name for field in row._meta.fields if values.get(field.name) in (None, "")}


def _tell(register: Register, row: RegisterRow, did: str, changed: dict, reason: str = "", *, by) -> None:
    Change.objects.create(
        register=register.key, row=row.pk, by_post=str(by.post), did=did, reason=reason, fields=changed
    )
    detail = {"fields": len(changed)}
    trail.record(verb=did[:60], what=(register.noun, str(row.pk)), detail=detail, by=by)
