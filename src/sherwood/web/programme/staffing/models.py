"""Who takes part, by post; whose people they are; what they are in which team; who holds which role; who answers to whom."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse

from sherwood.governance.staffing import TeamPart, TeamSeat
from sherwood.kit.names import spelled
from sherwood.web.programme.programmes.models import Body, Programme, ProgrammeRole, Project, Seen, Visible
from sherwood.web.site.accounts.models import DatedQuerySet, User
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.kept import Revised

ENDS_AFTER_IT_BEGINS = Q(to_on__isnull=True) | Q(to_on__gte=F("from_on"))
DAYS_A_WEEK = [MinValueValidator(0), MaxValueValidator(7)]


class DivisionQuerySet(Visible):
    def affectable(self):
        """Those a project may affect: all but who is engaged from outside."""
        return self.exclude(kind=Division.Kind.OUTSIDE)


class Division(Seen):
    """A division of the department, a part of the wider council, a partner of the children's trust, or a firm."""

    class Kind(models.IntegerChoices):
        """In the order in which lists show them."""

        DEPARTMENT = 1, "Division of the department"
        COUNCIL = 2, "Wider council"
        TRUST = 3, "Children's trust partner"
        OUTSIDE = 4, "Engaged from outside"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="divisions")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    kind = models.PositiveSmallIntegerField(choices=Kind)

    objects = DivisionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="one_division_a_key"),
            models.UniqueConstraint(fields=["programme", "name"], name="one_division_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_home(self) -> bool:
        """Whether its people are the department's own."""
        return self.kind == self.Kind.DEPARTMENT


class ParticipantQuerySet(Visible):
    def standing(self):
        """Those not merged into another."""
        return self.filter(merged_into=None)

    def called(self, programme: Programme, name: str):
        """The one of that name or alias, however it is spelled."""
        return self.filter(programme=programme, names__spelling=spelled(name))

    def whole(self):
        return self.select_related("division").prefetch_related(
            "names", "memberships__project", "holdings__role"
        )


class Participant(Revised, Seen):
    """Somebody known by post, a group that exists, a partner or a consultant. What was merged stays and points on."""

    class Kind(models.TextChoices):
        PERSON = "person", "Post"
        GROUP = "group", "Existing group"
        PARTNER = "partner", "Partner"
        CONSULTANT = "consultant", "Consultant"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participants")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    post = PostKey(null=True)  # of somebody known by post; groups, partners and consultants have none
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="people")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(post=None) | Q(kind="person"), name="only_a_person_has_a_post")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("participant", args=[self.pk])

    @property
    def from_department(self) -> bool | None:
        """None when nobody has said whose they are."""
        return self.division.is_home if self.division else None

    @property
    def aliases(self) -> list[str]:
        return [name.words for name in self.names.all() if name.words != self.name]


class Name(models.Model):
    """What a participant is or was called. A spelling leads to one participant, and two never share one."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="names")
    words = models.CharField(max_length=200)
    spelling = models.CharField(max_length=200)

    class Meta:
        ordering = ["words"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "spelling"], name="a_spelling_leads_to_one")
        ]


class Merge(Seen):
    """Two records found to be one: which, why, by whom and when. One record is merged once."""

    kept = models.ForeignKey(Participant, models.PROTECT, related_name="merges")
    merged = models.OneToOneField(Participant, models.PROTECT, related_name="merge")
    names = models.JSONField(default=list, help_text="The names that lead to the kept one since.")
    folded = models.JSONField(
        default=list, help_text="What both held on the same days, as the merged one held it."
    )
    reason = models.TextField()
    on = models.DateField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]


class Apart(Seen):
    """Two records whose names are alike and that are two: said by whom and why, so that nobody is asked again."""

    one = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    other = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    reason = models.TextField()
    on = models.DateField()
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "two records kept apart"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="kept_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="kept_apart_in_order"),
        ]


class Dated(DatedQuerySet, Visible):
    """Rows of the programme that hold from one day to another."""


class MembershipQuerySet(Dated):
    def whole(self):
        return self.select_related("project", "participant__division", "suggested_by", "confirmed_by")

    def suggested(self):
        """Places nobody has confirmed, in teams of live projects today."""
        live = Project.objects.live()
        return self.current().filter(state=Membership.State.SUGGESTED, project__in=live)

    def leading(self):
        return self.filter(part__in=[TeamPart.LEAD.name, TeamPart.CO_LEAD.name])


class Membership(Revised, Seen):
    """What somebody is in a project's team, suggested or confirmed, with days a week asked for and given."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", "Suggested"
        CONFIRMED = "confirmed", "Confirmed"

    project = models.ForeignKey(Project, models.PROTECT, related_name="memberships")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="memberships")
    part = models.CharField(max_length=20, choices=[(part.name, part.value) for part in TeamPart])
    area = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    days_asked = models.DecimalField(max_digits=3, decimal_places=1, null=True, validators=DAYS_A_WEEK)
    days_given = models.DecimalField(max_digits=3, decimal_places=1, null=True, validators=DAYS_A_WEEK)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    outside_because = models.TextField(blank=True, help_text="Why one from outside the department leads.")
    suggested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    suggested_on = models.DateField()
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "membership"
        ordering = ["project__position", "pk"]
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="membership_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state="suggested") | Q(confirmed_on__isnull=False), name="confirmed_on_some_day"
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(part="LEAD", state="confirmed", to_on__isnull=True),
                name="one_confirmed_lead_a_project",
            ),
        ]

    @property
    def is_confirmed(self) -> bool:
        return self.state == self.State.CONFIRMED

    @property
    def leads(self) -> bool:
        return self.part in (TeamPart.LEAD.name, TeamPart.CO_LEAD.name)

    @property
    def seat(self) -> TeamSeat:
        """As the rules see it."""
        return TeamSeat(
            who=self.participant.name,
            part=TeamPart[self.part],
            confirmed=self.is_confirmed,
            asked=None if self.days_asked is None else float(self.days_asked),
            given=None if self.days_given is None else float(self.days_given),
            from_department=self.participant.from_department,
            outside_because=self.outside_because,
        )


class Effect(Seen):
    """A division or partner that a project affects, and what changes for it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="effects")
    division = models.ForeignKey(Division, models.PROTECT, related_name="effects")
    words = models.CharField(max_length=300)

    class Meta:
        ordering = ["project__position", "division__kind", "division__name"]
        constraints = [
            models.UniqueConstraint(fields=["project", "division"], name="an_effect_once_a_project")
        ]


class RoleHolding(Seen):
    """Who held a role of the programme from one day to another. `single` is the rule of the day it was entered."""

    role = models.ForeignKey(ProgrammeRole, models.PROTECT, related_name="holdings")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="holdings")
    single = models.BooleanField()
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    objects = Dated.as_manager()

    @staticmethod
    def standing(role: ProgrammeRole) -> list[str]:
        """Who is entered as holding it with no last day, read anew."""
        open_ended = RoleHolding.objects.filter(role=role, to_on=None).order_by("pk")
        return list(open_ended.values_list("participant__name", flat=True))

    class Meta:
        verbose_name = "role holding"
        ordering = ["role__position", "-from_on"]
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_IT_BEGINS, name="role_holding_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["role"],
                condition=Q(single=True, to_on__isnull=True),
                name="one_holder_of_a_single_role",
            ),
        ]


class Line(Seen):
    """Who answers to whom, and how: roles, bodies, posts or groups, in words."""

    class How(models.TextChoices):
        MANAGEMENT = "management", "answers to, by line management"
        REPORTS = "reports", "reports to"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="lines")
    who = models.CharField(max_length=200)
    answers_to = models.CharField(max_length=200)
    how = models.CharField(max_length=12, choices=How)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "who", "answers_to"], name="one_line_a_pair")
        ]


class Control(Seen):
    """One of the ways the programme is kept in hand: what it controls and how. Its owner is the programme team."""

    class Concerns(models.TextChoices):
        PLANNING = "planning", "Planning"
        DELIVERY = "delivery", "Delivery"
        REPORTING = "reporting", "Reporting"
        GOVERNANCE = "governance", "Governance"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="controls")
    name = models.CharField(max_length=120)
    concerns = models.CharField(max_length=12, choices=Concerns)
    controls = models.CharField(max_length=300)
    how = models.TextField()
    owner = models.ForeignKey(Body, models.PROTECT, related_name="controls")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="one_control_a_name")]


def teams_of_today() -> Prefetch:
    """The memberships that hold today, with who they are: one question for all projects."""
    today = Membership.objects.current().whole().prefetch_related("participant__names")
    return Prefetch("memberships", today, to_attr="team_today")
