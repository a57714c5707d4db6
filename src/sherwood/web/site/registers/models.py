"""What every row of a register has, and what happened to it."""

from collections.abc import Callable

from django.db import models
from django.db.models import Q

from sherwood.web.site.accounts.models import scope_of
from sherwood.web.site.kept import Revised
from sherwood.web.site.ui.clock import today


class Rows(models.QuerySet):
    """The rows of a register; whose they are is decided as for any row about a child."""

    def visible_to(self, user):
        """The rows of the teams that somebody reaches, and those of the children they hold themselves."""
        scope = scope_of(user)
        if scope.all:
            return self
        return self.filter(Q(team__in=scope.teams) | Q(worker__in=scope.workers))

    def in_state(self, *states: str):
        return self.filter(state__in=states)


class Registered(Revised):
    """A row of a register: of which team, of which child and worker where it is of one, and in which state it is."""

    reference = models.CharField(
        "Reference",
        max_length=60,
        null=True,
        blank=True,
        unique=True,
        help_text="The number that your own files know it by. An import needs it, to bring nothing in twice.",
    )
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
    state = models.CharField("State", max_length=30, editable=False)
    entered_on = models.DateField("Entered on", default=today, editable=False)
    entered_by_post = models.CharField("Entered by", max_length=200, editable=False)

    objects = Rows.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)


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
    def of(cls, register: str, row: Registered):
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
