"""Times a child was missing or away without authorisation, and the interview offered when they are back.

Source: statutory guidance on children who run away or go missing from home or care, 2009 and January 2014: an independent
return interview within 72 hours. Only days are kept, so an interview on the third day after is taken as in time.
"""

from django.db import models
from django.db.models import F, Q

from sherwood.web.site.listings.columns import Choice, Column
from sherwood.web.site.registers.description import Becomes, Clock, Move, Register
from sherwood.web.site.registers.models import Registered


class MissingEpisode(Registered):
    """One time away, from the day it began."""

    class Kind(models.TextChoices):
        MISSING = "missing", "Missing: nobody knows where the child is"
        AWAY = "away", "Away from where they should be, and it is known where"

    class Reason(models.TextChoices):
        FAMILY = "family", "To be with family"
        FRIENDS = "friends", "To be with friends"
        CONFLICT = "conflict", "Conflict at home or in the placement"
        EXPLOITATION = "exploitation", "Signs of exploitation"
        ABUSE = "abuse", "Fleeing harm"
        HEALTH = "health", "Mental health or substances"
        NOT_SAID = "not_said", "The child did not say"

    kind = models.CharField("Missing or away", max_length=10, choices=Kind)
    started_on = models.DateField("Began on")
    police_told = models.BooleanField("Were the police told?", null=True, blank=True)
    ended_on = models.DateField("Found or returned on", null=True)
    interview_offered = models.BooleanField("Was a return interview offered?", null=True)
    interview_accepted = models.BooleanField("Did the child accept it?", null=True)
    interviewed_on = models.DateField("Interviewed on", null=True)
    reason = models.CharField("Why the child went", max_length=20, choices=Reason, default="")
    learning = models.TextField("What is done now", default="", help_text="No names.")

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="missing_ended_after_it_began",
                violation_error_message="The child was found before going missing. Check both days.",
            ),
            models.CheckConstraint(
                condition=Q(interviewed_on=None) | Q(interviewed_on__gte=F("ended_on")),
                name="interviewed_after_the_return",
                violation_error_message="The interview is before the return. Check both days.",
            ),
            models.CheckConstraint(
                condition=~Q(child=""),
                name="missing_episode_names_its_child",
                violation_error_message="Say which child, by the case system's number.",
            ),
        ]


missing_episodes = Register(
    key="missing_episodes",
    model=MissingEpisode,
    question="Which children were missing, and were they asked why?",
    one="a missing episode",
    many="missing episodes",
    states={
        "missing": "Not back yet",
        "returned": "Back, interview to come",
        "interviewed": "Interviewed",
        "declined": "Back, without an interview",
    },
    enter=["reference", "child", "kind", "started_on", "team", "worker", "police_told"],
    moves=[
        Move("return", "Record the return", "recorded that a child is back", ["missing"], "returned",
             ["ended_on", "interview_offered"]),
        Move("interview", "Record the return interview", "recorded a return interview", ["returned"], "interviewed",
             ["interviewed_on", "interview_accepted", "reason", "learning"], may_be_left=["learning"]),
        Move("decline", "Record that there is no interview", "recorded that there is no return interview", ["returned"],
             "declined", ["interview_offered", "interview_accepted", "reason"]),
    ],
    clocks=[Clock("hold the return interview", "ended_on", "return interview", ["returned"])],
    columns=[
        Column("Began on", "started_on", sort="started_on"),
        Column("Missing or away", "kind"),
        Column("Back on", "ended_on", sort="ended_on"),
        Column("Interviewed on", "interviewed_on"),
        Column("Why", "get_reason_display"),
    ],
    choices=[Choice("reason", "Why", MissingEpisode.Reason.choices, lambda rows, value: rows.filter(reason=value))],
    themes=["reason"],
    becomes=Becomes(
        "missing_episodes",
        {
            "missing_episode": "pk", "child": "child", "team": "team", "worker": "worker", "kind": "kind",
            "started_on": "started_on", "ended_on": "ended_on", "interview_offered": "interview_offered",
            "interview_accepted": "interview_accepted", "interviewed_on": "interviewed_on",
        },
    ),
    measures=["return_interviews_in_time", "return_interviews_overdue"],
)  # fmt: skip
