"""Asking for a job, and stopping one. A job and its place in the queue are written together, or neither is."""

from typing import Any

from django.utils import timezone

from sherwood.governance.roles import Permission
from sherwood.kit.errors import Refusal
from sherwood.web.site.acts import ANYBODY, WITHIN, act, person
from sherwood.web.site.jobs.kinds import kind_called
from sherwood.web.site.jobs.models import Job
from sherwood.web.site.jobs.tasks import queue
from sherwood.web.site.trail import actions as trail


@act(needs=WITHIN)
def ask(*, kind: str, title: str, given: dict[str, Any], leads_to: str = "", by) -> Job:
    """A job for the worker. Part of an act, which says who may ask for it and writes the trail."""
    kind_called(kind)
    job = Job.objects.create(kind=kind, title=title, given=given, leads_to=leads_to, asked_by=person(by))
    queue(job)
    return job


def _check_may_stop(job: Job, by) -> None:
    """Whoever asked for it, and whoever looks after the site."""
    if job.asked_by_id != by.pk and not by.may(Permission.MANAGE_ACCOUNTS):
        raise Refusal("Only who asked for a job, or an administrator, stops it.")
    if not job.is_going:
        raise Refusal(f"This job has ended: {job.get_state_display().lower()}.")


@act(needs=ANYBODY, about="job")
def stop(*, job: Job, by) -> None:
    """End a job before it is done; a worker that has it lets go at its next step and leaves nothing behind."""
    _check_may_stop(job, by)
    job.state, job.ended_at = Job.State.STOPPED, timezone.now()
    job.said = f"Stopped by {by}."
    job.save(update_fields=["state", "ended_at", "said"])
    trail.record(verb="stopped a job", what=("job", job.pk), detail={"kind": job.kind}, by=by)
