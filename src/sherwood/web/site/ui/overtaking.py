"""Two people change the same thing: who read it before somebody else saved is told, and overwrites nothing.

A form that changes what stands sends along what it was filled from (`AsRead`). Its act looks again, in the transaction
that writes, and refuses when that has changed. Then the form carries what stands now: saving again is meant.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db import models

from sherwood.kit.errors import Refusal
from sherwood.kit.periods import spoken

Stands = Callable[[], Any]  # what stands now: plain values, read anew at each call


class Overtaken(Refusal):
    """Somebody changed it after it was read. Only this lets a form follow what stands now."""


class AsRead(forms.Form):
    """A form filled with what `stands`; sent, it says what that was."""

    as_read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, stands: Stands, **kwargs):
        super().__init__(*args, **kwargs)
        self.stands = stands
        self.fields["as_read"].initial = mark_of(stands())

    def read_again(self) -> dict[str, str]:
        return {"as_read": mark_of(self.stands())}


class OfRevision(forms.Form):
    """The same for a row that counts how often it was saved."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, row: models.Model, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row

    def read_again(self) -> dict[str, Any]:
        return standing(self.row, "revision")


def standing(row: models.Model, *names: str) -> dict[str, Any]:
    """What a row says now, whatever was read of it before."""
    return type(row)._base_manager.values(*names).get(pk=row.pk)


def mark_of(stands: Any) -> str:
    """A short mark of what stands, by which it is known again."""
    return hashlib.sha256(json.dumps(stands, sort_keys=True, default=str).encode()).hexdigest()[:20]


def in_words(stands: Any) -> str:
    """What stands, as somebody is told it: the words one after the other, days as they are spoken."""
    if isinstance(stands, dict):
        stands = list(stands.values())
    if isinstance(stands, (list, tuple)):
        return "; ".join(filter(None, map(in_words, stands)))
    return spoken(stands) if isinstance(stands, date) else str(stands or "")


def check_as_read(as_read: str | None, stands: Any, now: str) -> None:
    """Refuse when something else stands than what was read. `now` says it in words, for who is told.

    Nothing read, nothing checked: a script that says anew how things are has no page in front of it.
    """
    if as_read and as_read != mark_of(stands):
        raise Overtaken(
            f"Somebody changed this after you opened it. Now it says: {now or 'nothing'}. What you typed is below: "
            "change it where theirs is right, then save again."
        )
