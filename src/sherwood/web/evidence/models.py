"""What makes cases complex, and which measures are read with it in mind."""

from django.db import models

from sherwood.governance.roles import Permission


class FactorQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.SEE_MEASURES) else self.none()


class Factor(models.Model):
    """Something that makes cases complex, such as domestic abuse. `measures`: keys of the measures tagged with it."""

    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    why = models.TextField(help_text="Why the measures tagged are read with it in mind.")
    measures = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=0)

    objects = FactorQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)
