"""What day the site believes it is."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day in the United Kingdom, or the day a demonstration stands still at; ask nothing else."""
    return settings.CLOCK or timezone.localdate()
