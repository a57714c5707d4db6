"""What an inspection will ask to see, and whether we have it. Not known is a third answer."""

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.web.programme.programmes.models import Inspection
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.listings.columns import Column, Where
from sherwood.web.site.registers.description import Move, ProgrammeRegister
from sherwood.web.site.registers.models import RegisterRow


class EvidenceNeeded(RegisterRow):
    """Something that an inspection will ask to see."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="evidence_needed", verbose_name="Inspection"
    )
    words = models.CharField("What they will ask to see", max_length=200)
    owner_post = PostKey(verbose_name="Who sees to it")
    where = models.CharField(
        "Where it is", max_length=200, default="", help_text="So that an inspector can be shown it."
    )

    class Meta:
        ordering = ["inspection__held_from", "pk"]


evidence_needed = ProgrammeRegister(
    key="evidence_needed",
    model=EvidenceNeeded,
    question="What will inspections ask for, and do we have it?",
    one="a piece of evidence needed",
    many="evidence needed",
    title="Evidence that inspections will ask for",
    states={"unknown": "Not known", "have": "We have it", "gap": "A gap"},
    enter=["inspection", "words", "owner_post"],
    moves=[
        Move("have", "We have it", "found evidence needed", ["unknown", "gap"], "have", ["where"]),
        Move("gap", "It is a gap", "found a gap in evidence needed", ["unknown", "have"], "gap", []),
        Move("not_known", "It is not known", "said that evidence needed is not known", ["have", "gap"], "unknown", []),
    ],
    columns=[
        Column("Inspection", "inspection.title"),
        Column("From", "inspection.held_from", where=Where.FILE),
        Column("Who sees to it", "owner_post", short="Who"),
        Column("Where", lambda evidence: evidence.where if evidence.state == "have" else None),
    ],
    keeps=Permission.RUN_PROGRAMME,
    named="words",
    above=("Inspections", "inspections"),
)  # fmt: skip
