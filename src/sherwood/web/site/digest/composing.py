"""What a digest says: the lines of home that are new since the last one and are not the doing of who reads them."""

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from sherwood.web.site.accounts.models import User
from sherwood.web.site.home.waiting import waiting_for
from sherwood.web.site.offers.kinds import WaitingLine
from sherwood.web.site.trail.models import Entry

SHOWN = 15


@dataclass(frozen=True)
class Composed:
    subject: str
    body: str
    marks: list[str]  # of everything that waits, told or not
    new: int


def compose(user: User, told: set[str]) -> Composed:
    """The digest for somebody; `told`: the marks of what the last one told. Nothing new makes `new` nought."""
    lines = waiting_for(_as(user))
    fresh = [line for line in lines if mark(line) not in told]
    new = [line for line in fresh if not (_own(line, user) and not line.late)]
    subject = f"{settings.PRODUCT}: {len(new)} new thing{'' if len(new) == 1 else 's'} to see to"
    context = {
        "new": new[:SHOWN],
        "further": len(new) - SHOWN,
        "others": len(lines) - len(new),
        "site": settings.SITE,
        "product": settings.PRODUCT,
    }
    body = render_to_string("digest/digest.txt", context)
    return Composed(subject, body, [mark(line) for line in lines], len(new))


def mark(line: WaitingLine) -> str:
    """What makes a line the same line; one that has become late is news again."""
    return hashlib.sha256(f"{line.plain} {line.href} {line.late}".encode()).hexdigest()[:16]


def _own(line: WaitingLine, user: User) -> bool:
    """Whether the last act on what the line is about was this person's own."""
    last = Entry.objects.last_about(line.about) if line.about else None
    return last is not None and last.by_id == str(user.pk)


def _as(user: User) -> HttpRequest:
    """Home asks a request whose it is and which snapshot it stays with; here nobody is at a browser."""
    request = HttpRequest()
    request.user = user
    return request
