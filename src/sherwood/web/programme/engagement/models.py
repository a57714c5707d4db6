"""Stakeholders with their buy-in over time, the communications plan, what partners promised, and handling plans."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sherwood.web.programme.programmes.models import Programme, Project, Seen, Visible
from sherwood.web.site.accounts.models import User
from sherwood.web.site.accounts.post_keys import PostKey

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class Audience(Seen):
    """One of the groups that the programme must engage; which they are is data of the programme."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="audiences")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="one_audience_a_name")]

    def __str__(self):
        return self.name


class Stakeholder(Seen):
    """A group or agency, by what it is and never a person's name, with its interest and influence from 1 to 5."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="stakeholders")
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=200)
    interest = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    influence = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)

    class Meta:
        ordering = ["-influence", "-interest", "name"]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="one_stakeholder_a_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("stakeholder", args=[self.pk])

    @property
    def approach(self) -> str:
        """How to treat them, from the two marks: the usual four corners."""
        if self.influence >= 3:
            return "Work closely with" if self.interest >= 3 else "Keep satisfied"
        return "Keep informed" if self.interest >= 3 else "Watch"


class BuyIn(Seen):
    """How far a stakeholder was with the programme on a day, from 1 (against) to 5 (leading), and why."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="ratings")
    rating = models.PositiveSmallIntegerField(validators=ONE_TO_FIVE)
    on = models.DateField()
    reason = models.TextField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]


class MessageQuerySet(Visible):
    def late(self, on: date):
        return self.filter(planned_on__lt=on, done_on=None)


class Message(Seen):
    """A line of the communications plan: what is said to whom, how, by whom and when, and whom it reached."""

    audience = models.ForeignKey(Audience, models.PROTECT, related_name="messages")
    words = models.TextField()
    channel = models.CharField(max_length=120)
    owner_post = PostKey()
    planned_on = models.DateField()
    planned_reach = models.PositiveIntegerField(null=True)
    done_on = models.DateField(null=True)
    actual_reach = models.PositiveIntegerField(null=True)
    response = models.TextField(blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "pk"]

    @property
    def reached(self) -> str:
        """Nobody, not known and a number are three different things."""
        if self.done_on is None:
            return "Not sent yet"
        if self.actual_reach is None:
            return "Not known"
        part = f" of {self.planned_reach:,} planned" if self.planned_reach else ""
        return f"{self.actual_reach:,}{part}"


class Commitment(Seen):
    """What a partner agency promised to a project, and what it has given."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="commitments")
    agency = models.CharField(max_length=200)
    promised = models.CharField(max_length=200)
    by_on = models.DateField()
    given = models.CharField(max_length=200, blank=True)
    given_on = models.DateField(null=True)

    class Meta:
        ordering = ["agency", "by_on"]


class HandlingQuerySet(Visible):
    def visible_to(self, user):
        """A handling plan is seen by those named on it, and nobody else whatever their role."""
        return super().visible_to(user).filter(Q(readers=user) | Q(entered_by=user)).distinct()


class HandlingPlan(Seen):
    """What to do when bad news comes out; restricted to named people."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="handling_plans")
    title = models.CharField(max_length=200)
    news_on = models.DateField()
    words = models.TextField()
    readers = models.ManyToManyField(User, related_name="handling_plans")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = HandlingQuerySet.as_manager()

    class Meta:
        ordering = ["-news_on"]
