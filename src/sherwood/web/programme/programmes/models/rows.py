"""Rows of a register of the programme: sources and partners that it keeps account of, beside what its definition says."""

from django.db import models

from sherwood.kit.errors import SherwoodError
from sherwood.web.programme.programmes.models.parts import Programme
from sherwood.web.site.registers.models import RegisterRow


def the_programme() -> int:
    """The one programme of the site, of which whatever is entered is."""
    programme = Programme.objects.first()
    if programme is None:
        raise SherwoodError("There is no programme yet. Set one up first.")
    return programme.pk


class OfProgramme(RegisterRow):
    programme = models.ForeignKey(Programme, models.PROTECT, default=the_programme, editable=False)

    class Meta:
        abstract = True
