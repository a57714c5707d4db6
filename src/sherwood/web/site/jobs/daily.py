"""What is asked for by itself, once a day."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sherwood.web.site.jobs.kinds import Daily
from sherwood.web.site.jobs.models import Job, Turn
from sherwood.web.site.jobs.tasks import queue
from sherwood.web.site.offers import offered


def ask_for_what_is_daily(now: datetime) -> list[Job]:
    """The daily jobs whose time has come today and that nobody has asked for; each once, whoever else asks now."""
    local, jobs = timezone.localtime(now), []
    for daily in offered(Daily):
        if local.time() >= daily.at:
            with transaction.atomic():
                _, is_first = Turn.objects.get_or_create(kind=daily.kind, on=local.date())
                if is_first:
                    job = Job.objects.create(kind=daily.kind, title=daily.words)
                    queue(job)
                    jobs.append(job)
    return jobs
