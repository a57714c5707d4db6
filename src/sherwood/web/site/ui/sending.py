"""One form sent twice enters one thing: a double click, the back button, three at once.

The first sending takes the form's stamp, by a row that can be there once. A second that says the same waits for the first and
is led to where that led. One that says something else is shown again, for its sender to decide. A form that was refused, or
shown again for any reason, gives its stamp back and may be sent again.
"""

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.middleware.csrf import CSRF_TOKEN_LENGTH
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac

from sherwood.web.site.ui import typed
from sherwood.web.site.ui.models import Sent
from sherwood.web.site.ui.stamps import LASTS, stamp_of

PATIENCE = 15  # seconds that a second sending waits for the first
LOOKS_EVERY = 0.1
UNDER_WAY = (
    "This form was sent already, and Sherwood does not know yet what came of it. Look whether it is entered before you "
    "open the form and send it again."
)


@dataclass(frozen=True)
class Sending:
    """A form that somebody sends: which it is and what it says, as digests."""

    name: str
    said: str

    def taken(self) -> bool:
        """Whether this is the first; what was sent longer ago than a stamp lasts is forgotten."""
        now = datetime.now(UTC)
        try:
            with transaction.atomic():
                Sent.objects.filter(at__lt=now - LASTS).delete()
                Sent.objects.create(name=self.name, said=self.said, at=now)
        except IntegrityError:
            return False
        return True

    def settle(self, response) -> None:
        """Remember where it led; what led nowhere was not entered, and may be sent again."""
        if 300 <= response.status_code < 400:
            Sent.objects.filter(name=self.name).update(led_to=response["Location"])
        else:
            Sent.objects.filter(name=self.name).delete()


class SentOnce:
    """The middleware. It stands after the check against forged forms and the door of every view."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if sending := getattr(request, "sending", None):
            sending.settle(response)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method == "GET" and request.user.is_authenticated:
            typed.tell(request)
        sending = _sending(request, view)
        return _first(request, sending) if sending else None


def _sending(request, view) -> Sending | None:
    """None for what is no form of ours, and for a draft that its page saves while somebody types."""
    ours = request.method == "POST" and request.user.is_authenticated and hasattr(view, "permissions")
    if not ours or request.headers.get("X-Requested-With") == "saving":
        return None
    who, said = str(request.user.pk), _said(request)
    stamp, csrf = stamp_of(request), request.POST.get("csrfmiddlewaretoken", "")
    if stamp and stamp.user == who:
        return Sending(_digest(stamp.token, who, request.get_full_path()), said)
    # A script that read the page's token and not its stamp. Each page has another token, so the very same words with it
    # are the same form.
    return Sending(_digest(csrf, said), said) if len(csrf) == CSRF_TOKEN_LENGTH else None


def _first(request, sending: Sending) -> HttpResponse | None:
    """None for the first, which goes on to its view; a second is answered here, once the first has been."""
    until = time.monotonic() + PATIENCE
    while not sending.taken():
        if (before := Sent.objects.filter(name=sending.name).first()) and before.led_to:
            return _again(request, before, sending)
        if time.monotonic() > until:
            context = {"heading": "This form was sent already", "words": UNDER_WAY}
            return render(request, "ui/error.html", context, status=409)
        time.sleep(LOOKS_EVERY)
    request.sending = sending
    return None


def _again(request, before: Sent, sending: Sending) -> HttpResponse | None:
    """The same again leads to the same place. What was changed since is shown; on a page of buttons, its act decides."""
    if before.said == sending.said:
        return redirect(before.led_to)
    stamp = stamp_of(request)
    if stamp and typed.same_page(stamp.page, request.path) and typed.keep(request, typed.SENT_BEFORE):
        return redirect(stamp.page)
    return None


def _said(request) -> str:
    """What the form says, with the files that came with it."""
    words = sorted((name, values) for name, values in request.POST.lists() if name not in typed.NOT_TYPED)
    files = [
        (name, upload.name, _content(upload)) for name, given in request.FILES.lists() for upload in given
    ]
    return _digest(request.user.pk, request.get_full_path(), words, files)


def _content(file) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _digest(*parts) -> str:
    """Keyed, so that nobody who reads the table finds out what was typed by trying."""
    return salted_hmac("sherwood.sent", json.dumps(parts, default=str), algorithm="sha256").hexdigest()
