"""Seats and who holds them, meetings and their minutes, barriers, questions and messages."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from sherwood.governance.case import RECOMMENDATIONS
from sherwood.kit.errors import SherwoodError
from sherwood.kit.periods import spoken
from sherwood.web.programme.cases.models import Decision, Version
from sherwood.web.programme.programmes.models import Body, Programme, Project, Seen, Visible
from sherwood.web.site.accounts.models import DatedQuerySet, User
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.files.models import StoredFile
from sherwood.web.site.kept import WrittenOnce, digest_of
from sherwood.web.site.ui.clock import today
from sherwood.web.site.ui.overtaking import standing

MINUTED = "The minutes are confirmed and do not change. Enter a correction that points at them."


def _who(**more) -> models.ForeignKey:
    return models.ForeignKey(User, models.PROTECT, related_name="+", **more)


class SeatQuerySet(Visible, DatedQuerySet):
    def with_holders(self, on: date):
        return self.prefetch_related(Prefetch("holdings", Holding.objects.current(on), to_attr="holding_now"))

    def vacant(self, on: date):
        """Those that a body has on a day and that nobody holds."""
        return self.current(on).exclude(pk__in=Holding.objects.current(on).values("seat"))


class Seat(Seen):
    """A place on a body, of a kind, from one day to another; vacant while nobody holds it.

    A seat that was ever held is ended, never removed: the attendance of past meetings points at it.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="places")
    kind = models.CharField(max_length=120)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["body", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on=None) | Q(to_on__gte=F("from_on")),
                name="seat_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.kind

    @property
    def holding(self) -> "Holding | None":
        """Who holds it on the day that `with_holders` was asked for."""
        return next(iter(self.holding_now), None)

    def held_by(self) -> list[str]:
        """Who is entered, the last first."""
        return list(self.holdings.order_by("-from_on", "-pk").values_list("post__title", flat=True))

    def ends(self) -> dict[str, Any]:
        return standing(self, "to_on")


class HoldingQuerySet(Visible, DatedQuerySet):
    def of_body(self, body: Body, on: date):
        """Who holds a seat of a body on a day."""
        return self.current(on).filter(seat__body=body).select_related("seat").order_by("seat", "pk")

    def of_user(self, user):
        """Those that somebody holds, by account, or by post where no account was named."""
        return self.filter(Q(user=user) | Q(user=None, post=user.post_id))


class Holding(Seen):
    """Who holds a seat, by post and agency, from one day to another."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holdings")
    post = PostKey()
    agency = models.CharField(max_length=200)
    user = _who(null=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="holding_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["seat", "from_on"], name="one_begins_to_hold_a_seat_a_day"),
            models.UniqueConstraint(fields=["seat"], condition=Q(to_on=None), name="one_holds_a_seat"),
        ]

    def __str__(self):
        return self.post.title

    def is_of(self, user) -> bool:
        """Whether this person holds it: by account, or by post where no account was named."""
        return self.user_id == user.pk if self.user_id else self.post_id == user.post_id

    def ends(self) -> dict[str, Any]:
        return standing(self, "to_on")


class MeetingQuerySet(Visible):
    def whole(self):
        items = Item.objects.select_related(
            "version__case__project", "project", "urgent__version__case__project"
        ).prefetch_related("papers__ticks__by", "papers__files", "version__decisions")
        return self.select_related("body__programme", "minutes_by").prefetch_related(
            Prefetch("items", items), "attendance__holding__seat", "interests__item", "reasons", "packs"
        )

    def to_come(self, on: date):
        return self.filter(held_on__gte=on, confirmed_on=None).order_by("held_on")


class Meeting(Seen):
    """A meeting of a body, from planned to minuted."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    minutes_by = _who(null=True)
    confirmed_on = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["body", "held_on"], name="one_meeting_a_day")]

    def __str__(self):
        return f"{self.body.name}, {self.held_on.day} {self.held_on:%B %Y}"

    def worked_out(self) -> str:
        """The digest that its minutes should have."""
        return digest_of([[item.title, item.outcome] for item in self.items.all()])

    def check_open(self) -> None:
        if self.confirmed_on:
            raise SherwoodError(MINUTED)

    @property
    def warning(self) -> str:
        """What should be settled before a body meets; empty when nothing is wrong."""
        agreed_on = self.body.terms_agreed_on
        if agreed_on is None or agreed_on > self.held_on:
            return f"The terms of reference of {self.body.name} are not agreed. Agree them before it decides anything."
        return ""

    @property
    def uncovered(self) -> list[str]:
        """The headings of the remit that are neither on the agenda nor left out with a reason."""
        covered = {item.heading for item in self.items.all()} | {
            reason.heading for reason in self.reasons.all()
        }
        return [heading for heading in self.body.agenda if heading not in covered]

    def who_was_there(self) -> dict[int, str]:
        """What is recorded now, by the key of who holds the seat."""
        return dict(self.attendance.order_by("holding").values_list("holding", "state"))

    @property
    def present(self) -> list["Attendance"]:
        return [
            attendance for attendance in self.attendance.all() if attendance.state == Attendance.State.PRESENT
        ]

    @property
    def quorate(self) -> bool:
        return 0 < self.body.quorum <= len(self.present)

    @property
    def quorum_in_words(self) -> str:
        seats = self.body.places.current(self.held_on).count()
        return f"{self.body.quorum} of {seats} members" if seats else f"{self.body.quorum} members"

    @property
    def decides(self) -> bool:
        """Whether cases are decided here."""
        return self.body.key == self.body.programme.deciding_body

    @property
    def day_has_come(self) -> bool:
        return self.held_on <= today()


class UrgentDecisionQuerySet(Visible):
    def waiting(self):
        """Asked for, and neither agreed to nor ended."""
        return self.filter(decision=None, ended_on=None)

    def unconfirmed(self):
        """Decided, and not before a meeting of the body yet."""
        return self.exclude(decision=None).filter(confirmed=None)

    def whole(self):
        return self.select_related(
            "version__case__project__programme",
            "asked_by",
            "agreed_by",
            "ended_by",
            "decision",
            "confirmed_at__body",
        )


class UrgentDecision(Seen):
    """A decision that could not wait: asked for by one member, agreed to by another, confirmed or not by the next meeting."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=list(RECOMMENDATIONS.items()))
    reason = models.TextField()
    why_urgent = models.TextField()
    conditions = models.JSONField(default=list)
    conditions_due_on = models.DateField(null=True)
    requirements = models.JSONField(default=list)
    presented_by = PostKey()
    accompanied_by = PostKey()
    asked_by = _who()
    asked_on = models.DateField()
    agreed_by = _who(null=True)
    agreed_on = models.DateField(null=True)
    told = models.JSONField(default=list, help_text="The posts of the members whose home said so.")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="+")
    ended_by = _who(null=True)
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True)
    confirmed = models.BooleanField(null=True)
    confirmed_why = models.TextField(blank=True)
    confirmed_at = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")

    objects = UrgentDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")), name="an_urgent_decision_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(decision=None, agreed_by=None)
                | Q(decision__isnull=False, agreed_by__isnull=False),
                name="an_urgent_decision_is_agreed_to",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(decision=None, ended_on=None),
                name="one_urgent_decision_waits",
            ),
        ]

    def __str__(self):
        return f"{RECOMMENDATIONS[self.outcome]}: {self.version.case.project.key}"

    @property
    def waits(self) -> bool:
        return self.decision_id is None and self.ended_on is None

    @property
    def state(self) -> str:
        """Where it stands, in a sentence."""
        if self.waits:
            return f"Asked for by {self.asked_by.post} on {spoken(self.asked_on)}. It waits for a second member to agree."
        if self.ended_on:
            return f"Nothing was decided: {self.ended_by.post} ended it on {spoken(self.ended_on)}. {self.ended_why}"
        said = f"Decided on {spoken(self.agreed_on)}: {self.asked_by.post} asked for it and {self.agreed_by.post} agreed."
        if self.confirmed is None:
            return f"{said} It waits to be confirmed at the next meeting of {self.body.name}."
        at = f"at the meeting of {spoken(self.confirmed_at.held_on)}"
        return f"{said} {'Confirmed' if self.confirmed else 'Not confirmed'} {at}: {self.confirmed_why}"


class Item(Seen):
    """A line of the agenda, and what came of it. `outcome_public` stands in the public version when the item is
    confidential."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    urgent = models.ForeignKey(UrgentDecision, models.PROTECT, null=True, related_name="items")
    presented_by = PostKey(null=True)
    accompanied_by = PostKey(null=True)
    confidential = models.BooleanField(default=False)
    outcome = models.TextField(blank=True)
    outcome_public = models.TextField(blank=True)

    class Meta:
        ordering = ["meeting", "position"]

    def said(self) -> dict[str, str] | None:
        """What the minutes say of it now."""
        return standing(self, "outcome", "outcome_public")

    def presenters(self) -> dict[str, str] | None:
        return standing(self, "presented_by__title", "accompanied_by__title")

    @property
    def decided(self) -> bool:
        """Whether the case on the table was decided, here or elsewhere."""
        return self.version is not None and self.version.decision is not None

    @property
    def settled(self) -> bool:
        """Whether what came of it is a decision, or what a meeting said of one taken without it."""
        return self.decided or (self.urgent is not None and self.urgent.confirmed is not None)

    @property
    def case(self):
        """The case that the item is about, where it is about one."""
        version = self.version or (self.urgent and self.urgent.version)
        return version and version.case

    @property
    def heard(self) -> bool:
        """A case cannot be heard until both are named."""
        return bool(self.presented_by and self.accompanied_by)


class Paper(Seen):
    """What members read for an item; its number is of the meeting."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="papers")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    files = models.ManyToManyField(StoredFile, related_name="+")

    class Meta:
        ordering = ["number", "pk"]

    def unchecked(self, lines: list[str]) -> list[str]:
        """The lines of the body's checklist that nobody has ticked for this paper."""
        ticked = {tick.line for tick in self.ticks.all()}
        return [line for line in lines if line not in ticked]


class PackQuerySet(Visible):
    def to_read(self, user, on: date):
        """The last pack of each meeting to come of a body on which this person has a seat."""
        seats = Holding.objects.current(on).of_user(user)
        coming = self.filter(meeting__held_on__gte=on, meeting__body__in=seats.values("seat__body"))
        later = self.filter(meeting=OuterRef("meeting"), number__gt=OuterRef("number"))
        return coming.exclude(Exists(later)).select_related("meeting__body")


class Pack(WrittenOnce, Seen):
    """The papers of a meeting as they were issued: cover, agenda, and each paper. What changes later is another pack.

    A part that names `confidential` is for those who read what is confidential; the others read its public title.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    parts = models.JSONField()
    digest = models.CharField(max_length=64)
    issued_on = models.DateField()
    issued_by = _who()

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_pack_a_number")]

    def __str__(self):
        return f"Pack {self.number}"

    @property
    def is_whole(self) -> bool:
        """Whether it still says what was frozen."""
        return self.digest == digest_of(self.parts)

    def for_reader(self, private: bool) -> list[dict]:
        """What one reader sees of it."""
        return [part if private or not part.get("confidential") else part["public"] for part in self.parts]


class Tick(models.Model):
    """The programme manager saw that a line of the checklist holds for a paper; never taken back."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="ticks")
    line = models.CharField(max_length=200)
    by = _who()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["paper", "line"], name="one_tick_a_line")]


class HeadingReason(models.Model):
    """Why a part of the remit is not on an agenda."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reasons")
    heading = models.CharField(max_length=200)
    why = models.TextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "heading"], name="one_reason_a_heading")]


class Attendance(Seen):
    class State(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    holding = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State)

    class Meta:
        ordering = ["holding__seat", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "holding"], name="one_attendance_a_holder")]


class Interest(Seen):
    """An interest somebody declared at a meeting; in one item, in which they then decide nothing, or in general."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="interests")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="interests")
    post = PostKey()
    words = models.TextField()

    class Meta:
        ordering = ["pk"]


class Correction(Seen):
    """What was wrong in confirmed minutes, beside them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="corrections")
    words = models.TextField()
    by = _who(null=True)
    on = models.DateField()

    class Meta:
        ordering = ["pk"]


class OpenQuerySet(Visible):
    def unanswered(self):
        return self.filter(answered_on=None)


class Answerable(Seen):
    """Something that waits for an answer, and how many days it has waited."""

    project = due_on = None  # where it is of a project, or must be answered by a day

    words = models.TextField()
    raised_on = models.DateField()
    raised_by = _who(null=True)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_by = _who(null=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = [F("answered_on").asc(nulls_first=True), "raised_on", "pk"]

    def days_open(self, on: date) -> int:
        return ((self.answered_on or on) - self.raised_on).days


class Barrier(Answerable):
    """What stands in the way of a project, who must move it, and what they did."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="barriers")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="barriers")
    owner_post = PostKey()


class Question(Answerable):
    """A question of a body, which must be answered by a day."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="questions")
    due_on = models.DateField()

    @property
    def late(self) -> bool:
        return self.answered_on is not None and self.answered_on > self.due_on


class Message(Answerable):
    """A message, or a recommendation on services, from one body to another, and the reply."""

    class Kind(models.TextChoices):
        MESSAGE = "message", "Message"
        RECOMMENDATION = "recommendation", "Recommendation"

    kind = models.CharField(max_length=20, choices=Kind)
    sender = models.ForeignKey(Body, models.PROTECT, related_name="sent")
    receiver = models.ForeignKey(Body, models.PROTECT, related_name="received")
