"""A job: what was asked, how far it is, and what came of it."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.models import User

LEASE = timedelta(seconds=30)  # a worker that has not been heard of for so long is taken for dead


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; all of them for whoever looks after the site."""
        return self if user.may(Permission.MANAGE_ACCOUNTS) else self.filter(asked_by=user)

    def going(self):
        return self.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])

    def held(self, pk: int, holder: str):
        """The job while that worker has it; no row once another has, or it was stopped."""
        return self.filter(pk=pk, holder=holder, state=Job.State.RUNNING)

    def claim(self, pk: int, holder: str, now: datetime) -> "Job | None":
        """The job for one worker and no other; None where there is nothing to do any more, or not yet."""
        waiting = self.filter(pk=pk, state=Job.State.WAITING, not_before__lte=now)
        claimed = waiting.update(
            state=Job.State.RUNNING, holder=holder, held_until=now + LEASE, tried=F("tried") + 1
        )
        return self.get(pk=pk) if claimed else None

    def abandoned(self, now: datetime):
        """Those whose worker was killed, or lost the machine under it."""
        return self.filter(state=Job.State.RUNNING, held_until__lt=now)


class Job(models.Model):
    """`given` holds keys and numbers of rows, never words about a child; `title` and `said` are shown to its asker."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for its turn"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        FAILED = "failed", "Not done"
        STOPPED = "stopped", "Stopped"

    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    given = models.JSONField(default=dict)
    leads_to = models.CharField(max_length=200, blank=True, help_text="The page on which its result is seen.")
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tried = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    holder = models.CharField(max_length=64, blank=True)
    held_until = models.DateTimeField(null=True)
    step = models.CharField(max_length=200, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    said = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state"], name="jobs_going", condition=Q(state__in=["waiting", "running"]))
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("job", args=[self.pk])

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)

    @property
    def is_going(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def percent(self) -> int | None:
        """How far its present step is; None where that cannot be said."""
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def progress(self) -> str:
        """Where it is, in a sentence."""
        if self.state == self.State.RUNNING and self.step:
            part = f": {self.done:,} of {self.total:,}" if self.total > 1 else ""
            return f"{self.step}{part}."
        if self.state == self.State.WAITING and self.tried:
            return "It was cut off and is begun again."
        return f"{self.get_state_display()}."


class Turn(models.Model):
    """A day on which something daily was asked for: once, however many workers there are."""

    kind = models.CharField(max_length=60)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "on"], name="one_turn_a_day")]
