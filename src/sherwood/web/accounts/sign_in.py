"""What happens at the door: nobody signs themselves up, and coming and going is on the trail."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

from sherwood.web.trail import actions as trail


class SignIn(DefaultAccountAdapter):
    """allauth's way in, with our rules."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def post_login(self, request, user, **kwargs):
        trail.record(verb="signed in", what=("account", user.pk), by=user)
        return super().post_login(request, user, **kwargs)

    def logout(self, request) -> None:
        if request.user.is_authenticated:
            trail.record(verb="signed out", what=("account", request.user.pk), by=request.user)
        super().logout(request)

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        """Signing in and out need no banner; other news does."""
        if "logged_" not in (message_template or ""):
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_mail(self, template_prefix, email, context) -> None:
        """Sherwood sends no mail about accounts; the trail and the page say what happened."""

    def get_client_ip(self, request) -> str:
        return address_of(request)


def address_of(request) -> str:
    """Where a request comes from. Behind a proxy, what the proxy itself wrote: the last of the list."""
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")
