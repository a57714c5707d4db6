"""An act: something a person does to what Sherwood keeps. The act itself is the lock, whoever calls it from wherever.

    @act(needs=Permission.RUN_PROGRAMME, about="body", stands=Body.papers)
    def set_paper_lines(*, body, paper_lines, by): ...

It is one transaction. Before its body runs: `by` may do it; the row that it is `about` is held and read anew; and whoever
sends what they had read (`as_read`, `revision`) is refused when something else stands now. A refusal undoes everything and
is written on the trail. The same form sent twice is not an act's concern: `ui.sending` stops it at the door.
"""

from collections.abc import Callable
from contextlib import nullcontext
from contextvars import ContextVar
from enum import Enum
from functools import wraps
from inspect import signature
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction

from sherwood.governance.roles import Permission, held_by
from sherwood.kit.errors import Refusal
from sherwood.web.site.trail import actions as trail
from sherwood.web.site.trail.actions import Outsider
from sherwood.web.site.ui.overtaking import Overtaken, check_as_read, in_words


class Who(Enum):
    """Those whom no permission names; the value is how the table of acts says it."""

    ANYBODY = "Anybody signed in"
    SYSTEM = "Whoever keeps the machine, at the command line"
    WITHIN = "Nobody by itself: a part of other acts, which say who may"


ANYBODY, SYSTEM, WITHIN = Who

_within: ContextVar[bool] = ContextVar("within an act", default=False)


def rule(*permissions: Permission):
    """Says who may, where a permission alone does not: `check(row, by)` raises `Refusal`. `row` is what the act is about.

    Whoever holds none of `permissions` is refused before; with none given, the rule is asked of anybody signed in.
    """

    def decorate(check: Callable[[Any, Any], None]):
        check.permissions = permissions
        return check

    return decorate


def act(
    *,
    needs: Any,
    about: str = "",
    stands: Callable[[Any], Any] | None = None,
    says: Callable[[Any], str] | None = None,
    in_parts: bool = False,
):
    """Make an act of a function that takes keywords only, `by` last.

    `needs`: a permission, several of which any will do, a `rule`, a move or act of the stages, or one of `Who`.
    `about`: the argument that holds the row; None, and what is no row, is nothing to hold. A row that counts its saves
    counts one more.
    `stands`: what the form was filled with, worked out of the row; `says`: the same in words, for who is told.
    `in_parts`: not one transaction, since what it does cannot be undone, such as sending mail.
    """

    def decorate(body: Callable):
        permissions = _permissions(needs)
        if callable(needs) and not about:
            raise TypeError(f"“{body.__name__}” has a rule, so say what it is about.")
        own = signature(body).parameters
        reads = {"as_read"} if stands else {"revision"} if about and "revision" not in own else set()

        @wraps(body)
        def done(*, by, **given):
            within, read = _within.get(), {name: given.pop(name, None) for name in reads}
            inside = _within.set(True)
            try:
                with nullcontext() if in_parts else transaction.atomic():
                    _check_may(done, by, within)
                    if about:
                        given[about] = _held(done, given[about], read, by)
                    return body(**given, by=by)
            except Refusal as refusal:
                if not within:
                    trail.tell_refusal(act=done.words, why=str(refusal), what=_what(given), by=by)
                raise
            finally:
                _within.reset(inside)

        done.needs, done.permissions, done.about = needs, permissions, about
        done.stands, done.says = stands, says
        done.words = body.__name__.replace("_", " ")
        return done

    return decorate


def person(by):
    """Who a row says did it: nobody, where it was done by no user."""
    return by if by.pk else None


def _permissions(needs) -> tuple[Permission, ...]:
    """Any one of which is needed before anything else; empty where none is. What says nobody is a mistake, and opens nothing."""
    if isinstance(needs, Permission | Who):
        return (needs,) if isinstance(needs, Permission) else ()
    return needs if isinstance(needs, tuple) and needs else needs.permissions


def _check_may(act, by, within: bool) -> None:
    if not isinstance(by, (get_user_model(), Outsider)):
        raise TypeError(f"“{act.words}” is done by a user or an outsider, not by {type(by).__name__}.")
    if not by.is_active:
        raise Refusal("This account is closed, so nothing is done with it.")
    if act.needs is WITHIN and not within:
        raise Refusal("This is only ever done as a part of another act.")
    if act.needs is SYSTEM and not isinstance(by, Outsider):
        raise Refusal("This is done at the command line.")
    if act.permissions and not any(by.may(permission) for permission in act.permissions):
        raise Refusal(f"This is not for your role. {held_by(*act.permissions)}")


def _held(act, row: models.Model | None, read: dict[str, Any], by) -> models.Model | None:
    """The row as it is now, held until the act ends, once it stands as it was read."""
    if isinstance(row, models.Model):
        row = _read_anew(row)
    if callable(act.needs):
        act.needs(row, by)
    if as_read := read.get("as_read"):
        now = act.stands(row)
        check_as_read(as_read, now, act.says(row) if act.says else in_words(now))
    if (revision := read.get("revision")) is not None and revision != row.revision:
        raise Overtaken(
            "Somebody saved this after you opened it. What you typed is below: read theirs, then save again."
        )
    if isinstance(getattr(row, "revision", None), int):
        row.revision += 1  # the save of the body writes it
    return row


def _read_anew(row: models.Model) -> models.Model:
    model = row._meta.concrete_model
    try:
        return model._base_manager.select_for_update().get(pk=row.pk)
    except ObjectDoesNotExist:
        raise Refusal(
            f"This {model._meta.verbose_name} is not there any more. Look at the page again."
        ) from None


def _what(given: dict) -> models.Model | tuple[str, str]:
    """The first thing the act was about."""
    return next((value for value in given.values() if hasattr(value, "_meta")), ("act", ""))
