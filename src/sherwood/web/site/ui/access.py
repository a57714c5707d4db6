"""The door of every view: what it needs is stated on it, and what states nothing stays shut."""

from functools import wraps
from urllib.parse import unquote

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseNotAllowed

from sherwood.governance.roles import Permission
from sherwood.web.site.ui import typed
from sherwood.web.site.ui.stamps import stamp_of

# Views of others, by the name of their address. Everything else says `@requires(...)`.
PUBLIC = frozenset(
    {
        "healthy",
        "account_login",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
    }
)
SIGNED_IN = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)


def requires(*permissions: Permission):
    """Lets in who holds any of `permissions`; `@requires()` lets in anybody signed in."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(_continues_at(request))
            if permissions and not any(request.user.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.permissions = permissions
        return checked

    return decorate


def _continues_at(request) -> str:
    """Where signing in leads: the page that was asked for, or the one whose form was filled when the session ended."""
    if request.method == "POST" and typed.keep(request, typed.SIGNED_OUT):
        return stamp_of(request).page
    return request.get_full_path()


METHODS = ("GET", "HEAD", "POST")  # what a browser's links and forms use; nothing here answers to others


class DenyByDefault:
    """Refuses a view that neither says `@requires(...)` nor stands on one of the two lists.

    An address with a null in it is refused too: no page of ours has one, and PostgreSQL cannot look for it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if "\0" in unquote(request.get_full_path()):
            raise BadRequest("A null in the address.")
        name = request.resolver_match.view_name
        if hasattr(view, "permissions") or name in PUBLIC:
            return None
        if name not in SIGNED_IN:
            raise PermissionDenied("This page does not say who may see it, so nobody may.")
        return None if request.user.is_authenticated else redirect_to_login(request.get_full_path())
