"""The list of jobs."""

from django.urls import reverse
from django.utils.timezone import localtime

from sherwood.web.site.jobs.models import Job
from sherwood.web.site.listings.columns import Column
from sherwood.web.site.listings.listing import Listing


def _at(moment) -> str:
    return localtime(moment).strftime("%-d %B %Y, %H:%M") if moment else ""


JOBS = Listing(
    title="Jobs, the latest first",
    rows=lambda user: Job.visible_to(user).select_related("asked_by"),
    a_page=50,
    columns=[
        Column("Job", "title", href=lambda job: reverse("job", args=[job.pk])),
        Column("Asked by", lambda job: job.asked_by and str(job.asked_by), blank="By itself, daily"),
        Column("Asked at", lambda job: _at(job.asked_at)),
        Column("State", "get_state_display"),
        Column("Ended at", lambda job: _at(job.ended_at), blank="Not yet"),
        Column("What came of it", "said"),
    ],
    empty="No job has been asked for yet.",
)
