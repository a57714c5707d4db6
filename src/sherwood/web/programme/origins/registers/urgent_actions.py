"""What was done before there was a project to do it. What is still to do belongs on the log of actions."""

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.web.programme.origins.registers.causes import ORIGINS
from sherwood.web.programme.programmes.models import OfProgramme
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.listings.columns import Column
from sherwood.web.site.registers.description import Move, ProgrammeRegister
from sherwood.web.site.ui.downloads import NOT_KNOWN


class UrgentAction(OfProgramme):
    """When, which team, who, and what came of it."""

    on = models.DateField("On what day")
    team = models.CharField("Which team", max_length=200)
    who_post = PostKey(verbose_name="Who did it")
    words = models.TextField("What was done")
    result = models.TextField("What came of it", blank=True)

    class Meta:
        ordering = ["on", "pk"]


urgent_actions = ProgrammeRegister(
    key="urgent_actions",
    model=UrgentAction,
    question="What was done at once, before there was a project?",
    one="an urgent action",
    many="urgent actions",
    title="Done at once, before there was a project",
    states={"done": "Done"},
    enter=["on", "team", "who_post", "words", "result"],
    moves=[
        Move("result", "Say what came of it", "said what came of an urgent action", ["done"], "done", ["result"]),
    ],
    columns=[
        Column("On", "on", sort="on"),
        Column("Team", "team"),
        Column("Who", "who_post"),
        Column("What came of it", lambda action: action.result or NOT_KNOWN, short="Result"),
    ],
    keeps=Permission.KEEP_ACTIONS,
    named="words",
    above=ORIGINS,
)  # fmt: skip
