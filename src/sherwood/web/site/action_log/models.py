"""Actions that come from anything: a decision's condition, a lead's naming, a meeting, or entered by hand."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.models import User
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.ui.clock import today


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_PROGRAMME) else self.none()

    def unfinished(self):
        return self.filter(state__in=[Action.State.OPEN, Action.State.SAID_DONE])

    def open(self):
        return self.filter(state=Action.State.OPEN)

    def overdue(self, on: date | None = None):
        """Not yet said to be done, and due before that day."""
        return self.open().filter(due_on__lt=on or today())

    def owned_by(self, user):
        return self.filter(Q(owner=user) | Q(owner=None, owner_post=user.post_id))

    def to_check_by(self, user):
        """Said to be done by others, and not this person's own."""
        if not user.may(Permission.KEEP_ACTIONS):
            return self.none()
        own = Q(owner=user) | Q(owner=None, owner_post=user.post_id) | Q(said_done_by=user)
        return self.filter(state=Action.State.SAID_DONE).exclude(own)

    def waiting_for(self, user):
        """What this person is to do, or to check."""
        return (self.owned_by(user).open() | self.to_check_by(user)).order_by("due_on", "pk")

    def of(self, kind: "Action.Origin", key: object):
        """Those that came from one thing."""
        return self.filter(origin_kind=kind, origin_id=str(key))

    def of_kind(self, kind: "Action.Origin"):
        """Those that came from things of one kind."""
        return self.filter(origin_kind=kind)

    def of_project(self, project: models.Model, *kinds: "Action.Origin"):
        """Those about a project, whatever they came from; or of some kinds only."""
        found = self.filter(project=project).select_related("owner")
        return found.filter(origin_kind__in=kinds) if kinds else found

    def origins(self) -> list[tuple[str, str]]:
        """What they came from, to choose from."""
        found = self.order_by("origin_kind").values_list("origin_kind", flat=True).distinct()
        return [(kind, Action.Origin(kind).label) for kind in found]

    def soonest_first(self):
        """What is still to be done first, by its date; then what is finished."""
        finished = models.Case(
            models.When(state__in=[Action.State.OPEN, Action.State.SAID_DONE], then=0), default=1
        )
        people = ("owner", "said_done_by", "checked_by")
        return self.select_related(*people).order_by(finished, "due_on", "pk")


class Action(models.Model):
    """One thing to do. It is done when a second person has seen what shows it."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        SAID_DONE = "said_done", "Said to be done, not yet checked"
        DISCHARGED = "discharged", "Done and checked"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Origin(models.TextChoices):
        """What an action came from."""

        ENTERED = "entered", "Entered"
        CASE = "case asked for", "Case asked for"
        CONDITION = "condition", "Condition"
        MEETING = "meeting", "Meeting"
        STREAM_REVIEW = "stream review", "Stream review"
        THEME = "theme", "Theme of a register"

    words = models.TextField()
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="actions")
    owner_post = PostKey()
    due_on = models.DateField()
    project = models.ForeignKey(
        "programmes.Project", models.PROTECT, null=True, blank=True, related_name="actions"
    )
    origin_kind = models.CharField(max_length=60, choices=Origin)
    origin_id = models.CharField(max_length=60, blank=True)
    origin_words = models.CharField(max_length=300)
    origin_path = models.CharField(max_length=300, blank=True, help_text="Where on this site it came from.")
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    evidence = models.TextField(blank=True)
    said_done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    said_done_on = models.DateField(null=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_on = models.DateField(null=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["origin_kind", "origin_id"]),
            models.Index(fields=["state", "due_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(said_done_by__isnull=True)
                | ~Q(checked_by=models.F("said_done_by")),
                name="who_checks_is_not_who_said_done",
            )
        ]

    def __str__(self):
        return f"Action {self.pk}"

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)

    def get_absolute_url(self):
        return reverse("action", args=[self.pk])

    @property
    def late(self) -> bool:
        return self.state == self.State.OPEN and self.due_on < today()

    @property
    def finished(self) -> bool:
        return self.state in (self.State.DISCHARGED, self.State.WITHDRAWN)

    def is_owned_by(self, user) -> bool:
        return self.owner_id == user.pk if self.owner_id else self.owner_post_id == user.post_id


class Step(models.Model):
    """What happened to an action, in order; only ever added to."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="history")
    happened_on = models.DateField()
    by_post = models.CharField(max_length=200)
    words = models.TextField()

    class Meta:
        ordering = ["pk"]
