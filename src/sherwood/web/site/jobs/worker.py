"""The worker: takes jobs from the queue one by one, begins again what was cut off, and asks for what is daily."""

import os
import signal
import threading

from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from sherwood.web.site.jobs.daily import ask_for_what_is_daily
from sherwood.web.site.jobs.heartbeat import beat
from sherwood.web.site.jobs.running import recover

LOOK_EVERY = 5.0  # seconds


def work(parent: int | None = None) -> None:
    """Work until stopped; with `parent`, the process that is served beside, until that is gone."""
    threading.Thread(target=_look_after, args=[parent], daemon=True).start()
    call_command("db_worker", interval=0.5, startup_delay=False, verbosity=0)


def look_after_once() -> None:
    """One look: what was cut off begins again, and what is daily is asked for once its hour has come."""
    recover(timezone.now())
    ask_for_what_is_daily(timezone.now())
    beat()


def _look_after(parent: int | None) -> None:
    over = threading.Event()
    while True:
        if parent and os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        try:
            look_after_once()
        except OperationalError:
            pass  # the database is busy or being started: the next look will do
        finally:
            connection.close()
        over.wait(LOOK_EVERY)
