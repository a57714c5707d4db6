"""What the pages of a register show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import models
from django.http import HttpRequest

from sherwood.governance.money import pounds
from sherwood.governance.roles import Permission
from sherwood.measuring.disclosure import RULE
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.action_log.models import Action
from sherwood.web.site.listings.columns import in_words
from sherwood.web.site.registers.description import Register
from sherwood.web.site.registers.models import Change, RegisterRow, Rows
from sherwood.web.site.ui.clock import today


@dataclass(frozen=True)
class Due:
    """Something due of a row that its reader may see."""

    row: RegisterRow
    on: date
    words: str

    @property
    def late(self) -> bool:
        return self.on < today()


def due_rows(register: Register, user) -> list[Due]:
    """Everything due in a register within somebody's reach, the soonest first."""
    rows = register.model.visible_to(user).in_state(*register.ticking)
    return sorted(
        (Due(row, on, words) for row in rows for on, words in register.due(row)),
        key=lambda due: (due.on, due.row.pk),
    )


def sentence(register: Register, user) -> str:
    """How many rows there are, and how many of them are late."""
    number = register.model.visible_to(user).standing().count()
    if not number:
        return f"No {register.many} are entered{' that you may see' if register.of_children else ' yet'}."
    late = len({due.row.pk for due in due_rows(register, user) if due.late})
    said = f"{number:,} {register.many if number > 1 else register.noun}"
    if not register.clocks:
        return f"{said}."
    are = "none is" if not late else f"{late:,} is" if late == 1 else f"{late:,} are"
    return f"{said}; {are} past the day by which something is due."


@dataclass(frozen=True)
class Card:
    register: Register
    href: str
    sentence: str
    themes: str


def card(register: Register, user) -> Card:
    """A register on the page of all: its list for those who may see rows, its themes for the others."""
    sees = any(user.may(permission) for permission in register.sees) and not scope_of(user).nobody
    themes = register.address("themes") if register.themes else ""
    return Card(
        register, register.address() if sees else "", sentence(register, user) if sees else "", themes
    )


def doors(registers: Iterable[Register], user) -> list[tuple[Register, bool]]:
    """Registers that a page leads to, and whether its reader keeps each."""
    return [(register, user.may(register.keeps)) for register in registers]


def entry(request: HttpRequest, register: Register, row: RegisterRow) -> dict[str, Any]:
    user = request.user
    keeps = user.may(register.keeps)
    return {
        "title": register.title_of(row),
        "below": register.below(request, row),
        "register": register,
        "row": row,
        "state": register.states[row.state],
        "facts": facts(register, row),
        "due": [Due(row, on, words) for on, words in register.due(row)],
        "moves": [(move, register.address(move.key, row.pk)) for move in register.moves_from(row)]
        if keeps
        else [],
        "correct": register.address("correct", row.pk) if keeps else "",
        "history": [(change, change.told(register.words_of)) for change in Change.of(register.key, row)],
    }


def asked(register: Register) -> list[str]:
    """Every field that a form of the register asks for, in the order in which they come."""
    return list(dict.fromkeys([*register.enter, *(name for move in register.moves for name in move.fields)]))


def filled(register: Register, row: RegisterRow) -> list[str]:
    """What can be put right: what was asked for at the beginning, and what a move has filled since."""
    return [
        name for name in asked(register) if name in register.enter or getattr(row, name) not in (None, "")
    ]


def initial(register: Register, row: RegisterRow, names: Iterable[str]) -> dict[str, Any]:
    """A row as its form takes it."""
    return {name: _typed(register.model._meta.get_field(name), getattr(row, name)) for name in names}


def _typed(field: models.Field, value: Any) -> Any:
    if isinstance(field, models.BooleanField):
        return {True: "yes", False: "no", None: ""}[value]
    return list(value.all()) if field.many_to_many else value


def facts(register: Register, row: RegisterRow) -> list[tuple[str, Any]]:
    """Each field with its words; what a later move fills is left out until then."""
    names = [name for name in filled(register, row) if name != "reference" or row.reference]
    return [(register.words_of(name), _said(row, name)) for name in names]


def _said(row: RegisterRow, name: str) -> Any:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, models.Manager):
        value = "\n".join(map(str, value.all()))
    return in_words(value) or "Not known"


A_YEAR = timedelta(days=365)
OTHERS = "Other themes"


def themes(register: Register, user) -> dict[str, Any]:
    """How many rows there are of each theme, small numbers put together, with what is done about each."""
    since = today() - A_YEAR
    rows = register.model.objects.all()
    rows = rows.in_state(*register.themed) if register.themed else rows.filter(entered_on__gt=since)
    actions: dict[str, list[Action]] = {}
    for action in Action.visible_to(user).of_kind(Action.Origin.THEME).soonest_first():
        actions.setdefault(action.origin_id, []).append(action)
    return {
        "register": register,
        "since": None if register.themed else since,
        "tables": [
            theme_table(register, name, rows, actions if name == register.themes[0] else None)
            for name in register.themes
        ],
        "acts": user.may(Permission.KEEP_ACTIONS),
    }


@dataclass(frozen=True)
class Theme:
    """One theme in words: how many, what they cost on average, and what is done about it (None: not asked here)."""

    key: str
    words: str
    count: str
    amount: str
    actions: list[Action] | None


@dataclass(frozen=True)
class ThemeTable:
    by: str
    themes: list[Theme]
    others: str


def theme_table(
    register: Register, name: str, rows: Rows, actions: Mapping[str, list[Action]] | None
) -> ThemeTable:
    """The themes of one field, the most frequent first. A small number is told by no sum: neither count nor money."""
    words = dict(register.model._meta.get_field(name).choices)
    sums = {"total": models.Sum(register.amount)} if register.amount else {}
    found = {
        row[name]: row for row in rows.values(name).annotate(number=models.Count("pk"), **sums) if row[name]
    }
    counts = {key: row["number"] for key, row in found.items()}
    shown, others, number = grouped(counts, words)

    def theme(key: str, is_shown: bool) -> Theme:
        done = None if actions is None else actions.get(theme_key(register, key), [])
        count = f"{counts.get(key, 0):,}" if is_shown else f"In “{OTHERS}”"
        total = found[key].get("total") if is_shown and key in found else None
        return Theme(
            key,
            words[key],
            count,
            pounds(int((total / counts[key]).quantize(Decimal(1), ROUND_HALF_UP)))
            if total is not None
            else "",
            done,
        )

    themes = [theme(key, True) for key in shown] + [theme(key, False) for key in others]
    told = f"{OTHERS} have {number:,} together." if number >= RULE.fewest_shown else ""
    return ThemeTable(register.words_of(name), themes, told)


def theme_key(register: Register, theme: str) -> str:
    """By which the log of actions knows a theme."""
    return f"{register.key}/{theme}"


def grouped(counts: Mapping[str, int], keys: Iterable[str]) -> tuple[list[str], list[str], int]:
    """The themes whose number is shown, the rest, and how many the rest have together: none, or no small number."""
    shown = sorted(keys, key=lambda key: (-counts.get(key, 0), key))
    others: list[str] = []
    number = 0
    while shown and (0 < number < RULE.fewest_shown or counts.get(shown[-1], 0) < RULE.fewest_shown):
        others.insert(0, shown.pop())
        number += counts.get(others[0], 0)
    return shown, others, number
