"""Whether the site works: each part is tried, and says “ok” or what is wrong, and nothing else of the site."""

import logging
from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string

from sherwood.records.snapshots import Damaged, Store
from sherwood.web.site.accounts.models import User
from sherwood.web.site.jobs.heartbeat import is_heard, silence
from sherwood.web.site.jobs.models import Turn
from sherwood.web.site.ui.static_files import without_files

OK, NO_RECORDS = "ok", "no records yet"
WELL = (OK, NO_RECORDS)
KEPT = 5  # seconds: whoever asks more often is told the same, and costs the site nothing

log = logging.getLogger(__name__)


def health(request: HttpRequest) -> dict[str, str]:
    """Each part and how it is."""
    return cache.get_or_set(
        "health", lambda: {name: _tried(part, request) for name, part in PARTS.items()}, KEPT
    )


def _tried(part: Callable[[HttpRequest], str], request: HttpRequest) -> str:
    try:
        return part(request)
    except Exception as fault:  # its message is not told: a database's names machines and accounts
        log.error("Not healthy: %s", type(fault).__name__)
        return f"not working ({type(fault).__name__})"


def _page(request: HttpRequest) -> str:
    """A page can be drawn, and its styles are there."""
    render_to_string("ui/not_found.html", request=request)
    return "styles or scripts are missing" if without_files() else OK


def _reads(request: HttpRequest) -> str:
    User.objects.exists()
    return OK


def _writes(request: HttpRequest) -> str:
    """A turn to write is given, and used; what it wrote is taken back."""
    with transaction.atomic():
        Turn.objects.create(kind="healthy", on=date.min)
        transaction.set_rollback(True)
    return OK


def _records(request: HttpRequest) -> str:
    snapshot = Store(settings.STORE_ROOT).current()
    if snapshot is None:
        return NO_RECORDS
    try:
        snapshot.check_whole()
    except Damaged:
        return "the current records are damaged"
    return OK


def _worker(request: HttpRequest) -> str:
    return OK if is_heard() else silence()


PARTS: dict[str, Callable[[HttpRequest], str]] = {
    "page": _page,
    "database": _reads,
    "writing": _writes,
    "records": _records,
    "worker": _worker,
}
