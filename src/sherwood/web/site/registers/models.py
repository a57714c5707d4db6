"""What every row of a register has, what one about children has besides, and what happened to each."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from sherwood.kit.errors import Refusal
from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.kept import Revised
from sherwood.web.site.trail.actions import Outsider
from sherwood.web.site.ui.clock import today

if TYPE_CHECKING:
    from sherwood.web.site.registers.description import Register

WITHDRAWN = "withdrawn"  # the state of a row that no longer counts, in every register that has it


class Rows(models.QuerySet):
    def visible_to(self, user):
        """All of them, for those to whom the description of the register opens them."""
        return self if any(user.may(permission) for permission in self.model.register.sees) else self.none()

    def in_state(self, *states: str):
        return self.filter(state__in=states)

    def standing(self):
        return self.exclude(state=WITHDRAWN)


class RegisterRow(Revised):
    """A row of a register, in one of its states."""

    register: ClassVar["Register"]  # the description; it says so itself

    reference = models.CharField(
        "Reference",
        max_length=60,
        null=True,
        blank=True,
        unique=True,
        help_text="The number that your own files know it by. An import needs it, to bring nothing in twice.",
    )
    state = models.CharField("State", max_length=30, editable=False)
    entered_on = models.DateField("Entered on", default=today, editable=False)
    entered_by_post = models.CharField("Entered by", max_length=200, editable=False)

    objects = Rows.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)

    def check_reach(self, by) -> None:
        """Refuse somebody who keeps the register, and yet not this row; here there is none."""


class RowsOfChildren(Rows):
    """Whose they are is decided as for any row about a child."""

    def visible_to(self, user):
        """The rows of the teams that somebody reaches, and those of the children they hold themselves."""
        scope = scope_of(user)
        if scope.all:
            return self
        return self.filter(Q(team__in=scope.teams) | Q(worker__in=scope.workers))


class Registered(RegisterRow):
    """A row about a service: of which team, and of which child and worker where it is of one."""

    child = models.CharField(
        "Child", max_length=60, blank=True, help_text="The case system's number of the child. No name."
    )
    team = models.CharField(
        "Team",
        max_length=120,
        help_text="The team that was responsible on the day, as the case system writes it.",
    )
    worker = models.CharField(
        "Worker", max_length=120, blank=True, help_text="As the case system identifies the worker."
    )

    objects = RowsOfChildren.as_manager()

    class Meta:
        abstract = True

    def check_reach(self, by) -> None:
        """The command line is the keeper of the machine, and reaches every team."""
        if isinstance(by, Outsider):
            return
        scope = scope_of(by)
        if not (scope.all or self.team in scope.teams):
            raise Refusal(
                f"{self.team or 'This team'} is not a team of yours. Ask somebody who keeps the register for it."
            )


class Change(models.Model):
    """Something that was done to a row, with each field before and after; only ever added to."""

    register = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField()
    on = models.DateField(default=today)
    by_post = models.CharField(max_length=200)
    did = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    fields = models.JSONField(default=dict)  # by the field's name: what it was, and what it is

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["register", "row"])]

    @classmethod
    def of(cls, register: str, row: RegisterRow):
        """What happened to one row of the register of that key, the latest first; the row is one its reader may see."""
        return cls.objects.filter(register=register, row=row.pk)

    def told(self, words_of: Callable[[str], str]) -> list[tuple[str, str, str]]:
        """Each field in the register's words, what it was and what it is now."""
        return [
            (words_of(name), _said(before), _said(after)) for name, (before, after) in self.fields.items()
        ]


def _said(value) -> str:
    return (
        "blank" if value in (None, "") else "yes" if value is True else "no" if value is False else str(value)
    )
