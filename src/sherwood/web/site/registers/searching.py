"""Registers in the search: rows of a programme by their words; rows about a child by its whole number, or their own."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.http import HttpRequest

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.offers import offered
from sherwood.web.site.registers.description import SEES_ROWS, Register
from sherwood.web.site.registers.offered import OnShelf
from sherwood.web.site.search.offered import MOST, Searched, SearchHit, answering, brief
from sherwood.web.site.trail.actions import look

NOT_SAID = ("entered_by_post", "state")  # words of every row that say nothing of it


def _registers(of_children: bool) -> list[Register]:
    every = [offer.register for offer in offered(OnShelf)]
    return [register for register in every if register.of_children is of_children]


def _words_of(register: Register) -> list[str]:
    """The fields that hold typed words."""
    return [
        field.name
        for field in register.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in NOT_SAID
    ]


def _entries(request: HttpRequest, words: str) -> Iterable[SearchHit]:
    """Rows that are about no child."""
    for register in _registers(of_children=False):
        if not any(map(request.user.may, register.sees)):
            continue
        for row in answering(register.rows(request.user).order_by("pk"), words, _words_of(register)):
            more = f"{register.noun.capitalize()}, {register.states[row.state].lower()}"
            yield SearchHit(brief(register.title_of(row)), register.address("entry", row.pk), more)


def _about_a_child(request: HttpRequest, words: str) -> Iterable[SearchHit]:
    """Rows of one child, or the one row of that reference, within somebody's reach; each look is on the trail."""
    typed = words.strip()
    exactly = reduce(or_, (Q(child=typed), Q(reference=typed)))
    for register in _registers(of_children=True):
        rows = list(register.rows(request.user).filter(exactly).order_by("-pk")[: MOST + 1])
        if rows:
            scope = scope_of(request.user).words
            look(at=f"search of register {register.key}", count=len(rows), scope=scope, by=request.user)
        for row in rows:
            more = f"{register.states[row.state]}, {row.team}"
            yield SearchHit(
                f"{register.noun.capitalize()} {row.reference or row.pk}",
                register.address("entry", row.pk),
                more,
            )


SEARCHED = (
    Searched(
        "Entries of registers", 77, [Permission.SEE_PROGRAMME], "an entry of a register of the programme", _entries
    ),
    Searched(
        "Entries about this child", 5, SEES_ROWS,
        "an entry about a child of yours, by its reference or by the child's whole number", _about_a_child,
    ),
)  # fmt: skip
