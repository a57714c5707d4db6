"""What day the site believes it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day in the United Kingdom, or the day a demonstration stands still at; ask nothing else."""
    return settings.CLOCK or timezone.localdate()


def now() -> datetime:
    """The moment: this machine's time on the day the site believes in."""
    moment = timezone.localtime()
    return datetime.combine(today(), moment.timetz())


@contextmanager
def given_back() -> Iterator[None]:
    """A demonstration that is seeded goes from day to day; at the end its clock stands where it was told to."""
    kept = settings.CLOCK
    try:
        yield
    finally:
        settings.CLOCK = kept
