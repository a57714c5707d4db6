"""Spending and forecast against each source of programme money, and external consultancy against its ceiling.

Nothing here is changed or removed: a correction is a new row, and both stay to be read.
"""

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models

from sherwood.governance import money
from sherwood.web.programme.programmes.models import ByWhom, Funding, Programme, SaidOnce, Visible
from sherwood.web.site.accounts.models import User


class EnteredOnce(SaidOnce):
    """Written once, with who wrote it."""

    KEPT = "What was entered about money stays as it was entered. Enter a correction as a new record."

    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class PositionQuerySet(Visible):
    def newest_first(self):
        return self.select_related("funding", "entered_by").order_by("-on", "-pk")

    def latest(self) -> dict[int, "Position"]:
        """The position that stands for each source (its key): of the latest day, the one entered last."""
        return {position.funding_id: position for position in self.order_by("on", "pk")}


class Position(EnteredOnce):
    """How one source of money stood on a day. None is not known; 0 is nothing."""

    funding = models.ForeignKey(Funding, models.PROTECT, related_name="positions")
    on = models.DateField()
    spent = models.PositiveBigIntegerField(null=True, help_text="So far, in whole pounds.")
    forecast = models.PositiveBigIntegerField(
        null=True, help_text="To the end of the year, what is spent included."
    )
    reason = models.TextField()

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    @property
    def against(self) -> money.Against:
        return money.against_budget(self.funding.amount, self.forecast)


class CeilingQuerySet(Visible):
    def in_force(self, on: date) -> "Ceiling | None":
        return self.filter(from_on__lte=on).order_by("from_on", "pk").last()


class Ceiling(ByWhom, EnteredOnce):
    """The most that external consultancy may come to, over the whole programme, and who agreed it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="ceilings")
    pounds = models.PositiveBigIntegerField()
    days = models.DecimalField(max_digits=7, decimal_places=1, validators=[MinValueValidator(Decimal(0))])
    from_on = models.DateField()

    objects = CeilingQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = ByWhom.Meta.constraints

    @property
    def limit(self) -> money.AgreedCeiling:
        return money.AgreedCeiling(self.pounds, self.days)


class EngagementQuerySet(Visible):
    def standing(self):
        """Those that no later record corrects."""
        return self.filter(corrected_by=None)

    def with_corrections(self):
        return self.select_related("corrects", "corrected_by", "entered_by")

    def used(self) -> money.Used:
        sums = self.standing().aggregate(pounds=models.Sum("pounds"), days=models.Sum("days"))
        return money.Used(sums["pounds"] or 0, sums["days"] or Decimal(0))


class Engagement(EnteredOnce):
    """External consultancy had on a day, from whom by type and never by name, and what for."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="engagements")
    supplier = models.CharField(max_length=200, help_text="What kind of supplier or partner; no names.")
    what_for = models.CharField(max_length=200)
    days = models.DecimalField(max_digits=6, decimal_places=1, validators=[MinValueValidator(Decimal(0))])
    pounds = models.PositiveBigIntegerField()
    on = models.DateField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.supplier}: {self.what_for}"

    @property
    def stands(self) -> bool:
        return not hasattr(self, "corrected_by")
