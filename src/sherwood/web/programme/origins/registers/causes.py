"""Why something was as it was found."""

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes.lists import keyed
from sherwood.web.programme.programmes.models import Finding, OfProgramme
from sherwood.web.site.listings.columns import Column
from sherwood.web.site.registers.description import ProgrammeRegister

ORIGINS = ("Why it began", "origins")


class Cause(OfProgramme):
    """Tied to the findings that it explains."""

    words = models.TextField("What the cause was")
    source = models.CharField("Where that is said", max_length=120)
    findings = models.ManyToManyField(Finding, related_name="causes", verbose_name="Findings it explains")

    class Meta:
        ordering = ["pk"]


causes = ProgrammeRegister(
    key="causes",
    model=Cause,
    question="Why was it as it was found?",
    one="a cause",
    many="causes",
    states={"stands": "Stands"},
    enter=["words", "source", "findings"],
    columns=[
        Column("Source", "source"),
        keyed("Findings it explains", "findings.all", short="Explains"),
    ],
    keeps=Permission.RUN_PROGRAMME,
    named="words",
    among={"findings": lambda user: Finding.visible_to(user).needing_action()},
    above=ORIGINS,
    fetch=["findings"],
)
