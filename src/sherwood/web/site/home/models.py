"""Whether the home page still tells how this site is set up."""

from django.db import models

from sherwood.web.site.accounts.models import User


class Hiding(models.Model):
    """Somebody said that the home page need not show the first steps any more, though not all are done."""

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on = models.DateField()
