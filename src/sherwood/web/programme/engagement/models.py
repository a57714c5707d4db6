"""What is kept of engagement: its registers, each beside its description, and plans for bad news that only the named see."""

from django.db import models
from django.db.models import Q

from sherwood.kit.shelf import shelf
from sherwood.web.programme.engagement import registers
from sherwood.web.programme.programmes.models import Programme, Seen, Visible
from sherwood.web.site.accounts.models import User
from sherwood.web.site.registers.description import Register

ALL = shelf(registers, Register)


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
