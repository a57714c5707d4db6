"""The groups that the programme must engage; which they are, those who keep the communications plan say."""

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes.models import OfProgramme
from sherwood.web.site.listings.columns import Column
from sherwood.web.site.registers.description import ProgrammeRegister

ENGAGEMENT = ("Who is told what", "engagement")


class Audience(OfProgramme):
    """One of the groups that the programme must engage."""

    name = models.CharField(
        "Audience", max_length=200, help_text="A group, such as Staff of the children's department."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="one_audience_a_name",
                violation_error_message="This audience is entered already. One that was withdrawn can be brought back.",
            )
        ]

    def __str__(self):
        return self.name


audiences = ProgrammeRegister(
    key="audiences",
    model=Audience,
    question="Whom must the programme engage?",
    one="an audience",
    many="audiences",
    states={"engaged": "To be engaged"},
    enter=["name"],
    columns=[Column("Messages", lambda audience: len(audience.messages.all()), figure=True)],
    keeps=Permission.KEEP_ENGAGEMENT,
    named="name",
    above=ENGAGEMENT,
    fetch=["messages"],
)
