"""What people say of measures: what makes cases complex, what is wanted of a measure, where its chart begins anew."""

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.kept import Revised


class FactorQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_MEASURES) else self.none()


class Factor(Revised):
    """Something that makes cases complex, such as domestic abuse. `measures`: keys of the measures tagged with it."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    why = models.TextField(help_text="Why the measures tagged are read with it in mind.")
    measures = models.JSONField(default=list)

    objects = FactorQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)


class StandingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_MEASURES) else self.none()

    def standing(self):
        return self.filter(withdrawn_on=None)


class SaidOfAMeasure(models.Model):
    """Something that somebody entitled said of a measure, with a reason; it is withdrawn, never lost."""

    measure = models.CharField(max_length=120, db_index=True)
    reason = models.TextField()
    said_by = models.CharField(max_length=200, help_text="The post of whoever entered it.")
    said_on = models.DateField()
    withdrawn_by = models.CharField(max_length=200, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.TextField(blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)


class Target(SaidOfAMeasure):
    """What is wanted of a measure, of the whole council or of one part of the service, by a day.

    Figures are in the unit a person writes: a share in per cent, a rate per 10,000, a mean as it is.
    """

    dimension = models.CharField(
        max_length=20, blank=True, help_text="district, team and so on; empty for the council."
    )
    part = models.CharField(max_length=200, blank=True)
    value = models.DecimalField(max_digits=12, decimal_places=3)
    highest = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    tolerance = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    by_on = models.DateField()
    stood_at = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    stood_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=200, blank=True, help_text="A body, by its name on the day.")
    agreed_post = PostKey(null=True)
    agreed_on = models.DateField()

    class Meta:
        ordering = ["measure", "dimension", "part", "by_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agreed_by="") ^ models.Q(agreed_post=None),
                name="target_agreed_by_a_body_or_a_post",
            )
        ]

    @property
    def agreed_by_whom(self) -> str:
        return self.agreed_by or str(self.agreed_post)

    def __str__(self):
        return f"{self.value.normalize():f} by {self.by_on.isoformat()}"


class Phase(SaidOfAMeasure):
    """A day from which the chart of a measure has an average of its own, because something really changed."""

    from_on = models.DateField()
    label = models.CharField(max_length=40, help_text="As it stands in the picture.")

    class Meta:
        ordering = ["measure", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "from_on"],
                condition=models.Q(withdrawn_on=None),
                name="a_phase_of_a_measure_begins_once",
            )
        ]

    def __str__(self):
        return f"{self.label}, from {self.from_on.isoformat()}"
