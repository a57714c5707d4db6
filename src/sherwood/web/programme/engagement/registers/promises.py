"""What partner agencies promised to projects, and what they gave."""

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.engagement.registers.audiences import ENGAGEMENT
from sherwood.web.programme.programmes.models import Project
from sherwood.web.site.listings.columns import Column, Where
from sherwood.web.site.registers.description import Clock, Move, ProgrammeRegister
from sherwood.web.site.registers.models import RegisterRow


class Commitment(RegisterRow):
    """What a partner agency promised to a project, and what it has given."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="commitments", verbose_name="Project")
    agency = models.CharField("Agency", max_length=200)
    promised = models.CharField(
        "What it promised", max_length=200, help_text="Such as two days a week of a health visitor."
    )
    by_on = models.DateField("From or by what day")
    given = models.CharField("What it has given", max_length=200, default="")
    given_on = models.DateField("Since what day", null=True)

    class Meta:
        ordering = ["agency", "by_on"]


def _given(commitment: Commitment) -> str:
    return f"{commitment.given}, since {spoken(commitment.given_on)}" if commitment.given_on else "Not yet"


promises = ProgrammeRegister(
    key="promises",
    model=Commitment,
    question="What did partners promise, and what have they given?",
    one="a promise",
    many="promises",
    title="What partners promised, and gave",
    states={"promised": "Promised", "given": "Given"},
    enter=["project", "agency", "promised", "by_on"],
    moves=[
        Move("give", "Record what the partner gave", "recorded what a partner gave", ["promised"], "given",
             ["given", "given_on"]),
    ],
    clocks=[Clock("give what was promised", "by_on", "", ["promised"])],
    columns=[
        Column("Agency", "agency", sort="agency"),
        Column("Project", "project.key", words=lambda commitment: str(commitment.project)),
        Column("Name", "project.name", where=Where.FILE),
        Column("From or by", "by_on", sort="by_on"),
        Column("Given", lambda commitment: commitment.given or "Not yet", words=_given),
        Column("Given on", "given_on", where=Where.FILE),
    ],
    keeps=Permission.KEEP_ENGAGEMENT,
    named="promised",
    ahead=["by_on"],
    among={"project": lambda user: Project.visible_to(user).live()},
    above=ENGAGEMENT,
)  # fmt: skip
