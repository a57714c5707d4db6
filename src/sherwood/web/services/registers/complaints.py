"""Complaints about services to children, through the three stages that the law sets.

Source: Children Act 1989 Representations Procedure (England) Regulations 2006, regulations 14 to 20.
"""

from django.db import models
from django.db.models import F, Q

from sherwood.web.site.listings.columns import Choice, Column
from sherwood.web.site.registers.description import Becomes, Clock, Move, Register
from sherwood.web.site.registers.models import Registered


class Complaint(Registered):
    """A complaint, from the day it was received. Who complains is a kind of person, never a name."""

    class Complainant(models.TextChoices):
        CHILD = "child", "The child or young person"
        PARENT = "parent", "A parent"
        CARER = "carer", "A carer or guardian"
        RELATIVE = "relative", "Another relative"
        OTHER = "other", "Somebody else with an interest"

    class Theme(models.TextChoices):
        DELAY = "delay", "Delay"
        COMMUNICATION = "communication", "Not told or not listened to"
        CONDUCT = "conduct", "Conduct of staff"
        DECISION = "decision", "A decision about the child or family"
        QUALITY = "quality", "Quality of a service"
        ACCURACY = "accuracy", "Accuracy of an assessment or record"
        PLACEMENT = "placement", "A placement or contact"
        MONEY = "money", "Money or support not given"

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "Upheld"
        PARTLY = "partly", "Partly upheld"
        NOT_UPHELD = "not_upheld", "Not upheld"
        WITHDRAWN = "withdrawn", "Withdrawn"

    received_on = models.DateField("Received on", help_text="The day it came to any part of the council.")
    complainant = models.CharField("Who complains", max_length=20, choices=Complainant)
    theme = models.CharField("What it is mainly about", max_length=20, choices=Theme)
    advocate_offered = models.BooleanField("Was an advocate offered?", null=True, blank=True)
    longer = models.BooleanField(
        "Is it complex, or does it need an advocate to be found?",
        default=False,
        help_text="Then stage 1 has 20 working days, not 10. Only where the complainant was told.",
    )
    answered_on = models.DateField("Answered at stage 1 on", null=True)
    outcome = models.CharField("Outcome at stage 1", max_length=20, choices=Outcome, default="")
    learning = models.TextField("What was learnt", default="", help_text="No names.")
    investigation_asked_on = models.DateField("Stage 2 asked for on", null=True)
    investigation_began_on = models.DateField(
        "Statement of the complaint agreed on",
        null=True,
        help_text="The clock of stage 2 starts on this day.",
    )
    adjudicated_on = models.DateField("Adjudication sent on", null=True)
    investigated = models.CharField("Outcome at stage 2", max_length=20, choices=Outcome, default="")
    panel_asked_on = models.DateField("Review panel asked for on", null=True)
    panel_on = models.DateField("Review panel met on", null=True)

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answered_on__gte=F("received_on")),
                name="complaint_answered_after_received",
                violation_error_message="It was answered before it was received. Check both days.",
            ),
            models.CheckConstraint(
                condition=Q(adjudicated_on=None) | Q(adjudicated_on__gte=F("investigation_began_on")),
                name="complaint_adjudicated_after_it_began",
                violation_error_message="The adjudication is before stage 2 began. Check both days.",
            ),
            models.CheckConstraint(
                condition=Q(panel_on=None) | Q(panel_on__gte=F("panel_asked_on")),
                name="complaint_panel_after_it_was_asked_for",
                violation_error_message="The panel met before it was asked for. Check both days.",
            ),
        ]


complaints = Register(
    key="complaints",
    model=Complaint,
    question="Which complaints came, and are they answered in time?",
    one="a complaint",
    many="complaints",
    states={
        "stage_1": "To be answered at stage 1",
        "answered": "Answered at stage 1",
        "asked": "Stage 2 asked for",
        "stage_2": "Being investigated at stage 2",
        "adjudicated": "Adjudicated at stage 2",
        "stage_3": "Waiting for the review panel",
        "closed": "Closed after the review panel",
    },
    enter=["reference", "received_on", "complainant", "theme", "team", "child", "worker", "advocate_offered", "longer"],
    moves=[
        Move("answer", "Record the answer at stage 1", "answered a complaint at stage 1", ["stage_1"], "answered",
             ["answered_on", "outcome", "learning"], may_be_left=["learning"]),
        Move("ask", "Record that stage 2 is asked for", "recorded that stage 2 is asked for", ["answered", "stage_1"], "asked",
             ["investigation_asked_on"]),
        Move("investigate", "Record the agreed statement", "began the investigation of a complaint", ["asked"], "stage_2",
             ["investigation_began_on"]),
        Move("adjudicate", "Record the adjudication", "recorded the adjudication of a complaint", ["stage_2"], "adjudicated",
             ["adjudicated_on", "investigated", "learning"], may_be_left=["learning"]),
        Move("ask_panel", "Record that a panel is asked for", "recorded that a panel is asked for", ["adjudicated"], "stage_3",
             ["panel_asked_on"]),
        Move("close", "Record the panel", "recorded the review panel of a complaint", ["stage_3"], "closed", ["panel_on"]),
    ],
    clocks=[
        Clock("answer at stage 1", "received_on", "complaint stage 1", ["stage_1"],
              longer={"longer": "complex complaint stage 1"}),
        Clock("adjudicate at stage 2", "investigation_began_on", "complaint stage 2", ["stage_2"]),
        Clock("hold the review panel", "panel_asked_on", "complaint review panel", ["stage_3"]),
    ],
    columns=[
        Column("Received on", "received_on", sort="received_on"),
        Column("About", "get_theme_display", sort="theme"),
        Column("From", "get_complainant_display"),
        Column("Outcome", "get_outcome_display"),
    ],
    choices=[Choice("theme", "About", Complaint.Theme.choices, lambda rows, value: rows.filter(theme=value))],
    themes=["theme"],
    becomes=Becomes(
        "complaints",
        {
            "complaint": "pk", "child": "child", "team": "team", "worker": "worker", "received_on": "received_on",
            "theme": "theme", "complainant": "complainant", "longer": "longer", "answered_on": "answered_on",
            "outcome": "outcome", "investigation_began_on": "investigation_began_on",
            "adjudicated_on": "adjudicated_on", "advocate_offered": "advocate_offered",
        },
    ),
    measures=["complaints_answered_in_time", "complaints_open_overdue", "complaints_taken_further"],
)  # fmt: skip
