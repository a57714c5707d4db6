"""When a worker was last heard of: it touches a file of the home each time it has looked after the jobs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

SILENT_AFTER = timedelta(seconds=60)


def _file() -> Path:
    return Path(settings.HOME) / "worker_heard"


def beat() -> None:
    """Said by a worker that could read and write the database just now."""
    _file().touch()


def last_heard() -> datetime | None:
    try:
        return datetime.fromtimestamp(_file().stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def is_heard() -> bool:
    """Whether a worker was heard of in the last minute."""
    heard = last_heard()
    return heard is not None and timezone.now() - heard < SILENT_AFTER


def silence() -> str:
    """Since when no worker was heard of, for a person."""
    heard = last_heard()
    if heard is None:
        return "no worker was ever heard of"
    return f"worker not heard of since {timezone.localtime(heard):%-d %B %Y, %H:%M}"
