"""Where things stood at the start, as a source said: a range, an average, or both."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from sherwood.governance.roles import Permission
from sherwood.web.programme.origins.registers.causes import ORIGINS
from sherwood.web.programme.programmes.models import OfProgramme
from sherwood.web.site.listings.columns import Column, Where
from sherwood.web.site.registers.description import ProgrammeRegister

MOST = 10  # of a share; what is larger was meant in per cent


def share(words: str) -> models.DecimalField:
    return models.DecimalField(
        words, max_digits=8, decimal_places=4, null=True, blank=True, help_text="As a share: 0.43 for 43%."
    )


class StartingFact(OfProgramme):
    """One figure of the start, with its place, day and source. A share is kept as 0.43."""

    words = models.CharField(
        "What", max_length=200, help_text="Such as Rise in referrals over twelve months."
    )
    place = models.CharField("Where", max_length=120, help_text="Such as The county, by district.")
    on = models.DateField("On")
    low = share("Lowest")
    high = share("Highest")
    average = share("Average")
    source = models.CharField("Source", max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(average__isnull=False) | Q(low__isnull=False),
                name="fact_has_a_figure",
                violation_error_message="Enter an average, or the lowest and the highest.",
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None)
                | Q(low__isnull=False, high__isnull=False, high__gte=F("low")),
                name="fact_range_has_both_ends",
                violation_error_message="Enter both ends of the range: the lowest, and the highest that is no lower.",
            ),
            models.CheckConstraint(
                condition=(Q(average=None) | Q(average__lte=MOST)) & (Q(high=None) | Q(high__lte=MOST)),
                name="fact_is_a_share",
                violation_error_message="Enter shares, not per cent: 0.43 for 43%%.",
            ),
        ]

    @property
    def figure(self) -> str:
        parts = []
        if self.average is not None:
            parts.append(f"average {_percent(self.average)}")
        if self.low is not None and self.high is not None:
            parts.append(f"from {_percent(self.low)} to {_percent(self.high)}")
        return ", ".join(parts)


def _percent(share: Decimal) -> str:
    return f"{share * 100:.0f}%"


starting_facts = ProgrammeRegister(
    key="starting_facts",
    model=StartingFact,
    question="How did things stand at the start?",
    one="a starting fact",
    many="starting facts",
    title="How things stood at the start",
    states={"stands": "Stands"},
    enter=["words", "place", "on", "low", "high", "average", "source"],
    columns=[
        Column("Where", "place"),
        Column("On", "on", sort="on"),
        Column("Figure", "figure", figure=True, where=Where.PAGE),
        # a share from 0 to 1; blank where a source gave no range or no average
        Column("Average", "average", where=Where.FILE),
        Column("Lowest", "low", where=Where.FILE),
        Column("Highest", "high", where=Where.FILE),
        Column("Source", "source"),
    ],
    keeps=Permission.RUN_PROGRAMME,
    named="words",
    above=ORIGINS,
)
