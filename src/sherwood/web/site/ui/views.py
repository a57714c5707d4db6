"""Answers that belong to no subject: errors."""

from django.shortcuts import redirect, render

from sherwood.web.site.ui import typed
from sherwood.web.site.ui.stamps import stamp_of


def bad_request(request, exception=None):
    return render(request, "ui/error.html", {"heading": "Sherwood could not read that address"}, status=400)


def refused(request, exception=None):
    return render(request, "ui/refused.html", {"reason": str(exception or "")}, status=403)


def form_expired(request, reason=""):
    """The check against forged forms failed; nearly always a page left open over a sign-out.

    A stamp of ours shows that the form is Sherwood's own. Then it is shown again as it was filled, for its sender to send.
    """
    ours = hasattr(request.resolver_match.func, "permissions")  # never a page that asks for a password
    if ours and typed.keep(request, typed.SIGNED_OUT):
        return redirect(stamp_of(request).page)
    context = {"reason": "This form was open for too long. Go back, reload the page and send it again."}
    return render(request, "ui/refused.html", context, status=403)


def not_found(request, exception=None):
    return render(request, "ui/not_found.html", status=404)


def broken(request):
    """Drawn without the database, which may be what broke."""
    return render(None, "ui/broken.html", status=500)
