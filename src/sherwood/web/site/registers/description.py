"""What a register is described by: its states and moves, its clocks, its list, and what it becomes in the records."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.kit.errors import SherwoodError
from sherwood.kit.working_days import add_months, deadline
from sherwood.measuring.rulebook import in_force
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.listings.columns import Choice, Column
from sherwood.web.site.registers.models import WITHDRAWN, Registered, RegisterRow

SEES_ROWS = (Permission.SEE_CHILDREN_ALL, Permission.SEE_CHILDREN_OF_TEAM, Permission.SEE_OWN_CHILDREN)

# of whom a description names one as who keeps its register
KEEPERS = (
    Permission.KEEP_REGISTERS,
    Permission.KEEP_ENGAGEMENT,
    Permission.KEEP_ACTIONS,
    Permission.RUN_PROGRAMME,
)


@dataclass(frozen=True)
class Move:
    """A way from one state to another. `fields` are asked for; those in `may_be_left` may be left empty.

    `reason`: how the form asks why, where the history is to say it.
    """

    key: str
    words: str  # on the link and over the form: “Record the answer at stage 1”
    did: str  # in the history and the trail: “answered at stage 1”
    before: Sequence[str]
    after: str
    fields: Sequence[str]
    may_be_left: Sequence[str] = ()
    reason: str = ""


@dataclass(frozen=True)
class Clock:
    """What is due, from which day and by which rule of the rulebook; it runs in some states until a move ends it.

    Without a rule it is due on that day itself, which somebody planned. `longer`: a rule that takes the place of `rule` for a row whose flag of that name is set.
    """

    words: str  # what is to be done: “answer at stage 1”
    starts: str
    rule: str
    runs_in: Sequence[str]
    longer: Mapping[str, str] = field(default_factory=dict)

    def due_on(self, row: RegisterRow) -> date | None:
        """The last day on which it is in time; None where the clock does not run or its first day is not known."""
        started = getattr(row, self.starts)
        if row.state not in self.runs_in or started is None:
            return None
        if not self.rule:
            return started
        rule = in_force(
            next((self.longer[flag] for flag in self.longer if getattr(row, flag)), self.rule), started
        )
        return rule and due_from(started, rule.limit, rule.unit)


def due_from(started: date, limit: int, unit: str) -> date:
    """The last day in time, `limit` units after the first. Raises `SherwoodError` for a unit that days cannot tell."""
    if unit == "working days":
        return deadline(started, limit)
    if unit == "days":
        return started + timedelta(days=limit)
    if unit == "months":
        return add_months(started, limit)
    raise SherwoodError(f"A clock of a register counts working days, days or months, not {unit}.")


@dataclass(frozen=True)
class Becomes:
    """What the rows are in the record tables of the next snapshot: which table, and where each of its columns comes from."""

    table: str
    columns: Mapping[str, str | Callable[[Any], Any]]


@dataclass(frozen=True, eq=False)
class Register:
    """One register. `enter`: the fields of the form that begins a row, in its order; the first state is the first of `states`.

    `sees`, `keeps`: who opens it, and who enters rows. `named`: the field by which a row is known. `ahead`: the days that may
    lie in the future. `among`: what may be chosen in a field that points at rows, by the reader; else all that they see.
    `above`: the words and the address's name of the page that it stands under. `below`: what its page shows under the facts
    of a row, given the request and the row. `fetch`: what its list reads along.

    `themes`: the fields by which the summary counts, of rows entered in the last year, or of those in the states `themed`;
    actions are recorded about the first. `amount`: a field of money that the summary adds up beside the counts.
    """

    key: str
    model: type[RegisterRow]
    question: str  # the heading of its page
    one: str  # “a complaint”
    many: str  # “complaints”
    enter: Sequence[str]
    states: Mapping[str, str]
    columns: Sequence[Column]
    moves: Sequence[Move] = ()
    clocks: Sequence[Clock] = ()
    may_be_left: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    themes: Sequence[str] = ()
    themed: Sequence[str] = ()
    amount: str = ""
    becomes: Becomes | None = None
    measures: Sequence[str] = ()
    sees: Sequence[Permission] = SEES_ROWS
    keeps: Permission = Permission.KEEP_REGISTERS
    named: str = "reference"
    title: str = ""
    ahead: Sequence[str] = ()
    among: Mapping[str, Callable[[Any], QuerySet]] = field(default_factory=dict)
    above: tuple[str, str] = ("Practice", "practice")
    below: Callable[[HttpRequest, Any], Iterable[Any]] = lambda request, row: ()
    fetch: Sequence[str] = ()

    def __post_init__(self) -> None:
        if self.keeps not in KEEPERS:
            raise TypeError(f"“{self.key}” is kept by {self.keeps.name}. Add that to KEEPERS first.")
        self.model.register = self

    @property
    def of_children(self) -> bool:
        return issubclass(self.model, Registered)

    @property
    def noun(self) -> str:
        """“complaint”, of “a complaint”."""
        return self.one.partition(" ")[2]

    @property
    def first_state(self) -> str:
        return next(iter(self.states))

    def words_of(self, name: str) -> str:
        """How a field is called, on the form, in the list and in a file to import."""
        words = str(self.model._meta.get_field(name).verbose_name)
        return words[:1].upper() + words[1:]

    def address(self, page: str = "", *args: Any) -> str:
        return reverse(f"{self.key}_{page}" if page else self.key, args=args)

    @property
    def links(self) -> dict[str, str]:
        """The addresses that its pages lead to, by name."""
        pages = ("new", "import", *(("themes",) if self.themes else ()))
        return {page: self.address(page) for page in pages} | {
            "list": self.address(),
            "above": reverse(self.above[1]),
            "template_csv": self.address("template", "csv"),
            "template_xlsx": self.address("template", "xlsx"),
        }

    def title_of(self, row: RegisterRow) -> str:
        """What a row is called: by its own words, or by its number alone."""
        if self.named == "reference":
            return f"{self.noun.capitalize()} {row.reference or row.pk}"
        return str(getattr(row, self.named))

    def rows(self, user) -> QuerySet:
        """What somebody sees of it, with what its list says of each."""
        keys = [
            field.name
            for field in self.model._meta.fields
            if field.is_relation and not isinstance(field, PostKey)
        ]
        return self.model.visible_to(user).select_related(*keys).prefetch_related(*self.fetch)

    def moves_from(self, row: RegisterRow) -> list[Move]:
        return [move for move in self.moves if row.state in move.before]

    def move_called(self, key: str) -> Move:
        return next(move for move in self.moves if move.key == key)

    def due(self, row: RegisterRow) -> list[tuple[date, str]]:
        """What is due of a row and by when, the soonest first."""
        found = [(due, clock.words) for clock in self.clocks if (due := clock.due_on(row))]
        return sorted(found)

    @cached_property
    def ticking(self) -> list[str]:
        """The states in which any clock runs: the only rows that can be late."""
        return sorted({state for clock in self.clocks for state in clock.runs_in})


@dataclass(frozen=True, eq=False)
class ProgrammeRegister(Register):
    """A register of a programme: whoever may open it sees every row, and each may be withdrawn with a reason.

    A row of a register with one state is brought back by a move; of the others, none knows where it stood.
    """

    sees: Sequence[Permission] = (Permission.SEE_PROGRAMME,)

    def __post_init__(self) -> None:
        standing, moves = list(self.states), list(self.moves)
        moves.append(
            Move("withdraw", f"Withdraw the {self.noun}", f"withdrew {self.one}", standing, WITHDRAWN, [],
                 reason="Why it is withdrawn")
        )  # fmt: skip
        if len(standing) == 1:
            words, did = f"Bring the {self.noun} back", f"brought back {self.one}"
            moves.append(Move("bring_back", words, did, [WITHDRAWN], standing[0], []))
        object.__setattr__(self, "enter", [*self.enter, "reference"])
        object.__setattr__(self, "states", dict(self.states) | {WITHDRAWN: "Withdrawn"})
        object.__setattr__(self, "moves", moves)
        super().__post_init__()
