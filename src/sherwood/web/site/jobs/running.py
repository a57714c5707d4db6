"""Doing a job: one worker has it, says how far it is, and lets go when it was stopped or taken from it."""

import logging
import threading
import traceback
import uuid
from datetime import datetime, timedelta
from time import monotonic

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from sherwood.kit.errors import SherwoodError
from sherwood.web.site.jobs.kinds import kind_called
from sherwood.web.site.jobs.models import LEASE, Job
from sherwood.web.site.jobs.tasks import queue

BACK_OFF = timedelta(seconds=10)  # before the second try; twice as long before the third
TELL_EVERY = 0.5  # seconds between two writes of how far it is

log = logging.getLogger(__name__)


class LetGo(Exception):
    """The job is no longer this worker's: it was stopped, or taken for abandoned."""


def run(pk: int) -> None:
    """Do the job if nobody else has it; every way out of it leaves it ended, or waiting for its next try."""
    holder = uuid.uuid4().hex
    job = Job.objects.claim(pk, holder, timezone.now())
    if job is None:
        return
    with _held(job):
        try:
            said = kind_called(job.kind).run(job.given, _Teller(job))
        except LetGo:
            return
        except SherwoodError as refused:
            _end(job, Job.State.FAILED, str(refused))
        except Exception as mistake:
            _try_again(job, mistake)
        else:
            _end(job, Job.State.DONE, said)


class _Teller:
    """Told of each step: writes it now and then, and stops the work once the job is not this worker's."""

    def __init__(self, job: Job):
        self.job, self.written, self.step = job, 0.0, ""

    def __call__(self, step: str, done: int, total: int) -> None:
        if step == self.step and monotonic() - self.written < TELL_EVERY and done < total:
            return
        told = Job.objects.held(self.job.pk, self.job.holder).update(
            step=step[:200], done=done, total=total, held_until=timezone.now() + LEASE
        )
        if not told:
            raise LetGo
        self.written, self.step = monotonic(), step


class _held:
    """Says from a thread of its own that the worker lives, while a step is silent for long."""

    def __init__(self, job: Job):
        self.job, self.over = job, threading.Event()
        self.thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self):
        if (
            not connection.in_atomic_block
        ):  # a transaction that holds the only writer's place would stop the thread
            self.thread.start()

    def __exit__(self, *_):
        self.over.set()
        if self.thread.is_alive():
            self.thread.join()

    def _go_on(self) -> None:
        while not self.over.wait(LEASE.total_seconds() / 3):
            try:
                held = Job.objects.held(self.job.pk, self.job.holder)
                held.update(held_until=timezone.now() + LEASE)
            except Exception:  # the next time will do; what is lost is only the lease
                log.warning("A worker could not say that it lives.")
        close_old_connections()
        connection.close()


def _end(job: Job, state: str, said: str) -> None:
    Job.objects.held(job.pk, job.holder).update(state=state, said=said, ended_at=timezone.now())


def _try_again(job: Job, mistake: Exception) -> None:
    """A mistake of ours, or of the machine. Its message may hold a value of a row, so only its kind and place are kept."""
    places = "".join(traceback.format_tb(mistake.__traceback__))
    log.error("Job %s (%s), try %s: %s\n%s", job.pk, job.kind, job.tried, type(mistake).__name__, places)
    if job.tried >= kind_called(job.kind).tries:
        said = f"Something went wrong in Sherwood ({type(mistake).__name__}). It was tried {job.tried} times. Please report it."
        _end(job, Job.State.FAILED, said)
    else:
        _wait(job, timezone.now() + BACK_OFF * 2 ** (job.tried - 1))


def _wait(job: Job, until: datetime) -> None:
    with transaction.atomic():
        waits = Job.objects.held(job.pk, job.holder).update(
            state=Job.State.WAITING, not_before=until, held_until=None
        )
        if waits:
            job.not_before = until
            queue(job)


def recover(now: datetime) -> list[Job]:
    """Begin again what a killed worker left, but for what has been cut off as often as it may be tried."""
    left = list(Job.objects.abandoned(now))
    for job in left:
        if job.tried >= kind_called(job.kind).tries:
            _end(
                job, Job.State.FAILED, f"It was cut off {job.tried} times, and is not tried again by itself."
            )
        else:
            _wait(job, now)
    return left


def forget_old(given: dict, told) -> str:
    """Remove jobs that ended ninety days ago, and what the queue keeps of those that ended thirty days ago."""
    from django.core.management import call_command

    long_ago = timezone.now() - timedelta(days=90)
    count, _ = Job.objects.filter(ended_at__lt=long_ago).delete()
    call_command("prune_db_task_results", min_age_days=30, verbosity=0)
    return f"Old jobs removed: {count:,}."
