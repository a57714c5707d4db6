"""A proposal as it was made, what was answered to each of its changes, and whom it was told to."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Count, F
from django.urls import reverse

from sherwood.governance.proposing import Agrees, ChangeKind, ProposedChange
from sherwood.web.programme.programmes.models import Programme, SaidOnce, Visible
from sherwood.web.site.accounts.models import User
from sherwood.web.site.kept import digest_of


class ProposalQuerySet(Visible):
    def latest_first(self):
        return self.select_related("proposed_by").prefetch_related("answers").order_by("-pk")

    def open(self):
        """Those with a change that nobody has answered."""
        return self.annotate(how_many=Count("answers")).filter(how_many__lt=F("number_of_changes"))


class Proposal(SaidOnce):
    """`content` holds every change and what was left alone, as plain data; the digest is of that."""

    KEPT: ClassVar[str] = "What was proposed is written once. Propose again, and take this one back."

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="proposals")
    came_from = models.CharField(max_length=250, help_text="The draft or the file.")
    proposed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    proposed_as = models.CharField(max_length=200, help_text="The proposer, by post.")
    proposed_on = models.DateField()
    content = models.JSONField(encoder=DjangoJSONEncoder)
    number_of_changes = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    objects = ProposalQuerySet.as_manager()

    def __str__(self):
        return f"Proposal {self.pk}"

    def get_absolute_url(self):
        return reverse("proposal", args=[self.pk])

    def worked_out(self) -> str:
        return digest_of(self.content)

    @property
    def changes(self) -> dict[int, ProposedChange]:
        """Its changes by number, from 1."""
        return {number: change_of(line) for number, line in enumerate(self.content["changes"], 1)}

    @property
    def titles(self) -> dict[int, str]:
        """What each change is called in words, by number."""
        return {number: line["title"] for number, line in enumerate(self.content["changes"], 1)}

    @property
    def left(self) -> list[str]:
        """What the definition says otherwise and what stands keeps, in sentences."""
        return self.content["left"]

    @property
    def answered(self) -> "dict[int, Answer]":
        return {answer.number: answer for answer in self.answers.all()}

    def unanswered(self) -> dict[int, ProposedChange]:
        done = set(self.answers.values_list("number", flat=True))
        return {number: change for number, change in self.changes.items() if number not in done}


def line_of(change: ProposedChange, title: str) -> dict[str, Any]:
    """A change as `content` keeps it."""
    return {
        "section": change.section,
        "key": change.key,
        "kind": change.kind.name,
        "title": title,
        "before": change.before,
        "after": change.after,
        "agrees": change.agrees.name,
        "follows": list(change.follows),
    }


def change_of(line: dict[str, Any]) -> ProposedChange:
    return ProposedChange(
        line["section"],
        line["key"],
        ChangeKind[line["kind"]],
        line["before"],
        line["after"],
        Agrees[line["agrees"]],
        tuple(line["follows"]),
    )


class Answer(SaidOnce):
    """What was said to one change of a proposal. An agreed one was made in the same moment."""

    class Said(models.TextChoices):
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        TAKEN_BACK = "taken back", "Taken back"

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    said = models.CharField(max_length=10, choices=Said)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    on = models.DateField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="a_change_is_answered_once")
        ]

    @property
    def was_agreed(self) -> bool:
        return self.said == self.Said.AGREED


LASTS = timedelta(days=28)  # that somebody is told, unless they say sooner that they have read it


class NoticeQuerySet(models.QuerySet):
    def unread(self, user, on: date):
        found = self.filter(user=user, read_on=None, answer__on__gte=on - LASTS)
        return found.select_related("answer__proposal").order_by("answer__proposal", "answer__number")

    def tell(self, answer: Answer, users: Iterable[User]) -> None:
        self.bulk_create(Notice(answer=answer, user=user) for user in users)


class Notice(models.Model):
    """Who was told of an answered change, and when they said they had read it."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="notices")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    read_on = models.DateField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "user"], name="told_once_of_an_answer")]
