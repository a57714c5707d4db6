"""What happens at the door: nobody signs themselves up, and coming and going is on the trail."""

import logging
from functools import wraps
from smtplib import SMTPException
from threading import Thread

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.http import Http404
from django.urls import reverse

from sherwood.kit.errors import Refusal
from sherwood.web.site.accounts.actions import choose_password, sign_in, sign_out

RESET = "account/email/password_reset_key"  # the one message about accounts that Sherwood sends
log = logging.getLogger(__name__)


class SignIn(DefaultAccountAdapter):
    """allauth's way in, with our rules."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or the password is not right.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def post_login(self, request, user, **kwargs):
        sign_in(by=user)
        return super().post_login(request, user, **kwargs)

    def logout(self, request) -> None:
        if request.user.is_authenticated:
            sign_out(by=request.user)
        super().logout(request)

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        """Signing in and out need no banner; other news does."""
        if "logged_" not in (message_template or ""):
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_mail(self, template_prefix, email, context) -> None:
        """Only the way to a new password is sent; of the rest the trail and the page tell."""
        if template_prefix == RESET and settings.EMAIL_HOST:
            Thread(target=_send, args=[self.render_mail(RESET, email, context)], name="mail").start()

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def format_email_subject(self, subject) -> str:
        return subject

    def get_reset_password_from_key_url(self, key) -> str:
        """As the site is known, whatever name the one who asks calls it by."""
        uid, _, rest = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": rest})
        return f"{settings.SITE}{path}"

    def set_password(self, user, password) -> None:
        try:
            choose_password(password=password, by=user)
        except Refusal as refused:
            raise PermissionDenied(str(refused)) from None

    def get_client_ip(self, request) -> str:
        return address_of(request)


def _send(message: EmailMessage) -> None:
    """Sent beside the page: how long a mail server takes would tell who has an account, and so would its refusal."""
    try:
        message.send()
    except (OSError, SMTPException) as away:
        log.error("A message to choose a new password could not be sent: %s.", type(away).__name__)


def where_mail_is_sent(view):
    """A page that is not there where no mail server is set."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if not settings.EMAIL_HOST:
            raise Http404("No mail server is set.")
        return view(request, *args, **kwargs)

    return checked


def address_of(request) -> str:
    """Where a request comes from. Behind a proxy, what the proxy itself wrote: the last of the list."""
    if settings.BEHIND_PROXY and (forwarded := request.META.get("HTTP_X_FORWARDED_FOR")):
        return forwarded.rsplit(",", 1)[-1].strip()
    return request.META.get("REMOTE_ADDR", "")
