"""An extract that somebody sent, what a look at it found, and what became of it."""

from django.db import models
from django.urls import reverse
from django.utils import timezone

from sherwood.governance.roles import Permission
from sherwood.reporting.between import Between
from sherwood.web.site.accounts.models import User
from sherwood.web.site.files.models import StoredFile
from sherwood.web.site.jobs.models import Job
from sherwood.web.site.kept import Revised


class ExtractQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.may(Permission.LOAD_DATA) else self.none()

    def open(self):
        """Those that are neither published nor put away."""
        return self.filter(
            state__in=[SentExtract.State.LOOKING, SentExtract.State.LOOKED, SentExtract.State.REFUSED]
        )


class SentExtract(Revised):
    """Files that were sent together. `prepared` is the snapshot that a look made of them; `upon` what was current then.

    The files, and what was made of them, are removed once they are published or put away: what is kept is in the snapshot.
    """

    class State(models.TextChoices):
        LOOKING = "looking", "Being looked at"
        LOOKED = "looked", "Ready to be published"
        REFUSED = "refused", "Could not be read"
        PUBLISHED = "published", "Published"
        PUT_AWAY = "put_away", "Put away"

    files = models.ManyToManyField(StoredFile, related_name="+")
    as_at = models.DateField("The day the records are true of", null=True)
    council_code = models.CharField(max_length=20, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.LOOKING)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    prepared = models.CharField(max_length=40, blank=True)
    upon = models.CharField(max_length=40, blank=True)
    found = models.JSONField(null=True)
    said = models.TextField(blank=True)
    ended_on = models.DateField(null=True)

    objects = ExtractQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "extract"

    def __str__(self):
        return f"Extract {self.pk}"

    def get_absolute_url(self):
        return reverse("extract", args=[self.pk])

    @classmethod
    def visible_to(cls, user):
        return cls.objects.visible_to(user)

    @property
    def between(self) -> Between | None:
        """What it would change, as the look found it."""
        return Between.from_json(self.found) if self.found else None

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.LOOKING, self.State.LOOKED, self.State.REFUSED)
