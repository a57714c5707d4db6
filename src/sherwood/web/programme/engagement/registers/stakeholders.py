"""Groups and agencies with a stake, by what they are and never a person's name, and how far each is with the programme."""

from collections.abc import Iterable
from dataclasses import replace

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from sherwood.governance.roles import Permission
from sherwood.kit.periods import spoken
from sherwood.web.programme.engagement.registers.audiences import ENGAGEMENT
from sherwood.web.programme.programmes.models import OfProgramme, Seen
from sherwood.web.site.accounts.models import User
from sherwood.web.site.listings.columns import Column, Where
from sherwood.web.site.listings.listing import Listing
from sherwood.web.site.registers.description import ProgrammeRegister

MARKS = [(mark, str(mark)) for mark in range(1, 6)]


class Stakeholder(OfProgramme):
    """A group or agency with its interest and influence from 1 to 5."""

    name = models.CharField(
        "Who they are", max_length=200, help_text="A group or a post, such as Head teachers. No names."
    )
    agency = models.CharField("Agency", max_length=200)
    interest = models.PositiveSmallIntegerField(
        "Interest", choices=MARKS, help_text="1: hardly touched. 5: their work changes."
    )
    influence = models.PositiveSmallIntegerField(
        "Influence", choices=MARKS, help_text="1: none over the outcome. 5: can make or break it."
    )

    class Meta:
        ordering = ["-influence", "-interest", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="one_stakeholder_a_name",
                violation_error_message="They are entered already. Rate those instead.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def approach(self) -> str:
        """How to treat them, from the two marks: the usual four corners."""
        if self.influence >= 3:
            return "Work closely with" if self.interest >= 3 else "Keep satisfied"
        return "Keep informed" if self.interest >= 3 else "Watch"

    @property
    def latest(self) -> "BuyIn | None":
        return next(iter(self.ratings.all()), None)

    @property
    def buy_in(self) -> str:
        """The latest rating, beside the one before."""
        now, before = [*self.ratings.all()[:2], None, None][:2]
        if now is None:
            return "Not rated"
        said = f"{now.rating} of 5 on {spoken(now.on)}"
        return f"{said}, {_moved(before.rating, now.rating)} {before.rating}" if before else said


def _moved(before: int, now: int) -> str:
    return "as before:" if before == now else "up from" if before < now else "down from"


class BuyIn(Seen):
    """How far a stakeholder was with the programme on a day, from 1 (against) to 5 (leading), and why."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="ratings")
    rating = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    on = models.DateField()
    reason = models.TextField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]


def _ratings(user, pk: int | None = None):
    """Every rating of one stakeholder, or of all, the latest first."""
    ratings = BuyIn.visible_to(user).select_related("stakeholder", "entered_by")
    if pk is None:
        return ratings
    return ratings.filter(stakeholder=get_object_or_404(Stakeholder.visible_to(user), pk=pk))


BUY_IN = Listing(
    title="Buy-in over time",
    rows=_ratings,
    needs=[Permission.SEE_PROGRAMME],
    file="buy_in_file",
    saved_as="buy-in",
    empty="Not rated yet.",
    columns=[
        Column("Stakeholder", "stakeholder.name", where=Where.FILE),
        Column("On", "on"),
        Column("Buy-in (of 5)", "rating", figure=True),
        Column("What shows it", "reason"),
        Column("Entered by", "entered_by.post"),
    ],
)
EVERY_BUY_IN = replace(BUY_IN, file="all_buy_in_file", what="buy-in over time")


def _below(request: HttpRequest, stakeholder: Stakeholder) -> Iterable[object]:
    """The ratings, and where the next one is entered."""
    yield BUY_IN.shown(request, pk=stakeholder.pk)
    if request.user.may(Permission.KEEP_ENGAGEMENT):
        yield render_to_string("engagement/rate.html", {"stakeholder": stakeholder})


stakeholders = ProgrammeRegister(
    key="stakeholders",
    model=Stakeholder,
    question="Who has a stake, and how far are they with us?",
    one="a stakeholder",
    many="stakeholders",
    title="Stakeholders, the most influential first",
    states={"engaged": "Has a stake"},
    enter=["name", "agency", "interest", "influence"],
    columns=[
        Column("Agency", "agency", sort="agency"),
        Column("Interest (of 5)", "interest", figure=True),
        Column("Influence (of 5)", "influence", figure=True),
        Column("How to treat them", "approach"),
        Column(
            "Buy-in (of 5)",
            lambda stakeholder: stakeholder.latest.rating if stakeholder.latest else "Not rated",
            words=lambda stakeholder: stakeholder.buy_in,
        ),
        Column("Rated on", "latest.on", where=Where.FILE),
        Column("What shows it", "latest.reason", where=Where.FILE),
    ],
    keeps=Permission.KEEP_ENGAGEMENT,
    named="name",
    above=ENGAGEMENT,
    below=_below,
    fetch=["ratings"],
)
