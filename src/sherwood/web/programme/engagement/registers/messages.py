"""The communications plan: what is said to whom, how, by whom and when, and whom it reached."""

from django.db import models

from sherwood.governance.roles import Permission
from sherwood.web.programme.engagement.registers.audiences import ENGAGEMENT, Audience
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.listings.columns import Column, Where
from sherwood.web.site.registers.description import Clock, Move, ProgrammeRegister
from sherwood.web.site.registers.models import RegisterRow
from sherwood.web.site.ui.downloads import known


class Message(RegisterRow):
    """A line of the communications plan."""

    audience = models.ForeignKey(Audience, models.PROTECT, related_name="messages", verbose_name="To whom")
    words = models.TextField("What is said")
    channel = models.CharField(
        "How", max_length=120, help_text="Such as a letter, a briefing, a staff meeting."
    )
    owner_post = PostKey(verbose_name="Who sees to it")
    planned_on = models.DateField("Planned for")
    planned_reach = models.PositiveIntegerField(
        "How many people it should reach", null=True, blank=True, help_text="Leave empty when not known."
    )
    done_on = models.DateField("Done on", null=True)
    actual_reach = models.PositiveIntegerField(
        "How many people it reached", null=True, help_text="0 when nobody. Leave empty when not known."
    )
    response = models.TextField("What came back", default="")

    class Meta:
        ordering = ["planned_on", "pk"]

    @property
    def reached(self) -> str:
        """Nobody, not known and a number are three different things."""
        if self.done_on is None:
            return "Not sent yet"
        if self.actual_reach is None:
            return "Not known"
        part = f" of {self.planned_reach:,} planned" if self.planned_reach else ""
        return f"{self.actual_reach:,}{part}"


messages = ProgrammeRegister(
    key="messages",
    model=Message,
    question="What is said to whom, and whom does it reach?",
    one="a message",
    many="messages",
    title="Communications plan",
    states={"planned": "Planned", "done": "Sent"},
    enter=["audience", "words", "channel", "owner_post", "planned_on", "planned_reach"],
    moves=[
        Move("report", "Say what came of it", "said what came of a message", ["planned"], "done",
             ["done_on", "actual_reach", "response"], may_be_left=["actual_reach", "response"]),
    ],
    clocks=[Clock("send the message", "planned_on", "", ["planned"])],
    columns=[
        Column("To whom", "audience.name"),
        Column("How", "channel"),
        Column("Who sees to it", "owner_post"),
        Column("Planned for", "planned_on", sort="planned_on"),
        Column("Planned reach", "planned_reach", where=Where.FILE),
        Column("Done on", "done_on", where=Where.FILE),
        # blank until it is sent; then a number, or not known
        Column("Actual reach", lambda message: known(message.actual_reach) if message.done_on else None,
               words=lambda message: message.reached),
        Column("What came back", "response"),
    ],
    keeps=Permission.KEEP_ENGAGEMENT,
    named="words",
    ahead=["planned_on"],
    among={"audience": lambda user: Audience.visible_to(user).standing()},
    above=ENGAGEMENT,
)  # fmt: skip
