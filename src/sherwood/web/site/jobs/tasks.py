"""What stands in the queue: the number of a job. What the job is, and whether it is still to be done, its row says."""

from django_tasks import task

from sherwood.web.site.jobs.models import Job


@task()
def run_job(pk: int) -> None:
    from sherwood.web.site.jobs.running import run

    run(pk)


def queue(job: Job) -> None:
    """Give it a place in the queue, for when it may begin."""
    run_job.using(run_after=job.not_before).enqueue(job.pk)
