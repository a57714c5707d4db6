"""What a placement costs, who provides it and how good it was judged: cost and quality side by side."""

from django.db import models
from django.db.models import F, Q

from sherwood.web.site.listings.columns import Choice, Column
from sherwood.web.site.registers.description import Becomes, Move, Register
from sherwood.web.site.registers.models import Registered


class PlacementAgreement(Registered):
    """What was agreed with a provider for one child, from one day on; another price is another agreement."""

    class Kind(models.TextChoices):
        OWN_FOSTER = "own_foster", "Foster care of the council's own"
        AGENCY_FOSTER = "agency_foster", "Foster care of an agency"
        OWN_HOME = "own_home", "Children's home of the council's own"
        OTHER_HOME = "other_home", "Children's home of another provider"
        SCHOOL = "school", "Residential school"
        SUPPORTED = "supported", "Supported accommodation"
        SECURE = "secure", "Secure home"

    class Quality(models.TextChoices):
        OUTSTANDING = "outstanding", "Outstanding"
        GOOD = "good", "Good"
        ADEQUATE = "adequate", "Adequate, or requires improvement"
        INADEQUATE = "inadequate", "Inadequate"
        NOT_JUDGED = "not_judged", "Not judged yet"

    provider = models.CharField(
        "Provider", max_length=200, help_text="The organisation; the council itself is one."
    )
    kind = models.CharField("Kind of placement", max_length=20, choices=Kind)
    inside_area = models.BooleanField("Is it inside the council's area?", null=True, blank=True)
    started_on = models.DateField("From")
    weekly_cost = models.DecimalField("Cost a week (£)", max_digits=9, decimal_places=2)
    quality = models.CharField(
        "Quality, as last inspected",
        max_length=20,
        choices=Quality,
        help_text="Of the provider, by its inspectorate.",
    )
    inspected_on = models.DateField("Inspected on", null=True, blank=True)
    ended_on = models.DateField("Ended on", null=True)
    why_ended = models.TextField("Why it ended", default="")

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="agreement_ended_after_it_began",
                violation_error_message="It ended before it began. Check both days.",
            ),
            models.CheckConstraint(
                condition=~Q(child=""),
                name="agreement_names_its_child",
                violation_error_message="Say which child, by the case system's number.",
            ),
        ]


placement_agreements = Register(
    key="placement_agreements",
    model=PlacementAgreement,
    question="What do placements cost, and how good are they?",
    one="a placement agreement",
    many="placement agreements",
    states={"live": "In force", "ended": "Ended"},
    enter=[
        "reference", "child", "team", "worker", "provider", "kind", "inside_area", "started_on", "weekly_cost", "quality",
        "inspected_on",
    ],
    moves=[
        Move("inspected", "Record an inspection", "recorded an inspection of a provider", ["live"], "live",
             ["quality", "inspected_on"]),
        Move("end", "Record its end", "ended a placement agreement", ["live"], "ended", ["ended_on", "why_ended"],
             may_be_left=["why_ended"]),
    ],
    columns=[
        Column("Provider", "provider", sort="provider"),
        Column("Kind", "get_kind_display", sort="kind"),
        Column("From", "started_on", sort="started_on"),
        Column("Cost a week (£)", "weekly_cost", figure=True, sort="weekly_cost"),
        Column("Quality", "get_quality_display", sort="quality"),
    ],
    choices=[
        Choice("kind", "Kind", PlacementAgreement.Kind.choices, lambda rows, value: rows.filter(kind=value)),
        Choice("quality", "Quality", PlacementAgreement.Quality.choices, lambda rows, value: rows.filter(quality=value)),
    ],
    themes=["quality", "kind"],
    themed=["live"],
    amount="weekly_cost",
    becomes=Becomes(
        "placement_agreements",
        {
            "agreement": "pk", "child": "child", "team": "team", "worker": "worker", "provider": "provider", "kind": "kind",
            "inside_area": "inside_area", "started_on": "started_on", "ended_on": "ended_on", "weekly_cost": "weekly_cost",
            "quality": "quality",
        },
    ),
    measures=["placements_judged_good"],
)  # fmt: skip
