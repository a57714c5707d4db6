"""The only two ways to write on the trail. Call them inside the transaction of the act they tell of."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import models, transaction

from sherwood.web.site.trail.models import BEGINNING, Entry


@dataclass(frozen=True)
class Outsider:
    """Somebody who acts without signing in, such as whoever sits at the command line."""

    post: str
    pk: None = None
    roles_in_words: str = ""


COMMAND_LINE = Outsider(post="Command line")


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
            by_post=by.post,
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


def _name(what: models.Model) -> str:
    return getattr(what, "key", None) or str(what.pk)
