"""Which digests were sent, what each told, and who wants none."""

from datetime import date

from django.db import models

from sherwood.web.site.accounts.models import User


class DigestQuerySet(models.QuerySet):
    def told(self, user) -> set[str]:
        """The marks of the lines that the last digest sent to this person told."""
        last = self.filter(user=user, state=Digest.State.SENT).order_by("day").last()
        return set(last.marks) if last else set()

    def settled(self, day: date) -> set[int]:
        """Who had their digest of that day, or may have had it: nobody is sent a second."""
        return set(self.filter(day=day).exclude(state=Digest.State.REFUSED).values_list("user", flat=True))


class Digest(models.Model):
    """One person's digest of one day. It is written before it is sent: what was stopped in between is not sent again."""

    class State(models.TextChoices):
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        REFUSED = "refused", "Refused by the mail server"

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.SENDING)
    marks = models.JSONField(
        default=list, help_text="Of every line that waited, so that the next tells what is new."
    )

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]


class UnwantedQuerySet(models.QuerySet):
    def wanted_by(self, user) -> bool:
        return not self.filter(user=user).exists()


class Unwanted(models.Model):
    """Somebody who wants no digest."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")

    objects = UnwantedQuerySet.as_manager()
