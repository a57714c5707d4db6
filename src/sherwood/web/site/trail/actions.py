"""The only ways to write on the trail. Call them inside the transaction of the act they tell of."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import models, transaction

from sherwood.governance.roles import GUARDED, Permission
from sherwood.web.site.trail.models import BEGINNING, Entry


@dataclass(frozen=True)
class Outsider:
    """Somebody who acts without signing in: whoever keeps the machine, at the command line.

    They can change the whole database anyway, so the site's acts are theirs, and the trail says so. What took a second
    person is not: nobody vets, challenges, decides or agrees as a machine. Accounts are, or there would be no first one;
    and so is loading a definition, which begins a programme and after that only proposes.
    """

    post: str
    pk: None = None
    roles_in_words: str = ""
    is_active: bool = True
    permissions: frozenset[Permission] = frozenset(Permission) - GUARDED | {
        Permission.MANAGE_ACCOUNTS,
        Permission.LOAD_PROGRAMME,
    }

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


COMMAND_LINE = Outsider(post="Command line")
BY_ITSELF = Outsider(post="By itself, daily")  # the worker, for what a day brings


def record(*, verb: str, what: models.Model | tuple[str, str], detail: dict | None = None, by) -> Entry:
    """Write one act: `by` did `verb` to `what` (an object, or its type and name).

    `detail` holds counts, keys and words of the programme, never a child's data. Transactions take turns (settings), so
    that the last entry stays the last until this one is written.
    """
    kind, name = what if isinstance(what, tuple) else (what._meta.verbose_name, _name(what))
    with transaction.atomic():
        last = Entry.objects.last_written()
        entry = Entry(
            number=last.number + 1 if last else 1,
            at=datetime.now(UTC),
            by_id=str(by.pk or ""),
            by_post=str(by.post),
            by_roles=by.roles_in_words,
            verb=verb,
            object_type=str(kind),
            object_id=str(name),
            detail=detail or {},
            previous=last.digest if last else BEGINNING,
        )
        entry.digest = entry.worked_out()
        entry.save()
    return entry


def look(*, at: str, count: int, scope: str, by) -> Entry:
    """Write that `by` was shown `count` child-level rows of `at` (a measure or a list), and of which part."""
    return record(verb="looked at children", what=("list", at), detail={"rows": count, "of": scope}, by=by)


def tell_refusal(*, act: str, why: str, what: models.Model | tuple[str, str], by) -> Entry:
    """Write that `by` was refused, and why, once all else of the act is undone."""
    return record(verb="was refused", what=what, detail={"act": act, "why": why}, by=by)


def take_copy(*, of: str, act: str, count: int, kind: str, by) -> Entry:
    """Write that `by` took `count` rows away as a file: `of` what, and those of which act."""
    detail = {"act": act, "entries": count, "as": kind}
    return record(verb=f"took a copy of the {of}", what=("list", of), detail=detail, by=by)


def _name(what: models.Model) -> str:
    return getattr(what, "key", None) or str(what.pk)
