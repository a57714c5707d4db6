"""What somebody typed into a form that could not be sent: kept in the session and shown to them again, once.

Nothing is done by itself: the form is shown as it was filled, and its owner sends it again. It is kept for the person the
form was drawn for (its stamp says who), for an hour at most. No file is kept, since nobody was signed in who could be given it
back; the page says which to choose again, by the names its owner gave them, which stand in no message and in no cookie.
"""

import time

from django.contrib import messages
from django.http import QueryDict

from sherwood.web.site.ui.stamps import FIELD, stamp_of

SIGNED_OUT = "You were signed out while you typed. What you typed is here. Check it and send it again."
SENT_BEFORE = (
    "This form was sent before, and what it said then is entered. What you typed since is here, and is not entered. "
    "Send it only if it is another thing."
)
NOT_DONE = "You were signed out, and what you sent then was not done. Check it and send it again."
KEPT_IN = "typed"
AN_HOUR = 3600
AT_MOST = 500_000  # characters; more than any form here holds
NAMED_AT_MOST = 20  # files that the page names one by one
NOT_TYPED = ("csrfmiddlewaretoken", FIELD)


def never_kept(view):
    """Marks a view: what is typed for it may be the number of a child, and is worth nothing later."""
    view.never_kept = True
    return view


def keep(request, why: str) -> bool:
    """Keep what was sent, for the person its form was drawn for. False when it cannot be kept."""
    if getattr(request.resolver_match.func, "never_kept", False):
        return False
    stamp, typed = stamp_of(request), request.POST.copy()
    for name in NOT_TYPED:
        typed.pop(name, None)
    data = typed.urlencode()
    if stamp is None or len(data) > AT_MOST or not _may_be(stamp, request.user):
        return False
    request.session[KEPT_IN] = {
        "for": stamp.user,
        "page": stamp.page,
        "path": request.get_full_path(),
        "data": data,
        "why": why,
        "files": [upload.name for _, given in request.FILES.lists() for upload in given],
        "at": time.time(),
    }
    return True


def _may_be(stamp, user) -> bool:
    return not user.is_authenticated or stamp.user == str(user.pk)


def given_back(request, path: str = "") -> QueryDict | None:
    """What its owner typed into the form that is sent to `path` (this page, when not said). Asked once, it is gone."""
    kept = _kept(request)
    if kept is None or kept["path"] != (path or request.get_full_path()):
        return None
    del request.session[KEPT_IN]
    if kept["why"]:
        messages.warning(request, kept["why"])
    _say_files(request, kept)
    return QueryDict(kept["data"])


def tell(request) -> None:
    """On a page whose buttons and small forms are sent to other addresses: say that what was sent is not done."""
    kept = _kept(request)
    if (
        kept
        and kept["why"]
        and request.get_full_path() == kept["page"]
        and not same_page(kept["page"], kept["path"])
    ):
        messages.warning(request, NOT_DONE)
        _say_files(request, kept)
        request.session[KEPT_IN] = kept | {"why": "", "files": []}


def _say_files(request, kept: dict) -> None:
    """Leave word on the request of the files to choose again, for the page alone (`ui/messages.html`)."""
    if names := kept.get("files"):
        request.files_to_choose = names[:NAMED_AT_MOST]
        request.files_further = len(names[NAMED_AT_MOST:])


def _kept(request) -> dict | None:
    """What is kept, once what another person typed, or what is older than an hour, is dropped."""
    kept = request.session.get(KEPT_IN)
    if kept and (kept["for"] != str(request.user.pk) or time.time() - kept["at"] > AN_HOUR):
        del request.session[KEPT_IN]
        return None
    return kept


def same_page(one: str, other: str) -> bool:
    """Whether two addresses are of one page, whatever stands after the question mark."""
    return one.partition("?")[0] == other.partition("?")[0]
