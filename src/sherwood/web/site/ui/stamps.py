"""The stamp of a form: a hidden value beside the CSRF token, different each time the form is shown.

It is signed, and says for whom the form was drawn and on which page. So a form that is sent twice is known again, and what
was typed before the session ended goes back to the page and the person it came from, and to nobody else.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

FIELD = "form_stamp"
LASTS = timedelta(days=1)
SALT = "sherwood.form"


@dataclass(frozen=True)
class Stamp:
    token: str
    user: str  # the key of the account
    page: str  # the address of the page that the form stands on


def new_stamp(request) -> str:
    """A stamp for one form; empty for somebody who is not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return signing.dumps([secrets.token_urlsafe(12), str(user.pk), request.get_full_path()], salt=SALT)


def stamp_of(request) -> Stamp | None:
    """The stamp that was sent; None when there is none, it is too old, or it is not ours."""
    try:
        return Stamp(*signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=LASTS))
    except (signing.BadSignature, TypeError, ValueError):
        return None
