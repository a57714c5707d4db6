"""The programme itself, its rules, and its parts that stand by themselves.

The fields follow `sherwood.governance.programme`, which says what each means.
"""

from datetime import timedelta

from django.db import models

from sherwood.governance.programme import Phase as PhaseFacts
from sherwood.governance.programme import Rules
from sherwood.governance.roles import Permission
from sherwood.web.site.accounts.post_keys import PostKey
from sherwood.web.site.kept import WrittenOnce


def choices(enum) -> list[tuple[str, str]]:
    return [(member.name, getattr(member, "words", None) or member.value) for member in enum]


class Visible(models.QuerySet):
    """Rows of the programme: those who may see the programme see all of it, others none."""

    def visible_to(self, user):
        return self if user.may(Permission.SEE_PROGRAMME) else self.none()


class Seen(models.Model):
    """What a page reads through `visible_to`, never through `objects`."""

    objects = Visible.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)


class SaidOnce(WrittenOnce, Seen):
    """Of the programme, and written once."""

    class Meta:
        abstract = True


# what a rule is called where the definition names nobody for it
UNNAMED = {
    "deciding_body": "deciding body",
    "challenging_body": "body that challenges",
    "sponsoring_body": "body that is told of the programme",
    "team_body": "programme team",
    "owning_role": "owner of the programme",
}


class Programme(Seen):
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    council = models.CharField(max_length=120)
    aim = models.TextField()
    mandate = models.TextField()
    mandate_bodies = models.JSONField(default=list)
    began_on = models.DateField()
    planned_end_on = models.DateField()
    planned_end_note = models.TextField(blank=True)
    out_of_scope = models.TextField(blank=True)
    deciding_body = models.CharField(max_length=60, blank=True)
    challenging_body = models.CharField(max_length=60, blank=True)
    sponsoring_body = models.CharField(max_length=60, blank=True)
    team_body = models.CharField(max_length=60, blank=True)
    owning_role = models.CharField(max_length=60, blank=True)
    days_for_a_case = models.PositiveSmallIntegerField(default=Rules.days_for_a_case)
    days_when_urgent = models.PositiveSmallIntegerField(default=Rules.days_when_urgent)
    days_to_answer = models.PositiveSmallIntegerField(default=Rules.days_to_answer)
    digest = models.CharField(
        max_length=64, blank=True, help_text="Of what it said when it was last changed."
    )

    def __str__(self):
        return self.title

    def called(self, rule: str) -> str:
        """The body or role that a rule names, as a sentence says it; what it does, where none is named."""
        parts, name = (self.programmerole_set, "title") if rule == "owning_role" else (self.body_set, "name")
        found = parts.filter(key=getattr(self, rule)).values_list(name, flat=True).first()
        said = found or UNNAMED[rule]
        if rule == "owning_role":  # what a post is, and not a name
            said = f"{said[:1].lower()}{said[1:]}"
        return said if said.lower().startswith("the ") else f"the {said}"


class Part(Seen):
    """A keyed part of a programme, in the order of its definition."""

    programme = models.ForeignKey(Programme, models.PROTECT)
    key = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    source = models.CharField(max_length=120)
    settled = models.JSONField(
        default=list, help_text="Columns that an act has settled: a definition leaves them."
    )

    class Meta:
        abstract = True
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="one_%(class)s_a_key"),
        ]

    def settle(self, **values) -> None:
        """Write what an act has settled, which no later load of a definition undoes."""
        for name, value in values.items():
            setattr(self, name, value)
        before = type(self).objects.select_for_update().only("settled").get(pk=self.pk).settled
        self.settled = sorted({*before, *values})  # with what somebody settled since this was read
        self.save(update_fields=[*values, "settled"])

    def settle_links(self, *names: str) -> None:
        """The same for what this part names, which is written elsewhere."""
        self.settled = sorted({*self.settled, *names})
        self.save(update_fields=["settled"])


class Category(Part):
    title = models.CharField(max_length=120)

    def __str__(self):
        return self.title


class Likelihood(Part):
    """A point of how likely a risk is; its number is its place."""

    title = models.CharField(max_length=120)
    description = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return self.title


class Impact(Part):
    """A point of how much a risk would do; its number is its place."""

    title = models.CharField(max_length=120)
    description = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return self.title


class RiskBand(Part):
    """What a score is called from a number on."""

    title = models.CharField(max_length=120)
    from_score = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=12)
    asks = models.CharField(max_length=200, blank=True)
    key_risk = models.BooleanField(default=False)

    def __str__(self):
        return self.title


class DeclaredRating(Part):
    """How the lead of a project may say that it stands."""

    title = models.CharField(max_length=120)
    mark = models.CharField(max_length=12)
    counts_as = models.CharField(max_length=12)

    def __str__(self):
        return self.title


class Origin(Part):
    """Where projects come from."""

    title = models.CharField(max_length=200)

    def __str__(self):
        return self.title


class CheckLine(Part):
    """A line of the list that every case is vetted against."""

    words = models.CharField(max_length=200)


class Grade(Part):
    """An answer to whether a case can be achieved and brings its benefits."""

    words = models.CharField(max_length=120)


class Criterion(Part):
    """By what projects are put in order, and how much it weighs."""

    words = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField()


class Driver(Part):
    words = models.TextField()
    happened_on = models.DateField(null=True)


class BodyQuerySet(Visible):
    def meeting(self):
        """Those that meet, having a quorum."""
        return self.filter(quorum__gt=0)


class Body(Part):
    name = models.CharField(max_length=200)
    remit = models.TextField()
    reports_to = models.CharField(max_length=60, blank=True)
    seats = models.JSONField(default=list)
    quorum = models.PositiveSmallIntegerField(default=0, help_text="Members who must be present.")
    meets_every_days = models.PositiveSmallIntegerField(default=0)
    paper_checklist = models.JSONField(default=list, help_text="What must be so of each paper it reads.")
    terms_agreed_on = models.DateField(null=True)
    terms_review_on = models.DateField(null=True)
    terms_kept_by = models.CharField(max_length=200, blank=True)

    objects = BodyQuerySet.as_manager()

    def __str__(self):
        return self.name

    @property
    def agenda(self) -> list[str]:
        """Parts of its remit that an agenda covers, or says why not."""
        return [line.words for line in self.agenda_lines.all()]


class AgendaLine(Part):
    """A part of a body's remit, and what its agenda takes under it."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="agenda_lines")
    words = models.CharField(max_length=200)
    takes = models.JSONField(default=list)

    def __str__(self):
        return self.words


class ProgrammeRole(Part):
    title = models.CharField(max_length=120)
    post = PostKey()
    does = models.TextField()
    body = models.CharField(max_length=60, blank=True)
    one_at_a_time = models.BooleanField(default=False)
    by_project = models.BooleanField(default=False)


class Phase(Part):
    title = models.CharField(max_length=120)
    purpose = models.TextField()
    activities = models.JSONField(default=list)
    approvals_needed = models.JSONField(default=list, help_text="Bodies without which it cannot close.")
    state = models.CharField(max_length=20, default=PhaseFacts.state)


class InspectionQuerySet(Visible):
    def to_come(self, on):
        return self.filter(held_from__gte=on).order_by("held_from")

    def near(self, on, days: int):
        """Those that are held on a day, and those that begin within so many days after it."""
        goes_on = models.Q(held_from__lte=on, held_to__gte=on)
        soon = models.Q(held_from__range=(on, on + timedelta(days)))
        return self.filter(goes_on | soon).order_by("held_from")


class Inspection(Part):
    """An inspection or report that findings come from, past or to come."""

    title = models.CharField(max_length=200)
    by = models.CharField(max_length=120)
    held_from = models.DateField()
    held_to = models.DateField(null=True)
    published_on = models.DateField(null=True)
    announced = models.BooleanField(default=True)
    sites = models.JSONField(default=list)
    services = models.JSONField(default=list)
    judgement = models.TextField(blank=True)

    objects = InspectionQuerySet.as_manager()

    def __str__(self):
        return self.title


class Priority(Part):
    words = models.TextField()

    def __str__(self):
        return self.words


class FindingKind(Part):
    """What an inspection calls its findings, the gravest first."""

    title = models.CharField(max_length=120)
    needs_action = models.BooleanField(default=True)

    def __str__(self):
        return self.title


class Funding(Part):
    words = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()
    year = models.CharField(max_length=40)
    programme_money = models.BooleanField()
    recurring = models.BooleanField(default=False)
    decided_by = models.CharField(max_length=120)
    decided_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    note = models.TextField(blank=True)


class NewPosts(Part):
    """Posts of one type that the money pays for."""

    title = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    filled = models.PositiveIntegerField(default=0)
    in_recruitment = models.PositiveIntegerField(default=0)
    aliases = models.JSONField(default=list)

    def __str__(self):
        return self.title

    @property
    def planned(self) -> int:
        return self.number - self.filled - self.in_recruitment
